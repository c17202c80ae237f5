"""How often the guard is wrong on drafts labelled by hand: counted, printed and held to a limit.

All three sets were written by the author of the guard, so the figures flatter it. Each was written before it was
run and the guard was then mended for what it showed, so only the first run of a set says anything about texts the
guard has not met. First runs (honest texts refused, lies passed): first 3 of 40 and 2 of 51, second 4 of 35 and
8 of 58, third (written to be nasty) 4 of 26 and 11 of 36.

Two rows that ask politely for payment by a day ahead were labelled as lies until the guard asked what a sentence does
with a day; they are honest now, and noted.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.stages.draft import compose, with_edits
from bot.stages.guard import check
from models.correspondence import ContactStatus
from models.draft import Finding, Play, Weight
from models.money import Money
from models.packet import FollowUpPacket
from tests.bot.stages.packet_builder import (
    OLIVE,
    REMITTANCE,
    a_contact,
    a_packet,
    a_policy,
    a_touch,
    an_item,
    left_out,
)

_SECOND = an_item("INV-1010", 50000, date(2026, 6, 1), po_number="4500077")
_TWO = (an_item(), _SECOND)
_PART = an_item("INV-1020", 100000, date(2026, 5, 20))
_GONE = a_contact("Peter Novak", "peter.novak@brightwater.example", status=ContactStatus.LEFT)
PACKETS: dict[str, FollowUpPacket] = {
    "one": a_packet(),
    "two": a_packet(items=_TWO),
    "chased": a_packet(items=_TWO, reminders_sent=2, last_touch=a_touch()),
    "credit": a_packet(unapplied=Money(20000, "EUR")),
    "disputed": a_packet(left_out=(left_out(an_item("INV-1008", 80000, date(2026, 5, 4))),)),
    "partial": a_packet(items=(replace(_PART, open=Money(40000, "EUR")),)),
    "po": a_packet(items=(replace(_SECOND, invoice=replace(_SECOND.invoice, po_number="")),)),
    "status": a_packet(),
    "contact": a_packet(contacts=(a_contact(), _GONE)),
    "usd": a_packet(
        items=(an_item("20417", 730000, date(2026, 3, 3), amount=Money(730000, "USD"), po_number=None),),
        currency="USD",
        unapplied=Money(0, "USD"),
    ),
}
PLAYS = {"po": Play.ASK_PO, "contact": Play.ASK_CONTACT, "status": Play.STATUS_NOTE}
OTHERS = frozenset({"Harbour Freight Ltd", "Summit AG"})


def findings(row: dict[str, Any]) -> tuple[Finding, ...]:
    packet = PACKETS[row["packet"]]
    play = PLAYS.get(row["packet"], Play.REMINDER)
    draft = compose(packet, play=play, path=None, policy=a_policy(), sender=OLIVE, remittance=REMITTANCE)
    edited = with_edits(draft, subject=row.get("subject", draft.subject), body=row["body"], editor_id="U01")
    return check(edited, packet, a_policy(), remittance=REMITTANCE, others=OTHERS)


def rows() -> list[dict[str, Any]]:
    lines = Path(__file__).with_name("drafts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_guard_is_wrong_no_more_often_than_stated() -> None:
    hard = {row["id"]: [finding for finding in findings(row) if finding.weight is Weight.HARD] for row in rows()}
    false_reject = [row for row in rows() if row["label"] == "ok" and hard[row["id"]]]
    false_accept = [row for row in rows() if row["label"] == "bad" and not hard[row["id"]]]
    good = sum(row["label"] == "ok" for row in rows())
    print(f"\nfalse reject {len(false_reject)} of {good}, false accept {len(false_accept)} of {len(rows()) - good}")
    for row in false_reject:
        print("rejected:", row["id"], row["why"], hard[row["id"]])
    for row in false_accept:
        print("accepted:", row["id"], row["why"], row["body"])
    assert len(false_reject) <= 0
    assert len(false_accept) <= 1
