"""The form behind *Hold*, and that behind *Leave unapplied*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot import wording
from bot.cards.blocks import asked, day_picker, option, radio, rich, ticks, typed
from bot.cards.drawing import Block
from bot.cards.headline import account_name
from bot.cards.modal import REASON, line_option, lines_of, modal
from bot.cards.text import bullets, line, own, theirs
from models.calendar import add_working_days
from models.controls import Field, Form
from models.hold import STOPS, HoldKind
from models.packet_record import PacketRecord
from models.policy import Policy
from models.unapplied import UnappliedCredit

#: What each stops, and what Slack shows under it, in at most 75 characters.
SCOPES: Mapping[HoldKind, tuple[str, str]] = {
    HoldKind.PACKET: ("This follow-up", "It is back on the morning you name, or once the customer writes."),
    HoldKind.INVOICE: ("The invoices ticked below", "They leave every draft; the rest is asked for."),
    HoldKind.ACCOUNT: ("The whole account", "Every follow-up of it, until the morning you name or they write."),
    HoldKind.DO_NOT_CONTACT: ("Do not contact", "Nobody writes to them; no follow-up is prepared at all."),
    HoldKind.LEGAL_HOLD: ("Legal hold", "Legal has said stop; no follow-up is prepared at all."),
}
_INDEFINITE = "Only finance leadership may leave the day empty; legal may where nobody is to write to them."


def hold_form(
    record: PacketRecord, *, kinds: Sequence[HoldKind], policy: Policy, today: date, channel: str, ts: str
) -> Block:
    """Wait until a day, for a reason. *kinds* are those that the person may put on; the first is chosen."""
    tomorrow = add_working_days(today, 1, policy.holidays)
    scopes = [option(SCOPES[kind][0], str(kind), SCOPES[kind][1]) for kind in kinds]
    lines = [line_option(item) for item in lines_of(record)]
    which = asked(Field.INVOICES, "Invoices", ticks(lines, []), hint="Only for a hold of invoices.", is_optional=True)
    blocks = [
        rich(line(own(account_name(record), bold=True), own("\nNothing is sent about what is on hold."))),
        asked(Field.SCOPE, "What is put on hold", radio(scopes, scopes[0])),
        *([which] if lines and HoldKind.INVOICE in kinds else []),
        _until(tomorrow, may_be_empty=not STOPS.isdisjoint(kinds)),
        asked(Field.REASON, "Why", typed(most=REASON, placeholder="What you are waiting for")),
    ]
    return modal(Form.HOLD, record, blocks, title="Put on hold", submit="Hold", channel=channel, ts=ts)


def _until(first: date, *, may_be_empty: bool) -> Block:
    """Who may stop everything may also leave the day open."""
    hint = _INDEFINITE if may_be_empty else ""
    return asked(Field.UNTIL, "Back on", day_picker(first), hint=hint, is_optional=may_be_empty)


def leave_unapplied_form(record: PacketRecord, *, channel: str, ts: str) -> Block:
    """Say why unapplied money stays where it is; each piece with why no invoice takes it."""
    credits = [credit for credit in record.packet.credits if not credit.left_by]
    found = [line(theirs(credit.id, 60), own(_standing_of(credit))) for credit in credits[:_CREDITS]]
    found += [line(own(f"and {len(credits) - _CREDITS} more"))] if len(credits) > _CREDITS else []
    told = line(own(account_name(record), bold=True), own("\nThis money of theirs is not applied:"))
    blocks = [
        rich(told, *([bullets(*found)] if found else [])),
        asked(Field.REASON, "Why it stays unapplied", typed(most=REASON), hint=_REMEMBERED),
    ]
    return modal(
        Form.LEAVE_UNAPPLIED, record, blocks, title="Leave unapplied", submit="Leave it", channel=channel, ts=ts
    )


def _standing_of(credit: UnappliedCredit) -> str:
    return f" · {wording.amount(credit.amount)}{f': {credit.why}' if credit.why else ''}"


_CREDITS = 10
_REMEMBERED = "Remembered for these amounts only: other money asks again."
