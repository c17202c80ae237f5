"""What the journeys look at."""

import json
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from bot.demo.hands import Hands
from bot.demo.local_slack import Delivery
from bot.demo.office import Company
from models.controls import Action
from models.packet_record import PacketRecord
from models.people import Person

_ROWS = Path(__file__).parents[2] / "tools" / "demo_company" / "twelve"
#: The first twelve customers alone: small enough to live many mornings in.
TWELVE = Company(_ROWS, _ROWS / "sources.toml")

OLIVE, MARCO, CARLA, ARJUN, FREYA, FINN = "U0OLIVE", "U0MARCO", "U0CARLA", "U0ARJUN", "U0FREYA", "U0FINN"
NORA = "U0NORA"
HARROW, LUMEN, CEDAR, TAMSIN, NORTHGATE = "C-1004", "C-1011", "C-1017", "C-1023", "C-1030"
PELLWORM, ALDERGATE, VALDEMAR, CORVUS = "C-1036", "C-1042", "C-1048", "C-1053"
OSTRAVA, HALDEN, QUILLFEATHER = "C-1059", "C-1064", "C-1070"
FINLEAD = "C0FINLEAD"


def mails(hands: Hands) -> list[EmailMessage]:
    paths = sorted(hands.office.outgoing.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    return [message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default) for path in paths]


def wait_out_undo(hands: Hands) -> None:
    hands.office.clock.advance(timedelta(minutes=6))
    hands.office.deliver()


def next_morning(hands: Hands, days: int = 1) -> None:
    hands.office.clock.advance(timedelta(days=days))
    hands.office.morning()
    hands.office.deliver()


def trail(hands: Hands, record: PacketRecord) -> list[str]:
    with hands.office.desk.store.transaction() as books:
        return [entry.what for _, entry, _ in books.audit_trail(f"packet:{record.id}")]


def shown(hands: Hands, subject: str) -> str:
    """Everything the live card says, as one string."""
    card = hands.card(subject)
    return str(hands.office.slack.message(card.channel, card.ts))


def buttons(hands: Hands, record: PacketRecord) -> list[str]:
    card = hands.card(f"packet:{record.id}")
    message = hands.office.slack.message(card.channel, card.ts)
    rows = [block for block in message["blocks"] if block["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row["elements"]]


def append(hands: Hands, export: str, row: str) -> None:
    """Add a line to one of the company's exports."""
    path = hands.office.exports / export
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + row + "\n", encoding="utf-8")


def more(hands: Hands, user: str, account: str, action: Action) -> Delivery:
    """Press an entry of More… on the account's card."""
    hands.press(user, account, Action.MORE)
    delivery = hands.office.slack.click_in_modal(user, action)
    hands.office.deliver()
    return delivery


def modal(hands: Hands, user: str) -> str:
    """Everything the form on the person's screen says, as one string."""
    return json.dumps(hands.office.slack.modal(user), ensure_ascii=False)


def card(hands: Hands, account: str) -> str:
    """Everything the account's live card says, as one string."""
    return shown(hands, f"packet:{hands.packet(account).id}")


def person(hands: Hands, user: str) -> Person:
    """Somebody the policy names, as a press of theirs would have them."""
    member = hands.office.desk.policy.members[user]
    return Person(team_id="T", user_id=user, name=member.name, roles=member.roles)
