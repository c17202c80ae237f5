"""How much of a card's space its parts may take. Context gives way first, the words to approve last."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """One way to share the space out."""

    #: Part of its usual length that context keeps.
    context: float
    #: Characters each text that Approve binds or lifts may take: the mail, unread messages.
    binding: int
    #: Whether the letter may stand here a second time, in a language its reviewer reads; it gives way before all else.
    beside: bool = False

    def cut(self, usual: int) -> int:
        """The length a piece of context may have here."""
        return max(int(usual * self.context), 24)

    def most(self, usual: int) -> int:
        """The number of lines of context here; one stays always."""
        return max(int(usual * self.context), 1)


#: Tried in order until the card fits. In the later ones a long text is cut, which takes Approve off the card.
ROOMS = (
    Room(1, 3_600, beside=True),
    Room(1, 3_600),
    Room(0.5, 3_600),
    Room(0.25, 3_600),
    Room(0.25, 1_200),
    Room(0.1, 400),
    Room(0.1, 120),
)
