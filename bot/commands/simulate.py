"""`collections simulate`."""

from __future__ import annotations

import sys
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
from bot.stages.rewind import BLIND_SPOTS
from bot.stages.simulation_sheets import sheets
from bot.stages.simulation_sums import Sums, differences, sums
from models.policy import Policy
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
        write_workbook(xlsx, sheets(now, before))
        print(f"\nevery packet: {xlsx}")


def _progress(done: int, every: int) -> None:
    if sys.stderr.isatty():
        end = "\r\x1b[K" if done >= every else ""
        print(f"\r\x1b[K{done:,} of {every:,} accounts{end}", end="", file=sys.stderr, flush=True)


def _print(now: Simulation, found: Sums, policy: Policy) -> None:
    print(f"{now.since} to {now.until}, {len(now.days)} working days, policy {now.policy_hash}")
    print(f"{found.accounts} accounts had a packet, {found.packet_days} packets on days; {_share(found.routine_share)}")
    print(f"{found.always_routine} accounts were routine on every day they had one\n")
    if policy.pilot is not None:
        print(f"{now.outside_pilot} accounts were past due and outside the pilot: `collections pilot` says why\n")
    for route, count in found.by_route:
        print(_row(route.name.replace("_", " ").lower(), count, found.packet_days))
    print(f"\n{found.decisions} decisions, {found.one_press} of them one press; {found.sent} mails approved")
    presses, words = _mean(found.presses_per_account), _mean(found.words_per_account)
    print(f"per account with a decision: {presses} presses, {words} words to read")
    print("\ndecisions             all   a day  busiest day")
    for load in found.loads:
        member = policy.members.get(load.who)
        who = member.name if member else load.who.replace("_", " ")
        print(f"  {who:<18} {load.decisions:>5} {load.per_day:>7.1f}  {load.busiest_decisions} on {load.busiest}")
    _print_counts("gates, in packets on days", found.by_gate, found.packet_days)
    _print_counts("rules, in packets on days", found.by_rule, found.packet_days)
    print("\nwhat this cannot know")
    for told in (IMAGINED, *BLIND_SPOTS):
        print(f"  {told}")


def _print_counts(title: str, counts: tuple[tuple[str, int], ...], every: int) -> None:
    print(f"\n{title}")
    for name, count in counts:
        print(_row(name.replace("_", " "), count, every))


def _row(name: str, count: int, every: int) -> str:
    part = count / every if every else 0
    return f"  {name:<22} {count:>7}  {part:>5.0%}  {'█' * round(_BAR * part)}"


def _share(part: float | None) -> str:
    return "no packet, so no routine share" if part is None else f"{part:.0%} of them routine"


def _mean(value: float | None) -> str:
    return "no" if value is None else f"{value:.1f}"


def _print_differences(now: Simulation, before: Simulation) -> None:
    found = differences(now, before)
    print(f"\nsorted or gated differently under policy {before.policy_hash}: {len(found)} packets on days")
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
