"""The form behind *Sign*, and the notice that calls somebody to it."""

from __future__ import annotations

from bot import wording
from bot.cards.blocks import actions, asked, header, rich, small, typed
from bot.cards.buttons import packet_button
from bot.cards.details_form import packed, split
from bot.cards.drawing import Block, Drawing
from bot.cards.headline import account_name
from bot.cards.letter import letter
from bot.cards.limits import check
from bot.cards.modal import REASON, modal
from bot.cards.names import reviewer, sentence
from bot.cards.notes import last_move
from bot.cards.room import Room
from bot.cards.signature import signed, to_be_signed
from bot.cards.text import bullets, line, own, top_text
from models.controls import Action, Field, Form
from models.packet_record import PacketRecord
from models.policy import Policy
from models.signing import TWO_PEOPLE, missing, waits

#: In the form every word is there, as many blocks as it takes.
_WHOLE = Room(50, 40_000)
_NOTICE = Room(1, 3_600)
#: More are counted on the notice; the form has them all.
_LINES = 8


def sign_form(record: PacketRecord, *, policy: Policy, channel: str, ts: str) -> Block:
    """Everything that is signed, word by word, and why the signer stands by it."""
    needs = to_be_signed(record, policy, _WHOLE)
    words = packed(split(letter(record.draft, _WHOLE.binding))) if record.draft else []
    blocks = [
        rich(
            line(own(account_name(record), bold=True), own("\nYour name goes beside exactly this mail.", bold=True)),
            line(own(_who_approves(record, policy))),
        ),
        *(rich(bullets(need)) for need in needs),
        *words,
        asked(Field.REASON, "Why you stand by it", typed(most=REASON), hint=_BOUND),
    ]
    return modal(Form.SIGN, record, blocks, title="Sign", submit="Sign", channel=channel, ts=ts)


def _who_approves(record: PacketRecord, policy: Policy) -> str:
    if any(need.signed_for in TWO_PEOPLE for need in missing(record, policy)):
        return "Somebody else approves it: who signs this does not also approve it."
    return "Whoever may decide this account approves it then; that may also be you."


_BOUND = "Any change of the text, the recipient or the invoices takes your signature off."


def signature_notice(record: PacketRecord, *, policy: Policy, live: bool) -> Drawing:
    """What waits for a signature in another channel, for those who may give it; a line once it waits no more."""
    named = account_name(record)
    top = top_text(f"{named} · waits for a signature")
    if not (live and waits(record, policy)):
        return check(Drawing(blocks=_over(record, policy, named), text=top_text(named)))
    needs = to_be_signed(record, policy, _NOTICE)
    more = [line(own(f"and {len(needs) - _LINES} more, behind Sign"))] if len(needs) > _LINES else []
    buttons = [packet_button(record, each, policy, is_primary=each is Action.SIGN) for each in _BUTTONS]
    blocks = [
        header(f"{named} · {wording.amount(record.packet.asked)} · waits for a signature"),
        rich(bullets(*needs[:_LINES], *more)),
        small(f"{sentence(last_move(record, policy))} The card is with {reviewer(record.reviewer, policy)}.".strip()),
        actions(buttons),
    ]
    return check(Drawing(blocks=blocks, text=top))


#: Who does not stand by it corrects it, which its reviewer sees.
_BUTTONS = (Action.SIGN, Action.EDIT, Action.DETAILS)


def _over(record: PacketRecord, policy: Policy, named: str) -> list[Block]:
    names = signed(record, policy)
    told = [line(own(named, bold=True)), *(names or [line(own("No signature is needed from this notice any more."))])]
    return [rich(*told)]
