"""The only ways a packet or a dispute changes state.

The reviewer is a field, not a state. *Live* means neither sent nor closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar


class PacketState(StrEnum):
    """Where a packet is; only `sent` and `closed` are ends."""

    PREPARED = "prepared"
    POSTED = "posted"
    HELD = "held"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    CLOSED = "closed"


class PacketEvent(StrEnum):
    """What can happen to a packet."""

    POST = "post"
    REFRESH = "refresh"
    SETTLE = "settle"
    CHOOSE_PATH = "choose_path"
    CHOOSE_PAUSE = "choose_pause"
    EDIT = "edit"
    SIGN = "sign"
    APPROVE = "approve"
    ESCALATE = "escalate"
    ANSWER = "answer"
    REROUTE = "reroute"
    HOLD = "hold"
    DECLINE = "decline"
    WALK_BACK = "walk_back"
    RELEASE = "release"
    PROMISE = "promise"
    DISPUTE = "dispute"
    WITHDRAW = "withdraw"
    DRIFT = "drift"
    HAND_OVER = "hand_over"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    DEFER = "defer"


S = TypeVar("S")
E = TypeVar("E")

_P = PacketState
_E = PacketEvent

#: (state, event) → state. What is not here cannot happen.
PACKET_MOVES: Mapping[tuple[PacketState, PacketEvent], PacketState] = {
    (_P.PREPARED, _E.POST): _P.POSTED,
    (_P.PREPARED, _E.REFRESH): _P.PREPARED,
    (_P.PREPARED, _E.WALK_BACK): _P.POSTED,
    (_P.PREPARED, _E.SETTLE): _P.CLOSED,
    (_P.PREPARED, _E.DISPUTE): _P.CLOSED,
    (_P.POSTED, _E.REFRESH): _P.POSTED,
    (_P.POSTED, _E.SETTLE): _P.CLOSED,
    (_P.POSTED, _E.CHOOSE_PATH): _P.POSTED,
    (_P.POSTED, _E.CHOOSE_PAUSE): _P.HELD,
    (_P.POSTED, _E.EDIT): _P.POSTED,
    (_P.POSTED, _E.SIGN): _P.POSTED,
    (_P.POSTED, _E.APPROVE): _P.APPROVED,
    (_P.POSTED, _E.ESCALATE): _P.POSTED,
    (_P.POSTED, _E.ANSWER): _P.POSTED,
    (_P.POSTED, _E.REROUTE): _P.POSTED,
    (_P.POSTED, _E.HOLD): _P.HELD,
    (_P.POSTED, _E.DECLINE): _P.HELD,
    (_P.POSTED, _E.WALK_BACK): _P.POSTED,
    (_P.POSTED, _E.PROMISE): _P.POSTED,
    (_P.POSTED, _E.DISPUTE): _P.CLOSED,
    (_P.HELD, _E.REFRESH): _P.HELD,
    (_P.HELD, _E.SETTLE): _P.CLOSED,
    (_P.HELD, _E.RELEASE): _P.POSTED,
    (_P.HELD, _E.WALK_BACK): _P.POSTED,
    (_P.HELD, _E.PROMISE): _P.HELD,
    (_P.HELD, _E.DISPUTE): _P.CLOSED,
    (_P.APPROVED, _E.SETTLE): _P.CLOSED,
    (_P.APPROVED, _E.DISPUTE): _P.CLOSED,
    (_P.APPROVED, _E.WITHDRAW): _P.POSTED,
    (_P.APPROVED, _E.DRIFT): _P.POSTED,
    (_P.APPROVED, _E.HAND_OVER): _P.SENDING,
    (_P.SENDING, _E.CONFIRM): _P.SENT,
    (_P.SENDING, _E.REFUSE): _P.POSTED,
    (_P.SENDING, _E.DEFER): _P.APPROVED,
}


class DisputeState(StrEnum):
    """Where a dispute is. `suspected` is the machine's word, `routed` starts the clock, `owned` stops it."""

    SUSPECTED = "suspected"
    REJECTED = "rejected"
    ROUTED = "routed"
    OWNED = "owned"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


class DisputeEvent(StrEnum):
    """What can happen to a dispute."""

    REJECT = "reject"
    FLAG = "flag"
    ACKNOWLEDGE = "acknowledge"
    REASSIGN = "reassign"
    RESOLVE = "resolve"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    #: The machine's: the money or the paper that answers it is in the books.
    SETTLE = "settle"


_D = DisputeState
_F = DisputeEvent

DISPUTE_MOVES: Mapping[tuple[DisputeState, DisputeEvent], DisputeState] = {
    (_D.SUSPECTED, _F.REJECT): _D.REJECTED,
    (_D.SUSPECTED, _F.FLAG): _D.ROUTED,
    (_D.ROUTED, _F.ACKNOWLEDGE): _D.OWNED,
    (_D.ROUTED, _F.WITHDRAW): _D.WITHDRAWN,
    (_D.OWNED, _F.REASSIGN): _D.ROUTED,
    (_D.OWNED, _F.RESOLVE): _D.RESOLVED,
    (_D.OWNED, _F.WITHDRAW): _D.WITHDRAWN,
    (_D.ROUTED, _F.SETTLE): _D.RESOLVED,
    (_D.OWNED, _F.SETTLE): _D.RESOLVED,
    (_D.RESOLVED, _F.REOPEN): _D.ROUTED,
}


def advance(moves: Mapping[tuple[S, E], S], state: S, event: E) -> S:
    """Return the state that *event* leads to.

    Raises:
        ValueError: *moves* has no row for (*state*, *event*).
    """
    try:
        return moves[state, event]
    except KeyError:
        raise ValueError(f"{event} is not possible while {state}") from None
