"""The forms behind the buttons of a dispute's card, and behind the question to its account owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import wording
from bot.cards.blocks import asked, option, radio, rich, select, typed
from bot.cards.dispute_buttons import other_leads
from bot.cards.dispute_words import OUTCOMES, ROOT_CAUSES
from bot.cards.drawing import Block
from bot.cards.modal import REASON, framed
from bot.cards.text import line, own, quote, theirs
from models.controls import Expected, Field, Form
from models.dispute import Dispute, OwnerQuestion
from models.money import total
from models.policy import Policy

#: Forms that ask for nothing but a reason: title, button, what it brings, the question.
_REASONED: Mapping[Form, tuple[str, str, str, str]] = {
    Form.WITHDRAW_DISPUTE: (
        "Withdraw the dispute",
        "Withdraw",
        "You say that it is no dispute. The invoices come back into drafts.",
        "Why it is none",
    ),
    Form.REOPEN_DISPUTE: (
        "Reopen the dispute",
        "Reopen",
        "Every mail about these invoices stops, and the clock starts anew.",
        "Why it is open again",
    ),
    Form.CHASE_REST: (
        "Chase the rest",
        "Chase the rest",
        "A draft for what nobody disputes goes to the account owner, who approves it. The disputed invoices stay out "
        "whole, also one that is disputed in part: it has one open amount in the ledger.",
        "Why the rest may be asked for now",
    ),
    Form.STOP_WAITING: (
        "Stop waiting",
        "Stop waiting",
        "Nobody waits for the credit note any more. The invoices come back into drafts with what is open on them.",
        "Why no credit note is waited for",
    ),
}


def reason_form(form: Form, dispute: Dispute, *, channel: str, ts: str) -> Block:
    """One of the forms that ask for a reason alone."""
    title, submit, told, label = _REASONED[form]
    blocks = [_about(dispute, told), asked(Field.REASON, label, typed(lines=True, most=REASON))]
    return _modal(form, dispute, blocks, title=title, submit=submit, channel=channel, ts=ts)


def reassign_form(dispute: Dispute, *, policy: Policy, channel: str, ts: str) -> Block:
    """To whom, and why."""
    leads = [option(lead.name, lead.user_id) for lead in other_leads(dispute, policy)]
    blocks = [
        _about(dispute, "They have to acknowledge it, and the clock goes on from where it stopped."),
        asked(Field.ASKED, "To whom", select(leads, leads[0] if len(leads) == 1 else None)),
        asked(Field.REASON, "Why", typed(most=REASON)),
    ]
    return _modal(Form.REASSIGN_DISPUTE, dispute, blocks, title="Reassign", submit="Reassign", channel=channel, ts=ts)


def ask_owner_form(dispute: Dispute, *, channel: str, ts: str) -> Block:
    """What the account owner is asked."""
    blocks = [
        _about(dispute, "The account owner gets it in their channel; the answer stands on the dispute's card."),
        asked(Field.QUESTION, "What you ask them", typed(lines=True, most=REASON)),
    ]
    return _modal(Form.ASK_OWNER, dispute, blocks, title="Ask the owner", submit="Ask", channel=channel, ts=ts)


def owner_answer_form(dispute: Dispute, question: OwnerQuestion, *, channel: str, ts: str) -> Block:
    """The question and room for its answer; its version is the number of the question."""
    blocks = [
        rich(line(theirs(question.by_name, 60), own(" asks:")), quote(question.text, 900)),
        asked(Field.REASON, "Your answer", typed(lines=True, most=REASON)),
    ]
    number = len(dispute.questions)
    return _modal(
        Form.OWNER_ANSWER, dispute, blocks, title="Answer", submit="Answer", channel=channel, ts=ts, version=number
    )


def resolve_form(dispute: Dispute, *, channel: str, ts: str) -> Block:
    """Who is right, why it came to this, and whether a credit note is expected."""
    outcomes = [option(name, str(one), told) for one, (name, told) in OUTCOMES.items()]
    causes = [option(name, str(one)) for one, name in ROOT_CAUSES.items()]
    credits = [
        option("Yes", str(Expected.YES), "The invoices stay out until it is in the books."),
        option("No", str(Expected.NO), "The invoices come back with all that is open on them."),
    ]
    disputed = wording.amount(total((one.amount for one in dispute.lines), dispute.currency))
    blocks = [
        _about(dispute, "Your decision stands on the card and in the record."),
        asked(Field.OUTCOME, "What you found", radio(outcomes)),
        asked(Field.REASON_CODE, "Root cause", select(causes)),
        asked(Field.NOTE, "Note", typed(lines=True, most=REASON)),
        asked(Field.CREDIT, "Is a credit note expected?", radio(credits)),
        asked(
            Field.AMOUNT,
            "Amount of the credit note",
            typed(most=40, placeholder=f"1250.00 {dispute.currency}"),
            hint=f"Always needed where they are right in part, with Yes. Empty: all that is disputed, {disputed}.",
            is_optional=True,
        ),
    ]
    return _modal(
        Form.RESOLVE_DISPUTE, dispute, blocks, title="Resolve the dispute", submit="Resolve", channel=channel, ts=ts
    )


def _about(dispute: Dispute, told: str) -> Block:
    amount = wording.amount(total((one.amount for one in dispute.lines), dispute.currency))
    return rich(line(theirs(dispute.account_name, 60, bold=True), own(f" · {amount} disputed\n{told}")))


def _modal(
    form: Form,
    dispute: Dispute,
    blocks: Sequence[Block],
    *,
    title: str,
    submit: str,
    channel: str,
    ts: str,
    version: int | None = None,
) -> Block:
    remembered = {
        "dispute": dispute.id,
        "version": dispute.version if version is None else version,
        "channel": channel,
        "ts": ts,
    }
    return framed(form, remembered, blocks, title=title, submit=submit)
