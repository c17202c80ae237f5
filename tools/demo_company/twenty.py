"""docs/letters.md: twenty drafts of the first morning, beside what a good collector would write to each customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.flows.situation import write_draft
from models.decision import Path, PathChoice
from models.draft import Claim, Draft
from models.evidence import Evidence
from models.packet import FollowUpPacket
from prompts import Part, load_bank
from tools.demo_company.check import Morning

_RECORDS = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """One customer, and what a person who knows them would write."""

    account_id: str
    occasion: str
    good: str
    path: Path | None = None


TWENTY = (
    Wanted("C-1401", "first time late after years", "Assumes a slip, says that we noticed how reliable they are."),
    Wanted("C-1023", "first time late, a small invoice", "The same, without a word about money beyond the invoice."),
    Wanted("C-1004", "routine, first reminder", "Remembers that she confirmed the invoice, and asks for the day."),
    Wanted("C-1404", "late by habit, first reminder", "Early and plain, with thanks for the last payment."),
    Wanted("C-1123", "eleven invoices", "One message, every line, one total, thanks for what came."),
    Wanted("C-1119", "the second of three instalments", "Thanks for the first, asks for the second alone."),
    Wanted("C-1214", "second reminder, no answer", "Says when we wrote, asks what holds it up."),
    Wanted("C-1428", "second reminder, they answered", "Thanks for the answer and asks for the day it left open."),
    Wanted("C-1314", "third reminder, a second promise missed", "Names both letters and the day he gave; no reproach."),
    Wanted("C-1303", "after a broken promise", "Names the day they gave and asks for the next one."),
    Wanted("C-1304", "part of a promise kept", "Thanks for what came and asks for the rest alone."),
    Wanted("C-1324", "part paid, in German", "Thanks for what came and asks when the rest follows."),
    Wanted("C-1306", "they have just named a day", "Confirms the day and asks for nothing more."),
    Wanted("C-1418", "approval pending on their side", "Takes the approval up and offers what would help it."),
    Wanted("C-1107", "their number is refused", "Says that the old number is out, asks for the one to quote."),
    Wanted("C-1108", "no number on one invoice", "Reminds her that we asked for it, and asks again."),
    Wanted("C-1116", "the invoice never came", "Encloses it and asks whether they have everything now."),
    Wanted("C-1211", "renewal ahead", "The lightest touch, to the person who pays, no day asked for."),
    Wanted("C-1036", "we owe them a delivery", "Asks for nothing, and shows that their message was read."),
    Wanted(
        "C-1053", "one invoice disputed, the rest is not", "The rest alone, no word of the dispute.", Path.REST_ONLY
    ),
)

_HEAD = """\
# Twenty letters

<!-- Written by `python -m tools.demo_company letters`; a test holds it to what the code composes. -->

Twenty drafts of the demo company's first morning, exactly as their cards show them, each after what a good collector
would do. *What it shows* is what tells this customer that we know them, with the record it rests on; never a note of
ours. Of the {drafts} drafts of that morning {telling} show such a thing. The others are short and plain, because no
message, promise or recent payment is on record: {plain}.

Nobody has a letter who asks for something a person has to answer, who waits for a form of ours, or where no person is
verified: of the customers whose contact has left nobody else is, so none of them has one here.
"""


def page(morning: Morning) -> str:
    """The page; *morning* is the first one."""
    drafts = [
        (record.packet, record.draft) for found in morning.packets.values() for record, _ in found if record.draft
    ]
    plain = [packet.account.name or packet.account.id for packet, draft in drafts if not telling(draft)]
    head = _HEAD.format(drafts=len(drafts), telling=len(drafts) - len(plain), plain=", ".join(sorted(plain)) or "none")
    return "\n".join([head, *(_letter(place, wanted, morning) for place, wanted in enumerate(TWENTY, start=1))])


def telling(draft: Draft) -> tuple[Claim, ...]:
    """The sentences that say what we know of this customer beside the invoices, each with its records."""
    bank = load_bank("en").sentences
    known = (claim for claim in draft.claims if claim.sentence_id in bank and claim.evidence)
    return tuple(
        claim for claim in known if bank[claim.sentence_id].part in (Part.ANSWER, Part.HISTORY) or _is_credit(claim)
    )


def _is_credit(claim: Claim) -> bool:
    return claim.sentence_id == "credit"


def draft_of(wanted: Wanted, morning: Morning) -> tuple[FollowUpPacket, Draft]:
    """The packet and its draft; where leadership decides first, the one that the path brings."""
    record, _ = next(iter(morning.packets[wanted.account_id]))
    draft = record.draft
    if wanted.path is not None:
        at = datetime(morning.day.year, morning.day.month, morning.day.day, tzinfo=UTC)
        choice = PathChoice(path=wanted.path, reason="agreed", by_id=record.packet.owner_id, by_name="-", at=at)
        draft, _ = write_draft(morning.desk, record.packet, choice)
    if draft is None:
        raise ValueError(f"{wanted.account_id} has no draft on {morning.day}. Choose another customer.")
    return record.packet, draft


def _letter(place: int, wanted: Wanted, morning: Morning) -> str:
    packet, draft = draft_of(wanted, morning)
    shows = "\n".join(f"- “{claim.text}” {'; '.join(_records(claim.evidence))}" for claim in telling(draft))
    chosen = ", after leadership chose the undisputed rest" if wanted.path else ""
    attached = "".join(f"Attached: {file.name}\n" for file in draft.attachments)
    return (
        f"## {place}. {wanted.occasion[0].upper()}{wanted.occasion[1:]}: {packet.account.name}\n\n"
        f"{packet.account.id}, {draft.play.replace('_', ' ')}, tone {draft.tone}, step {draft.step}{chosen}. "
        f"**A good collector:** {wanted.good}\n\n"
        f"What it shows:\n\n{shows}\n\n"
        f"```\nTo: {', '.join(draft.to)}\nSubject: {draft.subject}\n{attached}\n{draft.body}```\n"
    )


def _records(evidence: tuple[Evidence, ...]) -> Iterator[str]:
    for each in evidence[:_RECORDS]:
        yield f"{each.fact} ({each.origin.source}, `{each.origin.row}`)"
    if len(evidence) > _RECORDS:
        yield f"and {len(evidence) - _RECORDS} more"
