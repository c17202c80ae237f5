"""Which of the signals in an account's texts still stand: not rejected, not answered, not about bygone invoices."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.stages.judged import suspected
from bot.stages.named import invoices_named
from bot.stages.read import CHALLENGES
from bot.stages.recorded import standing
from models.correspondence import Contact, ContactStatus, Message
from models.dispute import Dispute
from models.fact import Fact, FactKind
from models.ledger import AccountLedger
from models.lifecycle import DisputeState
from models.packet import OpenItem
from models.receivable import Invoice
from models.signal import Signal, SignalKind

#: What stays true of a customer however old the message is.
_LASTING = frozenset({SignalKind.LEGAL, SignalKind.INSOLVENCY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What people and records say to the signals of one account."""

    #: Ids of texts whose suspicion a reviewer rejected.
    rejected: frozenset[str]
    #: Ids of texts of which a sentence became a dispute, whatever came of it → the invoices it was flagged on.
    flagged: Mapping[str, frozenset[str]]
    #: Ids of texts, each with the digest of a sentence, that a person confirmed as a challenge.
    confirmed: Collection[tuple[str, str]]
    #: Numbers in dispute now, and all invoices of the account.
    challenged: Collection[str]
    invoices: Collection[Invoice]
    #: Numbers with something past due or not yet due.
    open: frozenset[str]
    messages: dict[str, Message]
    contacts: Sequence[Contact]
    #: When a person recorded a PO, by the number of its invoice.
    given: Mapping[str, datetime]
    #: When a person struck an address off and chose whom to write to instead.
    replaced: Sequence[datetime]
    #: Issue date of the oldest open invoice: earlier messages speak of what is settled.
    since: date

    def settle(self, signal: Signal) -> bool:
        """Whether *signal* needs nobody any more."""
        message = self.messages.get(signal.source_id)
        bygone = message is not None and message.at.date() < self.since and signal.kind not in _LASTING
        answered = self._challenge_is_answered(signal, message) or self._contact_is_replaced(signal, message)
        return bygone or answered or self._po_is_given(signal, message)

    def _challenge_is_answered(self, signal: Signal, message: Message | None) -> bool:
        if signal.kind not in CHALLENGES:
            return False
        if signal.source_id in self.rejected:
            return True
        text = f"{message.subject}\n{message.text}" if message else ""
        named = invoices_named(text, self.invoices)
        if signal.source_id in self.flagged:
            # Whoever flagged has read it and said what it is about. A flag on one invoice says nothing of another one
            # that the same message names, unless the very sentence was confirmed, the flag is on what the message names
            # and the sentence does not name the other.
            if named & self.flagged[signal.source_id] and self._is_confirmed(signal):
                named = invoices_named(signal.quote, self.invoices)
            return named <= self.flagged[signal.source_id] | set(self.challenged)
        # A challenge of lines that are in dispute already tells nobody anything new.
        return signal.kind is SignalKind.DISPUTE and bool(named) and named <= set(self.challenged)

    def _is_confirmed(self, signal: Signal) -> bool:
        return any(
            (signal.source_id, suspicion.quote_digest) in self.confirmed for _, suspicion in suspected((signal,))
        )

    def _contact_is_replaced(self, signal: Signal, message: Message | None) -> bool:
        if signal.kind is not SignalKind.CONTACT_LEFT or message is None:
            return False
        return any(
            contact.status is ContactStatus.VERIFIED
            and contact.confirmed_on is not None
            and contact.confirmed_on > message.at.date()
            for contact in self.contacts
        ) or any(at > message.at for at in self.replaced)

    def _po_is_given(self, signal: Signal, message: Message | None) -> bool:
        """Whether a person recorded a PO for every open invoice it is about, and where it is dated, after it."""
        if signal.kind is not SignalKind.PO_NEEDED:
            return False
        text = f"{message.subject}\n{message.text}" if message else ""
        wanted = invoices_named(text, self.invoices) & self.open or self.open
        given = [self.given.get(number) for number in wanted]
        # A note in a contract has no day of its own: whoever recorded the PO had it in front of them.
        return bool(given) and all(at is not None and (message is None or at > message.at) for at in given)


def standing_signals(
    book: AccountLedger,
    found: Sequence[OpenItem],
    facts: Sequence[Fact],
    disputes: Sequence[Dispute],
    challenged: Collection[str],
    heard: Sequence[Signal],
) -> tuple[Signal, ...]:
    """What of *heard*, everything the texts say, still needs somebody."""
    pressed = standing(facts)
    answers = Answers(
        rejected=frozenset(fact.about for fact in facts if fact.kind is FactKind.NOT_A_DISPUTE),
        flagged=_flagged(disputes, heard),
        confirmed={
            (fact.about, fact.suspicion.quote_digest)
            for fact in facts
            if fact.kind is FactKind.SUSPICION_CONFIRMED and fact.suspicion is not None
        },
        challenged=challenged,
        invoices=book.invoices,
        messages={message.id: message for message in book.messages},
        contacts=book.contacts,
        open=frozenset(item.invoice.number for item in found),
        given={fact.about.partition("\n")[2]: fact.at for fact in pressed if fact.po is not None},
        replaced=[fact.at for fact in pressed if fact.strike is not None and fact.strike.instead],
        since=min((item.invoice.issued_on for item in found), default=date.min),
    )
    return tuple(signal for signal in heard if not answers.settle(signal))


def _flagged(disputes: Sequence[Dispute], heard: Sequence[Signal]) -> dict[str, frozenset[str]]:
    flagged: dict[str, frozenset[str]] = {}
    for dispute in disputes:
        lines = frozenset(line.invoice_number for line in dispute.lines)
        if dispute.quote and dispute.state is not DisputeState.SUSPECTED:
            for signal in heard:
                if signal.quote == dispute.quote:
                    flagged[signal.source_id] = flagged.get(signal.source_id, frozenset()) | lines
    return flagged
