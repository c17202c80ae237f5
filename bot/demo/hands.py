"""People's hands on the demo company's Slack: press a button of an account's card, fill the form it opens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.demo.local_slack import Delivery
from bot.demo.office import DemoOffice
from models.controls import Action, Command
from models.outbox import Card
from models.packet_record import PacketRecord

_EPOCH = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


class Hands:
    """Gestures by account instead of by message."""

    def __init__(self, office: DemoOffice) -> None:
        self.office = office

    def packet(self, account_id: str) -> PacketRecord:
        """The account's newest packet, live or not.

        Raises:
            LookupError: it never had one.
        """
        with self.office.desk.store.transaction() as books:
            live = books.live_packets(account_id)
            every = [
                record
                for member in self.office.desk.policy.members
                for record in books.owner_packets(member, _EPOCH)
                if record.packet.account.id == account_id
            ]
        if not every:
            raise LookupError(f"{account_id} has no packet")
        return live[0] if live else max(every, key=lambda record: (record.prepared_at, record.version))

    def card(self, subject: str) -> Card:
        """The message that carries the buttons of "packet:…" or "dispute:…"."""
        with self.office.desk.store.transaction() as books:
            return next(card for card in books.cards(subject) if card.is_live)

    def press(self, user: str, account_id: str, action: Action, *, team_id: str | None = None) -> Delivery:
        """Press a button of the account's card, then let the outbox be worked."""
        card = self.card(f"packet:{self.packet(account_id).id}")
        return self._settled(self.office.slack.click(user, card.channel, card.ts, action, team_id=team_id))

    def acknowledge(self, user: str, dispute_id: str) -> Delivery:
        """Press Acknowledge on a dispute's card."""
        card = self.card(f"dispute:{dispute_id}")
        return self._settled(self.office.slack.click(user, card.channel, card.ts, Action.ACKNOWLEDGE))

    def fill(self, user: str, values: Mapping[str, object]) -> Delivery:
        """Fill in and send the form on the person's screen."""
        return self._settled(self.office.slack.submit(user, dict(values)))

    def ask(self, user: str, channel: str, text: str) -> Delivery:
        """Type `/invoice`."""
        return self.office.slack.command(user, channel, Command.INVOICE, text)

    def told(self, user: str) -> str:
        """The newest thing only this person sees."""
        whispers = self.office.slack.ephemerals(user)
        return str(whispers[-1]["text"]) if whispers else ""

    def _settled(self, delivery: Delivery) -> Delivery:
        self.office.deliver()
        return delivery
