"""Entries of the record by what they say and when, without reading all of it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.adapters.sql_store import SqlStore
from models.audit import AuditEntry
from tests.bot.stages.ledger_builder import AT


def entry(what: str, hours: int, **detail: str) -> AuditEntry:
    at = AT + timedelta(hours=hours)
    return AuditEntry(at=at, by_id="job", by_name="The copilot", what=what, subject="packet:1", detail=detail)


def test_it_finds_what_was_asked_for_from_its_hour_on_oldest_first(tmp_path: Path):
    written = [entry("packet.edit", 0), entry("packet.approve", 1), entry("packet.edit", 2), entry("card.posted", 2)]
    # Words of a person that look like an entry are none.
    written.append(entry("card.posted", 3, reason='"what":"packet.edit"'))
    written.append(replace(written[2], at=AT + timedelta(hours=4)))
    store = SqlStore(f"sqlite:///{tmp_path / 'record.db'}")
    with store.transaction() as books:
        for each in written:
            books.audit(each)
        assert books.audited({"packet.edit"}, AT) == (written[0], written[2], written[5])
        assert books.audited({"packet.edit", "packet.approve"}, AT + timedelta(hours=1)) == (
            written[1],
            written[2],
            written[5],
        )
        assert books.audited({"packet.edit"}, AT + timedelta(hours=9)) == ()
        assert books.audited((), AT) == ()


def test_an_empty_record_has_nothing(tmp_path: Path):
    with SqlStore(f"sqlite:///{tmp_path / 'record.db'}").transaction() as books:
        assert books.audited({"packet.edit"}, AT) == ()


def test_what_one_person_did_is_found_without_what_others_did_or_said_of_them(tmp_path: Path):
    mine, theirs = (replace(entry("packet.approve", 1), by_id=by_id) for by_id in ("U1", "U2"))
    named = replace(theirs, detail={"state": '"by_id":"U1"'})
    with SqlStore(f"sqlite:///{tmp_path / 'record.db'}").transaction() as books:
        for each in (replace(mine, at=AT), mine, theirs, named, replace(mine, what="packet.edit")):
            books.audit(each)
        assert books.audited_of("U1", "packet.approve", mine.at) == (mine,)
