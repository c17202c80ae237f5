"""What every source keeps to, whatever it reads. A new source adds a rig to test_sources.py and is held to the same."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.adapters.policy_file import load_policy
from bot.adapters.remittance_file import load_remittance
from bot.adapters.source_config import load_sources
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.errors import UnreachableError, UnreadableFileError
from bot.flows.desk import Desk
from bot.flows.import_ledger import import_ledger
from bot.ports import LedgerSource
from models.evidence import Origin
from models.ledger import Account, RecordKind, SourceReport, SourceStamp

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 5, 11)
READ_AT = datetime(2026, 5, 11, 5, tzinfo=UTC)
#: The customer that every record of every rig is about.
CUSTOMER = "C1"
#: Enough that no source has them all in its first breath.
MANY = tuple(f"M-{number:05d}" for number in range(6_000))


class SourceRig(ABC):
    """One format, over something that a test can fill, spoil and break."""

    #: How sources.toml calls it.
    format: str
    kind: RecordKind = RecordKind.INVOICES
    #: How many records `cut` needs to break between two of them.
    many: Sequence[str] = MANY
    #: What the error says of a reading that `cut` broke, and of no other trouble.
    halfway: str = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def table(self) -> str:
        """The keys of its table in sources.toml."""

    @abstractmethod
    def put(self, names: Sequence[str]) -> None:
        """Hold a good record for each name, and nothing else; a name "BAD-…" is a record that cannot be read."""

    @abstractmethod
    def place(self, name: str, number: int) -> str:
        """What a row is called that was put under *name* as the *number*th, from 1."""

    @abstractmethod
    def cut(self) -> None:
        """From now on whoever reads gets a part of what there is, and no more."""

    def source(self) -> LedgerSource:
        """The source as a fresh process would build it."""
        path = self.folder / "sources.toml"
        path.write_text(f'folder = "."\n[sources.export]\nformat = "{self.format}"\n{self.table()}')
        (found,) = load_sources(path)
        return found


def read(source: LedgerSource) -> SourceReport:
    return source.read(as_of=AS_OF, read_at=READ_AT)


def names_in(report: SourceReport) -> list[str]:
    """The names that the records were put under; an IMAP server may add nothing to them."""
    return [getattr(record, "number", None) or str(getattr(record, "id", "")) for record in report.records]


class OneCustomer:
    """A CRM that knows one customer; implements ports.LedgerSource."""

    name = "crm"

    def fingerprint(self) -> str:
        return "always the same"

    def read(self, *, as_of: date, read_at: datetime) -> SourceReport:
        account = Account(id=CUSTOMER, origin=Origin("crm", "accounts.csv:2", as_of), domain="acme.example")
        return SourceReport(SourceStamp("crm", RecordKind.ACCOUNTS, as_of, read_at, 1, 0), (account,))


def desk_in(folder: Path) -> Desk:
    return Desk(
        store=SqlStore(f"sqlite:///{folder / 'books.db'}"),
        clock=ShiftedClock(READ_AT),
        policy=replace(load_policy(ROOT / "config" / "policy.toml"), drop_limits={}, freshness={}),
        remittance=load_remittance(ROOT / "config" / "remittance.toml"),
    )


def books_of(desk: Desk) -> tuple[object, ...]:
    """Everything that an import makes visible."""
    with desk.store.transaction() as books:
        return (books.snapshot_digest(), books.stamps(), books.rejected(), books.account_ledger(CUSTOMER))


class SourceContract:
    """The tests. A class that inherits them has a fixture *rig*."""

    def test_every_good_record_is_read_and_stamped(self, rig: SourceRig) -> None:
        rig.put(["A-1", "A-2", "A-3"])
        report = read(rig.source())
        assert sorted(names_in(report)) == ["A-1", "A-2", "A-3"]
        assert report.rejected == ()
        stamp = report.stamp
        assert (stamp.name, stamp.kind, stamp.as_of, stamp.read_at) == ("export", rig.kind, AS_OF, READ_AT)
        assert (stamp.rows, stamp.rejected) == (3, 0)

    def test_every_record_says_where_it_comes_from(self, rig: SourceRig) -> None:
        rig.put(["A-1", "A-2"])
        report = read(rig.source())
        places = {name: record.origin for name, record in zip(names_in(report), report.records, strict=True)}
        assert places == {
            name: Origin("export", rig.place(name, number), AS_OF) for number, name in enumerate(["A-1", "A-2"], 1)
        }

    def test_a_bad_row_is_rejected_with_its_place_and_the_others_go_on(self, rig: SourceRig) -> None:
        rig.put(["A-1", "BAD-2", "A-3"])
        report = read(rig.source())
        assert sorted(names_in(report)) == ["A-1", "A-3"]
        (rejected,) = report.rejected
        assert (rejected.source, rejected.row) == ("export", rig.place("BAD-2", 2))
        assert rejected.reason
        assert rejected.next_step
        assert report.stamp.rejected == 1

    def test_the_same_input_gives_the_same_output(self, rig: SourceRig) -> None:
        rig.put(["A-1", "BAD-2", "A-3"])
        first, second = rig.source(), rig.source()
        assert first.fingerprint() == second.fingerprint()
        assert read(first) == read(second)
        assert read(first) == read(second), "reading changed what there is to read"
        assert first.fingerprint() == second.fingerprint()

    def test_the_fingerprint_changes_with_what_there_is(self, rig: SourceRig) -> None:
        rig.put(["A-1", "A-2"])
        source = rig.source()
        before = source.fingerprint()
        rig.put(["A-1", "A-2", "A-3"])
        assert source.fingerprint() != before
        assert sorted(names_in(read(source))) == ["A-1", "A-2", "A-3"]

    def test_reading_without_asking_for_the_fingerprint_sees_what_is_there_now(self, rig: SourceRig) -> None:
        rig.put(["A-1"])
        source = rig.source()
        source.fingerprint()
        read(source)
        rig.put(["A-1", "A-2"])
        assert sorted(names_in(read(source))) == ["A-1", "A-2"]

    def test_of_what_is_read_in_part_nothing_becomes_visible(self, rig: SourceRig, tmp_path: Path) -> None:
        rig.put(["A-1", "A-2"])
        desk = desk_in(tmp_path)
        assert import_ledger(desk, [OneCustomer(), rig.source()], as_of=AS_OF).snapshot
        before = books_of(desk)
        rig.put(rig.many)
        source = rig.source()
        rig.cut()
        with pytest.raises((UnreadableFileError, UnreachableError)) as caught:
            import_ledger(desk, [OneCustomer(), source], as_of=AS_OF)
        assert str(caught.value).startswith("Source export: ")
        assert rig.halfway in str(caught.value)
        with pytest.raises((UnreadableFileError, UnreachableError)):
            read(source)
        assert books_of(desk) == before

    def test_importing_it_again_changes_nothing(self, rig: SourceRig, tmp_path: Path) -> None:
        rig.put(["A-1", "BAD-2"])
        desk = desk_in(tmp_path)
        assert import_ledger(desk, [OneCustomer(), rig.source()], as_of=AS_OF).snapshot
        before = books_of(desk)
        assert import_ledger(desk, [OneCustomer(), rig.source()], as_of=AS_OF).snapshot is None
        assert books_of(desk) == before
