"""`collections simulate`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.adapters.policy_file import load_policy
from bot.adapters.workbook import write_workbook
from bot.commands.opening import day_of, open_desk
from bot.flows.simulate import IMAGINED, simulate
from bot.settings import Settings
from bot.stages.reports.simulation_sheets import sheets
from bot.stages.reports.simulation_sums import Sums, differences, sums
from bot.stages.rewind import BLIND_SPOTS
from models.measure import Measure
from models.policy import Policy
from models.report import Ratio
from models.simulation import SimulatedPacket, Simulation

_SHOWN = 20
_BAR = 30


def simulate_(
    since: Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")],
    until: Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")],
    against: Annotated[Path | None, typer.Option(help="Another policy.toml, to see what it does differently.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write every packet and the charts to this workbook.")] = None,
) -> None:
    """Replay the policy over days that are over; nothing is written, posted or sent."""
    desk = open_desk(Settings())
    first, last = day_of(since, date.min), day_of(until, date.min)
    now = simulate(desk, first, last, _progress)
    _print(now, sums(now), desk.policy)
    before = simulate(replace(desk, policy=load_policy(against)), first, last, _progress) if against else None
    if before is not None:
        _print_differences(now, before)
    if xlsx is not None:
        write_workbook(xlsx, sheets(now, before, desk.policy))
        print(f"\nevery packet: {xlsx}")


def _progress(done: int, every: int) -> None:
    if sys.stderr.isatty():
        end = "\r\x1b[K" if done >= every else ""
        print(f"\r\x1b[K{done:,} of {every:,} accounts{end}", end="", file=sys.stderr, flush=True)


def _print(now: Simulation, found: Sums, policy: Policy) -> None:
    print(f"{now.since} to {now.until}, {_working_days(len(now.days))}, policy {now.policy_hash}")
    print(f"{found.accounts} {Measure.WITH_PACKET}, {found.packet_days} {Measure.PACKET_DAYS}; {_routine(found)}")
    print(f"{found.always_routine} {Measure.ALWAYS_ROUTINE}\n")
    if policy.pilot is not None:
        print(f"{now.outside_pilot} {Measure.PAST_DUE_OUTSIDE}: `collections pilot` says why\n")
    for route, count in found.by_route:
        print(_row(route.name.replace("_", " ").lower(), count, found.packet_days))
    one_press = f"{found.one_press} {Measure.ONE_PRESS_DECISIONS}"
    print(f"\n{found.decisions} {Measure.DECISIONS}, {one_press}, {found.sent} {Measure.MAILS}")
    print("  messages count as read here: on a real morning an unread one waits for a person first")
    presses, words = _mean(found.presses_per_account), _mean(found.words_per_account)
    print(f"{presses} {Measure.PRESSES}, {words} {Measure.WORDS}")
    print(f"\n{Measure.DECISIONS:<20} {'all':>5} {Measure.A_DAY:>16}  {Measure.BUSIEST}")
    for load in found.loads:
        member = policy.members.get(load.who)
        who = member.name if member else load.who.replace("_", " ")
        print(f"  {who:<18} {load.decisions:>5} {load.per_day:>16.1f}  {load.busiest_decisions} on {load.busiest}")
    _print_counts(Measure.BY_GATE, found.by_gate, found.packet_days)
    _print_counts(Measure.BY_RULE, found.by_rule, found.packet_days)
    print("\nwhat this cannot know")
    for told in (IMAGINED, *BLIND_SPOTS, *_before_the_books(now)):
        print(f"  {told}")


def _working_days(count: int) -> str:
    return "1 working day" if count == 1 else f"{count} working days"


def _before_the_books(now: Simulation) -> Iterator[str]:
    if 2 * now.begun < now.accounts:
        had = f"{now.begun} of {now.accounts} accounts had an invoice by {now.since}"
        yield f"Only {had}: the first days are before most of the books, and ask for too little."


def _print_counts(title: str, counts: tuple[tuple[str, int], ...], every: int) -> None:
    print(f"\n{title}")
    for name, count in counts:
        print(_row(name.replace("_", " "), count, every))


def _row(name: str, count: int, every: int) -> str:
    bar = "█" * round(_BAR * count / every if every else 0)
    return f"  {name:<22} {count:>7}  {Ratio(count, every)!s:>7}  {bar}"


def _routine(found: Sums) -> str:
    return f"{found.routine_share} of them routine" if found.packet_days else "no packet, so no routine share"


def _mean(value: float | None) -> str:
    return "no" if value is None else f"{value:.1f}"


def _print_differences(now: Simulation, before: Simulation) -> None:
    found = differences(now, before)
    print(f"\n{Measure.DIFFERENT} under policy {before.policy_hash}: {len(found)} packets on days")
    for ours, theirs in found[:_SHOWN]:
        packet = ours or theirs
        if packet is not None:
            print(f"  {packet.day} {packet.account_name}: {_sorting(ours)}, there {_sorting(theirs)}")
    if len(found) > _SHOWN:
        print(f"  and {len(found) - _SHOWN} more: --xlsx lists all of them")


def _sorting(packet: SimulatedPacket | None) -> str:
    if packet is None:
        return "no packet"
    gates = ", ".join(kind.replace("_", " ") for kind, _ in packet.gates)
    return packet.route.name.replace("_", " ").lower() + (f" ({gates})" if gates else "")
