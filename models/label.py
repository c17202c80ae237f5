"""What not everybody may read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from models.people import LEADERSHIP, Role


class Label(StrEnum):
    """One kind of words that a policy may keep to some roles."""

    #: Why a legal hold was put on.
    LEGAL = "legal"
    #: Why nobody may write to a customer.
    DO_NOT_CONTACT = "do_not_contact"


#: Who may read each, where the policy says nothing; it keeps some of them and never adds one.
MOST_READERS: Mapping[Label, frozenset[Role]] = {
    Label.LEGAL: LEADERSHIP,
    Label.DO_NOT_CONTACT: frozenset(Role),
}

#: The roles of each who reads along; empty = nobody knows who does.
Audience = Collection[frozenset[Role]]
