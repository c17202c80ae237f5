"""What the desk knows and one customer must not read: who else is a customer, and what we noted among ourselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot import wording
from models.draft import Draft
from models.packet import FollowUpPacket

#: The rule of the guard under which another customer's name is found.
OTHER_CUSTOMER = "other_customer"
_WORD = re.compile(r"\w+")


def others_named(text: str, names: Iterable[str], own: str) -> frozenset[str]:
    """Those of *names* that may stand in *text*: their first word does. *own* and its relatives are left out."""
    said = set(_WORD.findall(wording.normalise(text)))
    mine = _WORD.findall(wording.normalise(own))
    found = ((name, _WORD.findall(wording.normalise(name))) for name in names)
    return frozenset(name for name, words in found if words and words[0] in said and words[:1] != mine[:1])


def private_words(packet: FollowUpPacket, draft: Draft) -> tuple[str, ...]:
    """Notes of ours that a person's text must not show; the approved sentences have no way to say them."""
    return tuple(hold.reason for hold in packet.holds if hold.reason) if draft.edited_by else ()
