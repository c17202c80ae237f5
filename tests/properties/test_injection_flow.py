"""The whole corpus through import and morning at once: in the books, on cards, in a workbook and in the log."""

import csv
import logging
import re
import zipfile
from pathlib import Path

import pytest

from bot.adapters.source_config import load_sources
from bot.adapters.workbook import write_workbook
from bot.cards import forms
from bot.cards.packet import packet_card
from bot.flows.data_health import data_health
from bot.flows.import_ledger import import_ledger
from bot.flows.prepare_day import prepare_day
from bot.stages.reports.health_sheets import workbook
from models.packet_record import PacketRecord
from tests.bot.cards.test_hostile_text import harmless, harmless_drawing
from tests.bot.flows.books_on_disk import MONDAY, ROOT, BooksOnDisk
from tests.properties.attacks import ATTACKS
from tests.properties.carriers import FILLER, links

TWELVE = ROOT / "tools" / "demo_company" / "twelve"
CONTROL = "C-0"
#: What cannot stand in a file of text at all.
TEXTS = (FILLER, *(text.replace("\x00", "\x01") for text in ATTACKS))


#: Terms, whether they need a PO number, and since when they are a customer.
_TERMS = ("30", "No", "2022-03-14")


def tables(text: str, number: int) -> dict[str, list[str]]:
    """One customer with *text* in every field of somebody else's; the rows are those of the twelve's exports."""
    customer, mail = f"C-{number}", f"ann@customer{number}.example"
    return {
        "accounts": [customer, text, "Olive Byrne", "mid", "company", "en", mail.partition("@")[2], *_TERMS, text],
        "contacts": [f"K-{number}", customer, text, mail, "accounts payable", "verified", "2026-01-28"],
        "contracts": [f"V-{number}", customer, "30", "2027-03-14", text],
        "invoices": [f"FS-{number + 5000}", customer, "100.00", "EUR", "2026-03-01", "2026-04-01", text, "No"],
        "messages": [f"M-{number}", customer, "in", mail, "2026-05-08 09:00", text, text, f"<m{number}@x.example>"],
        "tickets": [f"T-{number}", customer, text, "Open", "2026-05-01", "low", "support"],
        "payments": [f"P-{number}", customer, f"FS-{number + 5000}", "0.01", "EUR", "2026-05-08"],
    }


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> BooksOnDisk:
    """A customer for each attack, and one whom nobody attacks, imported and prepared."""
    folder = tmp_path_factory.mktemp("attacked")
    on_disk = BooksOnDisk(folder)
    exports = folder / "exports"
    for path in TWELVE.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            head = next(csv.reader(file))
        rows = [tables(text, number).get(path.stem) for number, text in enumerate(TEXTS)]
        with (exports / path.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *filter(None, rows)])
    mapping = (TWELVE / "sources.toml").read_text(encoding="utf-8").replace('folder = "."', 'folder = "exports"')
    (folder / "sources.toml").write_text(mapping, encoding="utf-8")
    records: list[logging.LogRecord] = []
    listener = logging.Handler()
    listener.emit = records.append  # type: ignore[method-assign]
    logging.getLogger().addHandler(listener)
    try:
        import_ledger(on_disk.desk, load_sources(folder / "sources.toml"), as_of=MONDAY)
        prepare_day(on_disk.desk, MONDAY)
    finally:
        logging.getLogger().removeHandler(listener)
    on_disk.logged = "\n".join(f"{record.getMessage()} {vars(record)}" for record in records)
    return on_disk


@pytest.fixture(scope="module")
def packets(attacked: BooksOnDisk) -> dict[str, PacketRecord]:
    with attacked.desk.store.transaction() as books:
        return {record.packet.account.id: record for record in books.live_packets()}


def test_every_customer_has_a_packet_or_a_rejected_row(attacked, packets):
    with attacked.desk.store.transaction() as books:
        rejected = {row.record_id for row in books.rejected()}
    for number in range(len(TEXTS)):
        assert f"C-{number}" in packets or f"FS-{number + 5000}" in rejected, TEXTS[number]


def test_no_attack_moves_recipient_money_gates_or_route(packets):
    control = packets[CONTROL]
    assert control.draft is not None
    # Else nothing below would be looked at.
    assert sum(record.draft is not None for record in packets.values()) > len(TEXTS) / 3
    for number, text in enumerate(TEXTS):
        record = packets.get(f"C-{number}")
        if record is not None:
            unmoved(record, control, number, text)


def unmoved(record: PacketRecord, control: PacketRecord, number: int, text: str) -> None:
    packet, plain = record.packet, control.packet
    assert packet.route >= plain.route, text
    assert {gate.kind for gate in packet.gates} >= {gate.kind for gate in plain.gates}, text
    assert packet.past_due == plain.past_due, text
    mail = f"ann@customer{number}.example"
    assert packet.recipient is None or packet.recipient.email == mail, text
    if record.draft is not None:
        assert (record.draft.to, record.draft.cc) in (((mail,), ()), ((), ())), text
        assert (record.draft.sender, record.draft.reply_to) == (control.draft.sender, control.draft.reply_to)
        assert record.draft.invoices == (f"FS-{number + 5000}",), text
        assert record.draft.amounts == control.draft.amounts, text
        assert links(record.draft.body) | links(record.draft.subject) == set(), text


def test_on_cards_and_forms_it_is_nothing_but_characters(attacked, packets):
    at = {"channel": "C0LIVE", "ts": "1763.0001"}
    for record in packets.values():
        harmless_drawing(packet_card(record, policy=attacked.desk.policy, live=True))
        harmless(forms.details_form(record, policy=attacked.desk.policy, **at))


def test_in_a_workbook_it_is_no_formula_and_no_link(attacked, tmp_path):
    path: Path = tmp_path / "health.xlsx"
    write_workbook(path, workbook(data_health(attacked.desk), attacked.desk.policy))
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels"))}
    assert not [name for name, part in parts.items() if "<f>" in part or "hyperlink" in part]
    cells = re.findall(r"<t[^>]*>([^<]*)</t>", parts["xl/sharedStrings.xml"])
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@")) and len(cell) > 1]


def test_the_log_has_none_of_it(attacked):
    told = [text for text in TEXTS if len(text.strip()) > 8 and text in attacked.logged]
    assert told == []
