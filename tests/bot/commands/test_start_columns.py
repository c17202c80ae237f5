"""Columns that `collections init` offers side by side, and what must not be left open about them."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.adapters.proposal import propose_sources
from bot.adapters.source_config import load_sources
from bot.errors import MappingError
from tests.bot.commands.exports import CONFIRM

HEAD = "Invoice No,Customer No,Amount,Currency,Invoice Date,Due Date"
AS_OF, READ_AT = date(2026, 5, 11), datetime(2026, 5, 11, 5, tzinfo=UTC)
ROW = "C-1,1.50,EUR,2026-04-13,2026-05-13"


def proposed(tmp_path: Path, **files: str) -> str:
    folder = tmp_path / "exports"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return propose_sources(folder, tmp_path / "sources.toml")


def settled(text: str, *kept: str) -> str:
    """*text* with the lines that begin with one of *kept*, and without any other that was marked."""
    lines = []
    for line in text.splitlines():
        wanted = line.removeprefix(CONFIRM)
        if wanted == line or wanted.startswith(kept):
            lines.append(wanted)
    return "\n".join(lines)


def two_disputed(tmp_path: Path) -> str:
    rows = f"I-1,{ROW},,Nein\nI-2,{ROW},,Ja\n"
    return proposed(tmp_path, invoices=f"{HEAD},Mahnsperre,Strittig\n{rows}")


def test_a_column_nobody_fills_comes_after_one_with_words(tmp_path: Path) -> None:
    text = two_disputed(tmp_path)
    assert text.index('disputed = "Strittig"') < text.index('disputed = "Mahnsperre"')


def test_the_words_of_every_candidate_are_proposed_and_whichever_is_kept_reads_every_row(tmp_path: Path) -> None:
    text = two_disputed(tmp_path)
    path = tmp_path / "sources.toml"
    for kept in ("Strittig", "Mahnsperre"):
        answers = ('absence = "full"', 'entity = "…"', f'disputed = "{kept}"', '"Ja"', '"Nein"')
        path.write_text(settled(text, *answers).replace('entity = "…"', 'entity = "fennel"'), encoding="utf-8")
        assert tomllib.loads(path.read_text("utf-8"))["sources"]["invoices"]["values"]["disputed"] == {
            "Nein": False,
            "Ja": True,
        }
        (source,) = load_sources(path)
        report = source.read(as_of=AS_OF, read_at=READ_AT)
        assert (report.stamp.rows, report.stamp.rejected) == (2, 0), kept


@pytest.mark.parametrize(
    ("left", "told"),
    [
        pytest.param('values.disputed = { "…" = true, "Ja" = true }', "values.disputed.…", id="a word"),
        pytest.param('constants.entity = "…"', "constants.entity", id="a constant"),
        pytest.param('values.owner_id = { "Olive" = "U…" }', "values.owner_id.Olive", id="a member id"),
        pytest.param('own_domains = ["…"]', "own_domains", id="a list"),
    ],
)
def test_three_dots_that_nobody_replaced_are_refused_like_an_open_question(
    tmp_path: Path, left: str, told: str
) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f'folder = "."\n[sources.erp]\nkind = "invoices"\n{left}\n', encoding="utf-8")
    with pytest.raises(MappingError, match=f'sources.erp.{told} still says "…" and waits for a person'):
        load_sources(path)


def test_a_contacts_email_status_and_an_accounts_website_domain_are_used(tmp_path: Path) -> None:
    text = proposed(
        tmp_path,
        contacts="Contact ID,Customer No,Name,Email,Email Status\nK-1,C-1,Ann,ann@harrow.example,active\n",
        accounts="Customer No,Company,Website Domain\nC-1,Harrow,harrow.example\n",
    )
    assert 'status = "Email Status" # active' in text
    assert 'domain = "Website Domain" # harrow.example' in text
    assert "# not used" not in text


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Sold By", ("Fennel GmbH", "Fennel Inc.")), ("Sold In", ("DE01", "US01")), ("Book", ("EUR", "USD"))],
)
def test_a_column_with_a_few_entities_is_offered_beside_the_constant(
    tmp_path: Path, header: str, cells: tuple[str, str]
) -> None:
    rows = "".join(f"I-{number},{ROW},{cell}\n" for number, cell in enumerate(cells))
    text = proposed(tmp_path, invoices=f"{HEAD},{header}\n{rows}")
    assert f'{CONFIRM}entity = "{header}"' in text
    assert f'{CONFIRM}entity = "…" # no header says it' in text
    for cell in cells:
        assert f'{CONFIRM}"{cell}" = "…" # its [entities.ID]' in text
    assert "# not used" not in text


def test_the_currency_may_be_what_tells_the_entities_apart(tmp_path: Path) -> None:
    text = proposed(tmp_path, invoices=f"{HEAD}\nI-1,{ROW}\nI-2,{ROW.replace('EUR', 'USD')}\n")
    path = tmp_path / "sources.toml"
    answers = ('absence = "full"', 'entity = "Currency"', '"EUR"', '"USD"')
    words = settled(text, *answers).replace('"EUR" = "…"', '"EUR" = "fennel"').replace('"USD" = "…"', '"USD" = "inc"')
    path.write_text(words, encoding="utf-8")
    (source,) = load_sources(path)
    assert [invoice.entity for invoice in source.read(as_of=AS_OF, read_at=READ_AT).records] == ["fennel", "inc"]


def test_whoever_keeps_the_constant_has_nothing_else_to_delete(tmp_path: Path) -> None:
    text = proposed(tmp_path, invoices=f"{HEAD}\nI-1,{ROW}\nI-2,{ROW.replace('EUR', 'USD')}\n")
    path = tmp_path / "sources.toml"
    kept = settled(text, 'absence = "full"', 'entity = "…"').replace('"…"', '"fennel"')
    path.write_text(kept, encoding="utf-8")
    (source,) = load_sources(path)
    assert source.read(as_of=AS_OF, read_at=READ_AT).stamp.rows == 2


def test_words_that_are_no_entities_are_not_offered_as_such(tmp_path: Path) -> None:
    rows = f"I-1,{ROW},Net 30,wire\nI-2,{ROW},Net 60,card\n"
    text = proposed(tmp_path, invoices=f"{HEAD},Agreed,Way\n{rows}")
    assert "# not used: Agreed, Way" in text
