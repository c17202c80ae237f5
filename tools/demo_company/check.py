"""Live every morning on the exports and hold each story to the card the copilot really produces."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from bot.adapters.policy_file import load_policy
from bot.adapters.rates_file import load_rates
from bot.adapters.remittance_file import load_remittance
from bot.adapters.source_config import load_invoice_files, load_sources
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.flows.desk import Desk
from bot.flows.draw import draw
from bot.flows.import_ledger import import_ledger
from bot.flows.prepare_day import prepare_day
from models.gate import GateEffect
from models.ledger import Ledger
from models.packet_record import PacketRecord
from tools.demo_company.calendar import MORNINGS, OPENING, ZONE
from tools.demo_company.exports import write_exports
from tools.demo_company.world import Company, Story

CONFIG = Path(__file__).parents[2] / "config"


@dataclass(frozen=True, slots=True)
class Morning:
    """What one morning produced, before anybody pressed anything."""

    day: date
    ledger: Ledger
    #: Account id → its live packets, each with all the words of its card.
    packets: Mapping[str, Sequence[tuple[PacketRecord, str]]]
    #: Where it was lived.
    desk: Desk


def mornings(exports: Path, work: Path) -> Iterator[Morning]:
    """Live the mornings of *exports* in *work*, an empty folder."""
    clock = ShiftedClock(datetime.now(UTC))  # noqa: TID251 - only to be moved away from
    desk = Desk(
        store=SqlStore(f"sqlite:///{work / 'check.db'}"),
        clock=clock,
        policy=load_policy(CONFIG / "policy.toml"),
        remittance=load_remittance(CONFIG / "remittance.toml"),
        rates=load_rates(CONFIG / "rates.csv"),
        invoice_files=load_invoice_files(CONFIG / "sources.toml", work / "exports"),
    )
    for day in MORNINGS:
        clock.advance(datetime.combine(day, time(6, 5), ZONE) - clock.now())
        arrived = exports / "start" if day == OPENING else exports / "days" / day.isoformat()
        shutil.copytree(arrived, work / "exports", dirs_exist_ok=True)
        report = import_ledger(desk, load_sources(CONFIG / "sources.toml", work / "exports"), as_of=day)
        prepare_day(desk, day)
        with desk.store.transaction() as books:
            packets: dict[str, list[tuple[PacketRecord, str]]] = {}
            for record in books.live_packets():
                drawn = str(draw(desk, books, f"packet:{record.id}", live=True))
                packets.setdefault(record.packet.account.id, []).append((record, drawn))
        yield Morning(day, report.ledger, packets, desk)


def card_of(record: PacketRecord) -> str:
    """The card in the words stories use."""
    if record.packet.gated(GateEffect.NO_PACKET):
        return "no packet"
    if record.packet.gated(GateEffect.NO_CARD):
        return "row in the list"
    route = record.packet.route.name.lower().replace("_", " ")
    return f"{route} · {record.reviewer.role.value.replace('_', ' ')}"


def differences(story: Story, morning: Morning) -> list[str]:
    """What of *story* the copilot does not do on that morning; empty = it does it all."""
    found = morning.packets.get(story.customer.id, ()) or morning.packets.get(story.customer.erp_id, ())
    cards = {card_of(record) for record, _ in found} or {"no packet"}
    gates = {gate.kind.value for record, _ in found for gate in record.packet.gates}
    said = "\n".join(words for _, words in found)
    wrong = [f"card: told {story.card}, is {' and '.join(sorted(cards))}"] if cards != {story.card} else []
    wrong += [f"gate {name} is not closed" for name in story.gates if name not in gates]
    wrong += [f"{text!r} is not on the card" for text in story.words if found and text not in said]
    return wrong


def check(company: Company) -> int:
    """Print what differs and how the mornings look; the number of stories that are not true."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        exports, work = Path(folder) / "company", Path(folder) / "work"
        work.mkdir()
        write_exports(company, exports)
        for morning in mornings(exports, work):
            live = [record for records in morning.packets.values() for record, _ in records]
            routine = sum(card_of(record) == "routine · account owner" for record in live)
            print(f"{morning.day}: {len(morning.packets)} accounts, {len(live)} packets, {routine} routine")
            for row in morning.ledger.rejected if morning.day == OPENING else ():
                print(f"  rejected {row.row} {row.column}={row.value!r}: {row.reason}")
            for story in company.stories:
                wrong = differences(story, morning) if story.on == morning.day else []
                bad += bool(wrong)
                for line in wrong:
                    print(f"  {story.customer.id} {story.name}: {line}")
    print(f"{len(company.stories)} stories, {bad} not true")
    return bad
