"""Every source passes the source contract."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from imap_tools import MailBoxUnencrypted

from bot.adapters import source_config
from models.ledger import RecordKind
from tests.contracts.source_contract import SourceContract, SourceRig
from tests.servers import dovecot, postgres
from tests.servers.cutting_proxy import CuttingProxy

HEADER = ("No", "Customer", "Amount", "Issued", "Due")
COLUMNS = """
kind = "invoices"
currency = "EUR"
constants.entity = "fennel"
columns = { number = "No", account_id = "Customer", amount = "Amount", issued_on = "Issued", due_on = "Due" }
"""


def row(name: str) -> tuple[str, str, float | str, str, str]:
    amount = "much" if name.startswith("BAD") else 110.5
    return (name, "C1", amount, "2026-04-01", "2026-05-01")


class CsvRig(SourceRig):
    format = "csv"

    def table(self) -> str:
        return f'files = "open.csv"\ndate_format = "%Y-%m-%d"\ndecimal_mark = "."{COLUMNS}'

    def put(self, names: Sequence[str]) -> None:
        lines = (",".join(map(str, cells)) for cells in (HEADER, *map(row, names)))
        (self.folder / "open.csv").write_text("\n".join(lines) + "\n")

    def place(self, name: str, number: int) -> str:
        return f"open.csv:{number + 1}"

    def cut(self) -> None:
        """Whoever wrote it was ended in a quoted cell."""
        file = self.folder / "open.csv"
        file.write_text(file.read_text() + '"M-')


class XlsxRig(SourceRig):
    format = "xlsx"

    def table(self) -> str:
        return f'files = "open.xlsx"\ndate_format = "%Y-%m-%d"{COLUMNS}'

    def put(self, names: Sequence[str]) -> None:
        with xlsxwriter.Workbook(self.folder / "open.xlsx") as book:
            sheet = book.add_worksheet()
            for number, cells in enumerate((HEADER, *map(row, names))):
                sheet.write_row(number, 0, cells)

    def place(self, name: str, number: int) -> str:
        return f"open.xlsx:{number + 1}"

    def cut(self) -> None:
        file = self.folder / "open.xlsx"
        file.write_bytes(file.read_bytes()[:-200])


class JsonRig(SourceRig):
    format = "json"

    def table(self) -> str:
        return f'files = "open.json"\ndate_format = "%Y-%m-%d"\nrecords = "data"{COLUMNS}'

    def put(self, names: Sequence[str]) -> None:
        records = [dict(zip(HEADER, row(name), strict=True)) for name in names]
        (self.folder / "open.json").write_text(json.dumps({"data": records}))

    def place(self, name: str, number: int) -> str:
        return f"open.json:{name}"

    def cut(self) -> None:
        file = self.folder / "open.json"
        file.write_text(file.read_text()[:-40])


class MailFolderRig(SourceRig):
    format = "eml"
    kind = RecordKind.MESSAGES
    many = ("A-1", "A-2", "A-3")

    def table(self) -> str:
        return 'kind = "messages"\nfiles = "mail/*.eml"\ndirection = "in"\nown_domains = ["fennel.example"]\n'

    def put(self, names: Sequence[str]) -> None:
        box = self.folder / "mail"
        box.mkdir(exist_ok=True)
        for number, name in enumerate(names, 1):
            (box / f"{number}.eml").write_bytes(mail(name))

    def place(self, name: str, number: int) -> str:
        return f"mail/{number}.eml:1"

    def cut(self) -> None:
        """The share it lies on went away."""
        (self.folder / "mail").rename(self.folder / "elsewhere")


def mail(name: str) -> bytes:
    date = "" if name.startswith("BAD") else "Date: Fri, 8 May 2026 09:00:00 +0200\r\n"
    head = f"From: Ann <ann@acme.example>\r\nTo: accounts@fennel.example\r\nMessage-ID: <{name}>\r\n{date}"
    return f"{head}Subject: Invoice\r\n\r\n{'We look into it. ' * 20}\r\n".encode()


class SqliteRig(SourceRig):
    format = "sql"
    halfway = "stopped while it was read (DatabaseError)"

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(folder)
        monkeypatch.setenv("ERP_DATABASE_URL", f"sqlite:///{folder / 'erp.db'}")
        self.put([])

    def table(self) -> str:
        query = "SELECT No, Customer, Amount, Issued, Due FROM open_items"
        return f'url_env = "ERP_DATABASE_URL"\nquery = "{query}"\ndate_format = "%Y-%m-%d"{COLUMNS}'

    def put(self, names: Sequence[str]) -> None:
        with sqlite3.connect(self.folder / "erp.db") as erp:
            erp.execute("DROP TABLE IF EXISTS open_items")
            erp.execute("CREATE TABLE open_items (No, Customer, Amount, Issued, Due)")
            erp.executemany("INSERT INTO open_items VALUES (?, ?, ?, ?, ?)", map(row, names))
        erp.close()

    def place(self, name: str, number: int) -> str:
        return f"export:{name}"

    def cut(self) -> None:
        """The disk lost the end of the file."""
        file = self.folder / "erp.db"
        content = file.read_bytes()
        file.write_bytes(content[:-50_000] + b"\0" * 50_000)


class PostgresRig(SourceRig):
    format = "sql"
    halfway = "stopped while it was read (consuming input failed"

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, server: postgres.Postgres) -> None:
        super().__init__(folder)
        self._server = server
        self._proxy = CuttingProxy(server.port)
        self._schema = f"erp_{uuid.uuid4().hex}"
        monkeypatch.setenv("ERP_DATABASE_URL", postgres.Postgres(self._proxy.port).url())
        self.put([])

    def table(self) -> str:
        query = f'SELECT \\"No\\", \\"Customer\\", \\"Amount\\", \\"Issued\\", \\"Due\\" FROM {self._schema}.open_items'
        return f'url_env = "ERP_DATABASE_URL"\nquery = "{query}"{COLUMNS}'

    def put(self, names: Sequence[str]) -> None:
        import psycopg

        with psycopg.connect(self._server.url(driver="")) as erp:
            erp.execute(f"DROP SCHEMA IF EXISTS {self._schema} CASCADE")
            erp.execute(f"CREATE SCHEMA {self._schema}")
            erp.execute(
                f'CREATE TABLE {self._schema}.open_items ("No" text, "Customer" text, "Amount" numeric(18,4), '
                '"Issued" date, "Due" date)'
            )
            # A number that is none is how a numeric column says that nobody knows.
            rows = [(*cells[:2], "NaN" if cells[2] == "much" else cells[2], *cells[3:]) for cells in map(row, names)]
            erp.cursor().executemany(f"INSERT INTO {self._schema}.open_items VALUES (%s, %s, %s, %s, %s)", rows)

    def place(self, name: str, number: int) -> str:
        return f"export:{name}"

    def cut(self) -> None:
        self._proxy.allowed = 200_000


class DovecotRig(SourceRig):
    format = "imap"
    halfway = "the server ended the connection"
    kind = RecordKind.MESSAGES
    many = tuple(f"M-{number}" for number in range(300))

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, server: dovecot.Dovecot) -> None:
        super().__init__(folder)
        self._server = server
        self._proxy = CuttingProxy(server.port)
        self._user = f"user-{uuid.uuid4().hex}"
        monkeypatch.setenv("MAIL_USER", self._user)
        monkeypatch.setenv("MAIL_PASSWORD", dovecot.PASSWORD)

    def table(self) -> str:
        return (
            f'kind = "messages"\nhost = "127.0.0.1"\nport = {self._proxy.port}\ntls = "none"\nfolder = "INBOX"\n'
            'user_env = "MAIL_USER"\npassword_env = "MAIL_PASSWORD"\n'
            'direction = "in"\nown_domains = ["fennel.example"]\n'
        )

    def put(self, names: Sequence[str]) -> None:
        with MailBoxUnencrypted("127.0.0.1", self._server.port).login(self._user, dovecot.PASSWORD) as box:
            held = [line.decode() for line in box.client.response("EXISTS")[1] if line]
            for name in names[int(held[-1]) if held else 0 :]:
                box.append(mail(name), "INBOX")

    def place(self, name: str, number: int) -> str:
        return f"INBOX:uid {number}"

    def cut(self) -> None:
        self._proxy.allowed = 60_000


RIGS = ("csv", "xlsx", "json", "eml", "sqlite", "postgres", "dovecot")


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[dovecot.Dovecot]:
    if why := dovecot.missing():
        pytest.skip(why)
    with dovecot.running() as server:
        yield server


class TestEverySource(SourceContract):
    @pytest.fixture(params=RIGS)
    def rig(self, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SourceRig:
        """Each of them in turn; a server is started when the first test asks for it."""
        folder = tmp_path / "source"
        folder.mkdir()
        plain = {"csv": CsvRig, "xlsx": XlsxRig, "json": JsonRig, "eml": MailFolderRig}
        if request.param in plain:
            return plain[request.param](folder)
        if request.param == "sqlite":
            return SqliteRig(folder, monkeypatch)
        if request.param == "postgres":
            return PostgresRig(folder, monkeypatch, request.getfixturevalue("postgres_server"))
        return DovecotRig(folder, monkeypatch, request.getfixturevalue("dovecot_server"))


def test_no_format_is_left_out() -> None:
    rigs = (CsvRig, XlsxRig, JsonRig, MailFolderRig, SqliteRig, PostgresRig, DovecotRig)
    assert {rig.format for rig in rigs} == set(source_config._FORMATS)
