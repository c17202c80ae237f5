"""A copy is taken only where the sources say it is, and only if it is a PDF inside the folder."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.invoice_files import InvoiceFolder
from bot.adapters.source_config import load_invoice_files
from bot.errors import MappingError
from models.attachment import Attachment, Copy, NotAttached
from tests.bot.stages.packet_builder import an_invoice

PDF = b"%PDF-1.7\n1 0 obj\n"
SOURCES = """
folder = "exports"
[sources.erp]
kind = "invoices"
files = "invoices.csv"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "invoices"
    folder.mkdir()
    (folder / "INV-1.pdf").write_bytes(PDF)
    return folder


def found(folder: Path, number: str = "INV-1", *, name: str = "{number}.pdf", **changes: str) -> Copy | NotAttached:
    replaced = {"/": "-"}
    return InvoiceFolder(folder=folder, name=name, replace=replaced).find(replace(an_invoice(number), **changes))


def why(answer: Copy | NotAttached) -> str:
    assert isinstance(answer, NotAttached)
    return answer.why


def test_a_copy_has_its_name_digest_and_size(folder: Path) -> None:
    copy = found(folder)
    digest = hashlib.sha256(PDF).hexdigest()
    attachment = Attachment(document="INV-1", name="INV-1.pdf", digest=digest, size=len(PDF))
    assert copy == Copy(attachment=attachment, data=PDF)


@pytest.mark.parametrize(
    ("number", "name", "file"),
    [
        pytest.param("2026/117", "{number}.pdf", "2026-117.pdf", id="what replace says"),
        pytest.param("117", "{entity}-{number}.PDF", "fennel-117.PDF", id="the entity in the name"),
        pytest.param("117", "{entity}/{number}.pdf", "fennel/117.pdf", id="a folder for each entity"),
        pytest.param("Größe 1", "{number}.pdf", "Größe 1.pdf", id="letters beyond ASCII"),
    ],
)
def test_a_copy_is_called_exactly_what_the_table_says(folder: Path, number: str, name: str, file: str) -> None:
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_bytes(PDF)
    copy = found(folder, number, name=name)
    assert isinstance(copy, Copy)
    assert copy.attachment.name == Path(file).name


def test_an_instalment_has_the_copy_of_its_document(folder: Path) -> None:
    copy = found(folder, "INV-1/2", document="INV-1")
    assert isinstance(copy, Copy)
    assert copy.attachment.document == "INV-1"


def test_the_path_of_the_source_goes_before_the_name(folder: Path) -> None:
    (folder / "2026").mkdir()
    (folder / "2026" / "scan 4.pdf").write_bytes(PDF + b"other")
    copy = found(folder, file="2026/scan 4.pdf")
    assert isinstance(copy, Copy)
    assert (copy.attachment.name, copy.data) == ("scan 4.pdf", PDF + b"other")


def test_without_a_name_only_the_paths_of_the_source_count(folder: Path) -> None:
    assert why(found(folder, name="")) == "the invoices source names no file"
    assert isinstance(found(folder, name="", file="INV-1.pdf"), Copy)


def test_nothing_outside_the_folder_is_ever_taken(folder: Path) -> None:
    (folder.parent / "salaries.pdf").write_bytes(PDF)
    (folder / "INV-2.pdf").symlink_to(folder.parent / "salaries.pdf")
    (folder / "linked").symlink_to(folder.parent)
    outside = f"lies outside the folder {folder.name}"
    assert outside in why(found(folder, "INV-2"))
    for path in ("../salaries.pdf", str(folder.parent / "salaries.pdf"), "linked/salaries.pdf"):
        assert outside in why(found(folder, file=path))


def test_a_link_inside_the_folder_is_followed(folder: Path) -> None:
    (folder / "INV-2.pdf").symlink_to(folder / "INV-1.pdf")
    copy = found(folder, "INV-2")
    assert isinstance(copy, Copy)
    assert copy.attachment.name == "INV-2.pdf"


def test_what_is_no_copy_is_told_and_never_raised(folder: Path) -> None:
    (folder / "text.pdf").write_bytes(b"Invoice")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "dir.pdf").mkdir()
    (folder / "loop.pdf").symlink_to(folder / "loop.pdf")
    (folder / "big.pdf").write_bytes(PDF + bytes(10_000_000))
    (folder / "run.exe").write_bytes(PDF)
    assert why(found(folder, "INV-9")) == "no file in the folder invoices"
    assert why(found(folder, "text")) == why(found(folder, "empty")).replace("empty", "text") == "text.pdf is not a PDF"
    assert why(found(folder, "dir")) == "dir.pdf is no file"
    assert why(found(folder, "loop")) == "loop.pdf cannot be read"
    assert why(found(folder, "big")) == "big.pdf is larger than 10 MB"
    assert why(found(folder, file="run.exe")) == "its file is not called like a PDF"
    assert why(found(folder.parent / "nowhere")) == "no file in the folder nowhere"
    assert why(found(folder, file="INV-1.pdf/a.pdf")) == "a.pdf cannot be read"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(folder: Path) -> None:
    (folder / "INV-1.pdf").chmod(0)
    assert why(found(folder)) == "INV-1.pdf cannot be read"


@pytest.mark.parametrize("number", ["a\\b", "a\x00b", "a\nb", "a\u202eb", "..", 'a"b', "a:b"])
def test_a_number_that_cannot_be_a_name_is_not_guessed_at(folder: Path, number: str) -> None:
    assert "replace says nothing of it" in why(found(folder, number))


@pytest.mark.parametrize("path", ["a\x00.pdf", "a\u202efdp.pdf", "..", "", "\n.pdf"])
def test_a_path_of_the_source_that_no_name_can_be_is_told(folder: Path, path: str) -> None:
    assert isinstance(found(folder, "INV-9", file=path), NotAttached)


# ── the table ────────────────────────────────────────────────────────────────────────────────
def load(tmp_path: Path, table: str) -> InvoiceFolder | None:
    path = tmp_path / "sources.toml"
    path.write_text(SOURCES + table, encoding="utf-8")
    return load_invoice_files(path)


def test_without_the_table_no_copies_are_kept(tmp_path: Path) -> None:
    assert load(tmp_path, "") is None


def test_the_folder_is_seen_from_the_exports(tmp_path: Path) -> None:
    table = '[invoice_files]\nfolder = "pdf"\nname = "{number}.pdf"\nreplace = { "/" = "-", " " = "" }\n'
    kept = load(tmp_path, table)
    assert kept == InvoiceFolder(folder=tmp_path / "exports" / "pdf", name="{number}.pdf", replace={"/": "-", " ": ""})
    elsewhere = load_invoice_files(tmp_path / "sources.toml", tmp_path / "today")
    assert elsewhere is not None
    assert elsewhere.folder == tmp_path / "today" / "pdf"


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ('name = "{number}.pdf"', "folder"),
        ('folder = "pdf"\nnames = "{number}.pdf"', "names"),
        ('folder = "pdf"\nname = "invoice.pdf"', "tell copies apart"),
        ('folder = "pdf"\nname = "{number}{account}.pdf"', "tell copies apart"),
        ('folder = "pdf"\nname = "{{number}.pdf"', "tell copies apart"),
        ('folder = "pdf"\nname = "{number}.docx"', "no PDF inside"),
        ('folder = "pdf"\nname = "../{number}.pdf"', "no PDF inside"),
        ('folder = "pdf"\nname = "/srv/{number}.pdf"', "no PDF inside"),
        ('folder = "pdf"\nreplace = { "ab" = "-" }', "replaces nothing"),
        ('folder = "pdf"\nreplace = { "-" = "/" }', "replaces nothing"),
        ('folder = "pdf"\nreplace = "/"', "replace"),
    ],
)
def test_a_wrong_table_is_refused_by_name(tmp_path: Path, table: str, named: str) -> None:
    with pytest.raises(MappingError, match=named):
        load(tmp_path, f"[invoice_files]\n{table}\n")
