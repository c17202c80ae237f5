"""Who may do what with a packet: one table, which a policy may narrow and never widen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from models.lifecycle import PacketEvent


class Standing(StrEnum):
    """What a person is to one packet. They may be several."""

    #: The packet is theirs, or their role's.
    REVIEWER = "reviewer"
    #: Named by the policy to decide in the reviewer's place.
    DELEGATE = "delegate"
    FINANCE_LEADERSHIP = "finance_leadership"
    LEGAL = "legal"
    #: Has rights on the account: its owner, their delegate, or anybody in another role than owning.
    RIGHTS = "rights"


class Course(StrEnum):
    """How far the route lets a packet go: an executive review goes nowhere before its path is chosen."""

    ROUTINE = "routine"
    EXCEPTION = "exception"
    PATH_OPEN = "path_open"
    PATH_CHOSEN = "path_chosen"


#: Who may, on each course.
Row = Mapping[Course, frozenset[Standing]]

_LEADS = frozenset({Standing.FINANCE_LEADERSHIP, Standing.LEGAL})
_DECIDING = frozenset({Standing.REVIEWER, Standing.DELEGATE, Standing.FINANCE_LEADERSHIP})
_DECIDES: Row = dict.fromkeys(Course, _DECIDING) | {Course.PATH_OPEN: _LEADS}
_LEADERSHIP: Row = dict.fromkeys(Course, _LEADS)
#: Whoever is asked may answer, also while the path is undecided.
_ASKED: Row = {**_DECIDES, Course.PATH_OPEN: _DECIDING | _LEADS}
_FLAG: Row = {course: _DECIDES[course] | {Standing.RIGHTS} for course in Course}

#: Who may cause each event. What is not here is the machine's alone. REFRESH is a press that is a fact (seen, not a
#: dispute) and re-sorts the packet in the person's name.
MAY: Mapping[PacketEvent, Row] = {
    PacketEvent.APPROVE: _DECIDES,
    PacketEvent.EDIT: _DECIDES,
    PacketEvent.WITHDRAW: _DECIDES,
    PacketEvent.ESCALATE: _DECIDES,
    PacketEvent.REROUTE: _DECIDES,
    PacketEvent.HOLD: _DECIDES,
    PacketEvent.DECLINE: _DECIDES,
    PacketEvent.RELEASE: _DECIDES,
    PacketEvent.REFRESH: _DECIDES,
    PacketEvent.WALK_BACK: _DECIDES,
    PacketEvent.ANSWER: _ASKED,
    PacketEvent.SIGN: _LEADERSHIP,
    PacketEvent.CHOOSE_PATH: _LEADERSHIP,
    PacketEvent.CHOOSE_PAUSE: _LEADERSHIP,
    PacketEvent.DISPUTE: _FLAG,
    #: What became of a mail that nobody knows about; of any other the machine alone says it.
    PacketEvent.CONFIRM: _DECIDES,
    PacketEvent.REFUSE: _DECIDES,
}
#: What no policy takes from anybody: to stop a mail must stay as easy as it is.
NEVER_NARROWED = frozenset({PacketEvent.DISPUTE, PacketEvent.WITHDRAW, PacketEvent.HOLD})


def allowed(event: PacketEvent, course: Course, narrowed: Mapping[PacketEvent, Row]) -> frozenset[Standing]:
    """Who may cause *event* on *course* under a policy that narrows the table; empty = nobody."""
    may = MAY[event][course] if event in MAY else frozenset[Standing]()
    return may & narrowed.get(event, {}).get(course, may)
