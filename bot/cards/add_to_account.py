"""The forms behind *Add to account…*: which account a Slack message belongs to, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from bot.cards.blocks import actions, asked, button, option, radio, reference, rich, small, typed
from bot.cards.drawing import Block
from bot.cards.evidence import po_line, whose_words
from bot.cards.limits import CHOICES, OPTION_LABEL, OPTION_VALUE, check_view
from bot.cards.text import line, own, plain, quote, safe
from models.controls import Action, Field, Form
from models.ledger import Account
from models.packet_record import PacketRecord
from models.policy import Policy
from models.quoted import Quoted

_TITLE = "Add to account"
_READERS = "Everybody who sees the account's card will read this. It decides nothing and no mail quotes it."
_SEARCH = "Name of the account, its number, or the number of one of its invoices"


def search_form(quoted: Quoted, suggested: Sequence[Account], *, policy: Policy) -> Block:
    """Ask for the account; those whose invoices the message names can be chosen at once."""
    chosen = _choice(suggested, is_optional=True) if suggested else []
    label = "Or another account" if suggested else "Which account"
    sought = asked(Field.SEARCH, label, typed(most=100), hint=_SEARCH, is_optional=bool(suggested))
    return _form(quoted, [*_shown(quoted, policy), *chosen, sought], submit="Add" if suggested else "Find")


def choose_form(quoted: Quoted, matches: Sequence[Account], *, policy: Policy) -> Block:
    """Ask which of the accounts found is meant; even a single one is shown before anything is added."""
    return _form(quoted, [*_shown(quoted, policy), *_choice(matches)], submit="Add")


def added_view(quoted: Quoted, account: Account, record: PacketRecord | None) -> Block:
    """Say where it stands now; a PO it names can be recorded on *record*, in a form of its own."""
    told = line(own(_name(account), bold=True), own(" has it. It stands on the account's card and in its look-up."))
    view: Block = {
        "type": "modal",
        "title": plain("Added", 24),
        "close": plain("Close", 24),
        "clear_on_close": True,
        "blocks": [rich(told, *po_line(quoted))],
    }
    if record is not None:
        carried = reference("packet", record.id, record.version)
        press = button(Action.PO_RECEIVED, "PO received…", carried, spoken=f"PO received: {_name(account)}")
        view |= {"private_metadata": carried, "blocks": [*view["blocks"], actions([press])]}
    return check_view(view)


def quoted_of(private_metadata: str) -> Quoted:
    """The message that a form was opened on."""
    carried = json.loads(private_metadata)["quoted"]
    said_at, numbers = datetime.fromisoformat(carried["said_at"]), tuple(carried["po_numbers"])
    return Quoted(**{**carried, "said_at": said_at, "po_numbers": numbers})


def _form(quoted: Quoted, blocks: list[Block], *, submit: str) -> Block:
    carried = {**asdict(quoted), "said_at": quoted.said_at.isoformat()}
    return check_view(
        {
            "type": "modal",
            "callback_id": str(Form.ADD_TO_ACCOUNT),
            "title": plain(_TITLE, 24),
            "submit": plain(submit, 24),
            "close": plain("Cancel", 24),
            "private_metadata": json.dumps({"quoted": carried}, ensure_ascii=False),
            "blocks": blocks,
        }
    )


def _shown(quoted: Quoted, policy: Policy) -> list[Block]:
    return [rich(line(own(f"{whose_words(quoted, policy)}:", bold=True)), quote(quoted.text, 1_100)), small(_READERS)]


def _choice(accounts: Sequence[Account], *, is_optional: bool = False) -> list[Block]:
    options = [option(_label(one), safe(one.id, OPTION_VALUE)) for one in accounts[:CHOICES]]
    only = options[0] if len(accounts) == 1 else None
    more = len(accounts) - CHOICES
    rest = [small(f"and {more} more: go back and type more of the name.")] if more > 0 else []
    return [asked(Field.ACCOUNT, "Account", radio(options, only), is_optional=is_optional), *rest]


def _label(account: Account) -> str:
    return safe(f"{_name(account)} · {account.id}", OPTION_LABEL)


def _name(account: Account) -> str:
    return safe(account.name or account.id, 55)
