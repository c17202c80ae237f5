"""What is left of a packet, and of a stored text, when what names a person may not be kept any longer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from models.dispute import Dispute
from models.draft import NO_PICKS, Draft
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord

ERASED = "[erased]"
#: No mail can reach it: RFC 2606 keeps the name free.
ERASED_ADDRESS = "erased@erased.invalid"
#: Of a name, shorter words are particles and initials.
_LEAST_LETTERS = 3


# ── a packet after its time ───────────────────────────────────────────────────────────────────────


def forgotten(record: PacketRecord) -> PacketRecord:
    """*record* without letters, quotes, people and reasons; who decided what on which amounts stays."""
    last = replace(record.last, reason="") if record.last else None
    hold = replace(record.hold, reason="") if record.hold else None
    return replace(
        record,
        packet=_packet(record.packet),
        draft=_draft(record.draft) if record.draft else None,
        findings=(),
        question=None,
        hold=hold,
        last=last,
        drift=(),
        news=None,
    )


def _packet(packet: FollowUpPacket) -> FollowUpPacket:
    return replace(
        packet,
        contacts=(),
        recipient=None,
        exchanges=(),
        unread=(),
        signals=(),
        promises=(),
        kept_words=(),
        holds=(),
        rejected=(),
        recorded=(),
        tickets=(),
        obligations=(),
        context=(),
        account_facts=(),
        last_touch=None,
        last_day_touches=(),
        contradictions=(),
        gaps=(),
        new_addresses=(),
        gates=(),
        late_because=(),
        words=None,
        reasons=tuple(replace(reason, sentence="", evidence=()) for reason in packet.reasons),
    )


def _draft(draft: Draft) -> Draft:
    return replace(
        draft,
        to=(),
        cc=(),
        subject="",
        body="",
        claims=(),
        references=(),
        composed="",
        renderings=(),
        picks=NO_PICKS,
        altered=(),
    )


def forgotten_dispute(dispute: Dispute) -> Dispute:
    """*dispute* without anybody's words; what was decided by whom stays."""
    return replace(
        dispute,
        note="",
        quote="",
        steps=tuple(replace(step, reason="") for step in dispute.steps),
        questions=(),
        resolution=replace(dispute.resolution, note="") if dispute.resolution else None,
    )


# ── one person ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Traces:
    """What one person is known by."""

    address: str
    names: frozenset[str] = frozenset()
    #: Single words of the names, as letters greet and people write.
    parts: frozenset[str] = frozenset()

    @cached_property
    def _everywhere(self) -> re.Pattern[str]:
        return _pattern((self.address, *self.names), re.IGNORECASE)

    @cached_property
    def _at_theirs(self) -> re.Pattern[str]:
        return _pattern(self.parts, 0)

    def without(self, value: Any, *, at_theirs: bool) -> Any:
        """*value*, as JSON has it, without them; parts of the name are taken out only *at_theirs*: of their account.

        A record of theirs in a list leaves it.
        """
        if isinstance(value, str):
            return self._text(value, at_theirs=at_theirs)
        if isinstance(value, list):
            return [self.without(each, at_theirs=at_theirs) for each in value if not self._is_theirs(each)]
        if isinstance(value, dict):
            return {
                self._text(key, at_theirs=False): self.without(each, at_theirs=at_theirs) for key, each in value.items()
            }
        return value

    def _text(self, text: str, *, at_theirs: bool) -> str:
        def erased(found: re.Match[str]) -> str:
            return ERASED_ADDRESS if "@" in found[0] else ERASED

        text = self._everywhere.sub(erased, text)
        return self._at_theirs.sub(erased, text) if at_theirs and self.parts else text

    def _is_theirs(self, value: Any) -> bool:
        return isinstance(value, dict) and str(value.get("email", "")).casefold() == self.address.casefold()

    def names_in(self, value: Any) -> set[str]:
        """The names that stand beside their address in *value*."""
        if isinstance(value, list):
            return set().union(*(self.names_in(each) for each in value))
        if isinstance(value, dict):
            own = {value["name"]} if self._is_theirs(value) and value.get("name") else set()
            return own.union(*(self.names_in(each) for each in value.values()))
        return set()

    def called(self, names: Iterable[str], accounts: Iterable[str]) -> Traces:
        """The same person with their *names*; no word of the names of their *accounts* is one of theirs."""
        kept = {name for name in names if name.casefold() not in {each.casefold() for each in accounts}}
        firm = {word.casefold() for name in accounts for word in re.findall(r"\w+", name)}
        words = {word for name in kept for word in re.findall(r"[\w'’-]+", name)}
        parts = {word for word in words if len(word) >= _LEAST_LETTERS and word.casefold() not in firm}
        return Traces(self.address, frozenset(kept), frozenset(parts))


def _pattern(words: Iterable[str], flags: int) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first), flags)
