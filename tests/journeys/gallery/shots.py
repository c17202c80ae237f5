"""The list of pictures: what each shows, and the page that lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from models.controls import Command, Form
from models.gate import GateKind
from models.lifecycle import DisputeState, PacketState
from models.outbox import OutboxState
from models.packet import Route

_P, _D, _F, _C = PacketState, DisputeState, Form, Command


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture, `docs/pictures/<name>.png`."""

    name: str
    told: str
    #: The states, forms and commands it is there to show.
    shows: tuple[Enum, ...] = ()


_MORNING = (
    Shot(
        "morning",
        "**An account owner's list.** What needs her, in the order of the cards; below, who has the rest.",
        (_P.PREPARED,),
    ),
    Shot(
        "lead-list",
        "**Finance leadership's list.** Disputes nobody has taken, then reviews without a path.",
    ),
    Shot("home-owner", "**Home of an account owner.**"),
    Shot("home-lead", "**Home of a finance lead.**"),
    Shot("home-controller", "**Home of a controller.**"),
    Shot("week", "**The Monday message**, with the week in figures."),
    Shot("week-ageing", "Its ageing chart, in the thread of the same channel."),
    Shot("phone-morning", "The list on a phone."),
)
_PACKETS = (
    Shot(
        "packet",
        "**Routine, to decide.** The ask, the facts, the mail exactly as it would leave.",
        (_P.POSTED, Route.ROUTINE),
    ),
    Shot("phone-packet", "The same on a phone."),
    Shot("two-languages", "**A letter in two languages**: as it leaves, and as its reviewer reads it."),
    Shot("refreshed", "**Refreshed.** What changed since yesterday, under the headline."),
    Shot("unread", "**They wrote and nobody has looked.** Approve says so.", (GateKind.UNREAD_MESSAGE,)),
    Shot("exception", "**Exception.** A PO number is missing; the draft asks for it.", (Route.EXCEPTION,)),
    Shot(
        "executive-review",
        "**Executive review.** No draft until leadership has chosen the path.",
        (Route.EXECUTIVE_REVIEW, GateKind.PATH_UNDECIDED),
    ),
    Shot("path-chosen", "**After the path is chosen**, with its draft."),
    Shot(
        "suspicion",
        "**A suspicion of the machine's**: the sentence, to confirm or to reject; no draft.",
        (_D.SUSPECTED, GateKind.SUSPICION),
    ),
    Shot("suspicion-rejected", "**Rejected.** The account is sorted again.", (_D.REJECTED,)),
    Shot("question", "**Escalated**, with the question."),
    Shot("hard-finding", "**Edited, with something the guard stops**: it waits for a signature."),
    Shot("sign-notice", "The call to sign, in leadership's channel."),
    Shot("signed", "**Signed** by a second person."),
    Shot("approved", "**Approved.** Who, when it leaves, and Undo until then.", (_P.APPROVED,)),
    Shot("paused", "**Paused** by a finance lead: nothing can be approved.", (GateKind.PAUSED,)),
    Shot("approved-paused", "**Approved before the pause**: it waits for its end."),
    Shot("sent", "**Sent**, with a question to a sample of those who decided.", (_P.SENT,)),
    Shot(
        "uncertain",
        "**Uncertain.** The mail may have gone out; a person finds out, nothing is sent twice.",
        (_P.SENDING, OutboxState.UNCERTAIN),
    ),
    Shot("refused", "**Refused** by the mail server: back, with its words.", (OutboxState.FAILED,)),
    Shot("held", "**On hold** until a day.", (_P.HELD,)),
    Shot("declined", "**Declined**, until the contact cap ends."),
    Shot(
        "promised",
        "**A promise was recorded**: its invoices are not asked for until the day has passed.",
        (GateKind.PROMISE_LIVE,),
    ),
    Shot("correction", "**A correction** that takes a sent mail back."),
    Shot("disputed", "**Flagged as a dispute.** The card is closed, the dispute has its own.", (_P.CLOSED,)),
    Shot("outdated", "**An earlier card** is one line."),
)
_DISPUTES = (
    Shot("dispute", "**Just flagged**, with the untouched rest and the clock.", (_D.ROUTED,)),
    Shot("phone-dispute", "The same on a phone."),
    Shot("dispute-overdue", "**Overdue.** Nobody has taken it in time."),
    Shot("dispute-owned", "**Owned** by a finance lead, with a question to the owner.", (_D.OWNED,)),
    Shot("owner-question", "That question, in the owner's channel."),
    Shot("dispute-resolved", "**Resolved**, with a credit note expected.", (_D.RESOLVED,)),
    Shot("dispute-withdrawn", "**Withdrawn.**", (_D.WITHDRAWN,)),
)
_COMMANDS = (
    Shot("invoice", "`/invoice` of one invoice.", (_C.INVOICE,)),
    Shot("account", "`/account`.", (_C.ACCOUNT,)),
    Shot("account-sent", "`/account NAME sent`."),
    Shot("aging", "`/aging`.", (_C.AGING,)),
    Shot("disputes", "`/disputes`.", (_C.DISPUTES,)),
    Shot("promises", "`/promises`.", (_C.PROMISES,)),
    Shot("status", "`/collections status`.", (_C.COLLECTIONS,)),
)
_FORMS = (
    Shot(
        "form-details",
        "**Details.** Each sentence of the draft with the record behind it, and all rows.",
        (_F.DETAILS,),
    ),
    Shot("form-more", "**More…**", (_F.MORE,)),
    Shot("form-edit", "**Edit.**", (_F.EDIT,)),
    Shot("form-review", "**Review and approve**, where a card has no room for the whole mail.", (_F.REVIEW,)),
    Shot("form-batch", "**Approve alike.**", (_F.BATCH,)),
    Shot("form-sign", "**Sign.**", (_F.SIGN,)),
    Shot("form-escalate", "**Escalate.**", (_F.ESCALATE,)),
    Shot("form-answer", "**Answer.**", (_F.ANSWER,)),
    Shot("form-hold", "**Hold.**", (_F.HOLD,)),
    Shot("phone-hold", "The same on a phone."),
    Shot("form-decline", "**Decline.**", (_F.DECLINE,)),
    Shot("form-colleague", "**Ask a colleague.**", (_F.COLLEAGUE,)),
    Shot("form-reroute", "**Not my account.**", (_F.REROUTE,)),
    Shot("form-trail", "**Trail.**", (_F.TRAIL,)),
    Shot("form-walk-back", "**Walk it back.**", (_F.WALK_BACK,)),
    Shot("form-promise", "**Promise to pay.**", (_F.PROMISE,)),
    Shot("form-already-paid", "**Already paid.**", (_F.ALREADY_PAID,)),
    Shot("form-po-received", "**PO received.**", (_F.PO_RECEIVED,)),
    Shot("form-wrong-contact", "**Wrong contact.**", (_F.WRONG_CONTACT,)),
    Shot("form-touch", "**Log another touch.**", (_F.TOUCH,)),
    Shot("form-recorded", "**What was recorded.**", (_F.RECORDED,)),
    Shot("form-leave-unapplied", "**Leave unapplied.**", (_F.LEAVE_UNAPPLIED,)),
    Shot("form-add-to-account", "**Add to account…**, a message shortcut.", (_F.ADD_TO_ACCOUNT,)),
    Shot("form-choose-path", "**Choose the path.**", (_F.CHOOSE_PATH,)),
    Shot("form-dispute", "**Flag a dispute**, on lines or a part of one.", (_F.DISPUTE,)),
    Shot("form-not-a-dispute", "**Not a dispute.**", (_F.NOT_A_DISPUTE,)),
    Shot("form-resolve", "**Resolve.**", (_F.RESOLVE_DISPUTE,)),
    Shot("form-ask-owner", "**Ask owner.**", (_F.ASK_OWNER,)),
    Shot("form-owner-answer", "**Answer finance leadership.**", (_F.OWNER_ANSWER,)),
    Shot("form-reassign", "**Reassign.**", (_F.REASSIGN_DISPUTE,)),
    Shot("form-chase-rest", "**Chase the rest.**", (_F.CHASE_REST,)),
    Shot("form-withdraw", "**Withdraw.**", (_F.WITHDRAW_DISPUTE,)),
    Shot("form-stop-waiting", "**Stop waiting** for a credit note.", (_F.STOP_WAITING,)),
    Shot("form-reopen", "**Reopen.**", (_F.REOPEN_DISPUTE,)),
    Shot("form-settle-post", "**Settle a message** nobody knows of.", (_F.SETTLE_POST,)),
    Shot("form-survey", "**The question before go-live.**", (_F.SURVEY,)),
)
CHAPTERS: Mapping[str, tuple[Shot, ...]] = {
    "The morning": _MORNING,
    "Packets": _PACKETS,
    "Disputes": _DISPUTES,
    "Answers to commands": _COMMANDS,
    "Forms": _FORMS,
}
SHOTS: tuple[Shot, ...] = tuple(shot for chapter in CHAPTERS.values() for shot in chapter)


def page() -> str:
    """docs/gallery.md."""
    head = "# Gallery\n\n<!-- Written by `make pictures`, which takes the pictures from the running product. -->\n"
    return "\n".join([head, *(_chapter(title, shots) for title, shots in CHAPTERS.items())])


def _chapter(title: str, shots: tuple[Shot, ...]) -> str:
    rows = [f"| {shot.told}{_ids(shot)} | ![{shot.name}](pictures/{shot.name}.png) |" for shot in shots]
    return "\n".join([f"## {title}", "", "| | |", "|---|---|", *rows, ""])


def _ids(shot: Shot) -> str:
    return "".join(f" `{one if isinstance(one, StrEnum) else one.name.lower()}`" for one in shot.shows)
