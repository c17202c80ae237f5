"""The record shows every change that got past the database's own protection, and names the first bad entry."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError

from bot.adapters.sql_store import SqlStore
from bot.errors import NotNowError
from bot.flows.audit_trail import export, verify
from bot.stages.audit_export import check
from models.audit import Anchor, AuditEntry
from tests.bot.stages.ledger_builder import AT

WORDS = "Jane Doe <jane@hexcroft.example> promised"


def filled(url: str, count: int = 4) -> SqlStore:
    store = SqlStore(url)
    with store.transaction() as books:
        for number in range(count):
            detail = {"version": str(number), "reason": f"{WORDS} {number}"}
            at = AT + timedelta(days=number)
            books.audit(AuditEntry(at=at, by_id="U", by_name="U", what="did", subject="packet:P1", detail=detail))
    return store


UNPROTECT = {
    "sqlite": ("DROP TRIGGER audit_no_UPDATE", "DROP TRIGGER audit_no_DELETE"),
    "postgresql": ("DROP TRIGGER audit_append_only ON audit",),
}


def tamper(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in (*UNPROTECT[engine.dialect.name], *statements):
            connection.exec_driver_sql(statement)
    engine.dispose()


def head(store: SqlStore) -> Anchor:
    with store.transaction() as books:
        found = books.audit_head()
    assert found is not None
    return found


CHANGES = [
    pytest.param("UPDATE audit SET body = replace(body, '\"1\"', '\"7\"') WHERE number = 2", 2, id="a body changed"),
    pytest.param("UPDATE audit SET body = 'x' WHERE number = 2", 2, id="a body that is no entry"),
    pytest.param(f"UPDATE audit SET hash = '{'0' * 64}' WHERE number = 3", 3, id="a hash changed"),
    pytest.param("UPDATE audit SET subject = 'packet:P2' WHERE number = 3", 3, id="hidden under another subject"),
    pytest.param("DELETE FROM audit WHERE number = 2", 3, id="one removed in the middle"),
    pytest.param("UPDATE audit SET number = 10 - number", 6, id="the order turned round"),
    pytest.param("UPDATE audit SET what = 'x' WHERE number = 3", 3, id="hidden from the reports"),
    pytest.param("UPDATE audit SET at = NULL WHERE number = 3", 3, id="hidden from its day"),
    pytest.param(
        "INSERT INTO audit (number, subject, what, at, body, hash) "
        "SELECT 9, subject, what, at, body, hash FROM audit WHERE number = 4",
        9,
        id="one put in",
    ),
    pytest.param("UPDATE audit_text SET text = 'x' WHERE number = 3", 3, id="words changed"),
    pytest.param("DELETE FROM audit_text WHERE number = 3", 3, id="words removed"),
    pytest.param("UPDATE audit_text SET text = NULL, salt = NULL WHERE number = 3", 3, id="words erased by nobody"),
    pytest.param("UPDATE audit_text SET text = NULL, erased_by = 4 WHERE number = 3", 3, id="erased by another move"),
]


@pytest.mark.parametrize(("statement", "first"), CHANGES)
def test_a_change_is_found_and_the_first_bad_entry_named(database_url: str, statement: str, first: int):
    store = filled(database_url)
    assert verify(store) is None
    tamper(database_url, statement)
    fault = verify(store)
    store.close()
    assert fault is not None
    assert fault.number == first


def test_an_anchor_shows_a_tail_that_was_cut(database_url: str):
    store = filled(database_url)
    anchor = head(store)
    assert verify(store, [anchor]) is None
    tamper(database_url, "DELETE FROM audit WHERE number > 2")
    assert verify(store) is None
    assert str(verify(store, [anchor])) == "entry 4: it was anchored, and the record ends at entry 2"
    store.close()


def test_an_anchor_shows_a_record_that_was_written_anew(tmp_path: Path):
    true = filled(f"sqlite:///{tmp_path / 'true.db'}")
    false = filled(f"sqlite:///{tmp_path / 'false.db'}", 6)
    anchor = head(true)
    assert verify(false) is None
    fault = verify(false, [anchor])
    assert fault is not None
    assert fault.number == 4


def test_words_stand_beside_the_chain_and_come_back_in_it(tmp_path: Path):
    store = filled(f"sqlite:///{tmp_path / 'collections.db'}")
    with store.transaction() as books:
        assert [entry.detail["reason"] for _, entry, _ in books.audit_trail()] == [f"{WORDS} {n}" for n in range(4)]
        assert [entry.detail["reason"] for entry in books.audited({"did"}, AT)] == [f"{WORDS} {n}" for n in range(4)]
    with sqlite3.connect(tmp_path / "collections.db") as connection:
        bodies = "".join(body for (body,) in connection.execute("SELECT body FROM audit"))
    assert "Jane" not in bodies
    assert '"version":"3"' in bodies


def test_the_head_before_a_day_is_the_same_whatever_came_since(tmp_path: Path):
    store = filled(f"sqlite:///{tmp_path / 'collections.db'}")
    with store.transaction() as books:
        assert books.audit_head(AT) is None
        found = books.audit_head(AT + timedelta(days=2))
        assert found is not None
        assert found.number == 2


@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_replacing_is_refused_through_the_stores_own_connections(tmp_path: Path, verb: str):
    store = filled(f"sqlite:///{tmp_path / 'collections.db'}")
    with pytest.raises(IntegrityError, match="append-only"), store.engine.begin() as connection:
        connection.exec_driver_sql(f"{verb} INTO audit (number, subject, body, hash) VALUES (2, 's', 'b', 'h')")
    assert verify(store) is None


# ── the export ────────────────────────────────────────────────────────────────────────────────────


def test_the_same_record_is_exported_byte_for_byte_and_carries_its_head(tmp_path: Path):
    store = filled(f"sqlite:///{tmp_path / 'collections.db'}")
    lines = list(export(store, None, None))
    assert lines == list(export(store, None, None))
    assert check(lines) == (None, head(store))


def test_an_export_of_some_days_is_whole_by_itself(tmp_path: Path):
    store = filled(f"sqlite:///{tmp_path / 'collections.db'}")
    days = AT.date() + timedelta(days=1), AT.date() + timedelta(days=2)
    lines = list(export(store, *days))
    assert [f'"version":"{number}"' in "".join(lines) for number in range(4)] == [False, True, True, False]
    assert check(lines) == (None, head(store))
    nothing = list(export(store, AT.date() + timedelta(days=9), None))
    assert len(nothing) == 2
    assert check(nothing) == (None, head(store))


def test_an_export_that_was_cut_or_changed_says_so_wherever_it_was(tmp_path: Path):
    lines = list(export(filled(f"sqlite:///{tmp_path / 'collections.db'}"), None, None))
    for kept in range(len(lines)):
        assert check(lines[:kept])[0] is not None
    for number in range(1, len(lines)):
        assert check([*lines[:number], *lines[number + 1 :]])[0] is not None
        assert check([*lines[:number], lines[number][: len(lines[number]) // 2]])[0] is not None
    changed = [line.replace("promised", "refused") for line in lines]
    assert str(check(changed)[0]) == "entry 1: its reason was changed"


def test_a_broken_record_is_not_exported(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'collections.db'}"
    store = filled(url)
    tamper(url, "DELETE FROM audit WHERE number = 2")
    with pytest.raises(NotNowError, match="entry 3"):
        list(export(store, None, None))


def test_an_anchor_is_read_as_it_is_written():
    anchor = Anchor(12, "a" * 64)
    assert Anchor.parse(f" {anchor} ") == anchor
    for wrong in ("", "12", "12:abc", f"0:{'a' * 64}", f"-1:{'a' * 64}", f"12:{'A' * 64}"):
        with pytest.raises(ValueError, match="NUMBER:HASH"):
            Anchor.parse(wrong)
