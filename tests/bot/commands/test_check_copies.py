"""`collections check`: how many open invoices have a copy, and whose copy it is."""

from __future__ import annotations

from models.setup import Light, SetupLine
from tests.bot.commands.firm import SOURCES, Firm


def copies(firm: Firm, *names: str, name: str = "{number}.pdf") -> SetupLine:
    """The lines about copies, with *names* in the folder."""
    firm.spoil("sources.toml", "[sources.crm]", f'[invoice_files]\nfolder = "pdf"\nname = "{name}"\n[sources.crm]')
    (firm.config / "exports" / "pdf").mkdir()
    for each in names:
        (firm.config / "exports" / "pdf" / each).write_bytes(b"%PDF-1.7\n")
    return next(line for line in reversed(firm.lines()) if line.what == "invoice files")


def test_every_open_invoice_with_a_copy_is_green(firm: Firm) -> None:
    line = copies(firm, "F-1.pdf")
    assert (line.light, line.found) == (Light.GREEN, "1 of 1 open invoices have a copy")


def test_a_folder_without_any_copy_is_red_and_says_what_was_looked_for(firm: Firm) -> None:
    line = copies(firm)
    assert line.light is Light.RED
    assert line.found == "0 of 1 open invoices have a copy; F-1: no file in the folder pdf"


def test_one_copy_for_two_entities_that_number_alike_is_red(firm: Firm) -> None:
    extra = SOURCES[SOURCES.index("[sources.erp]") : SOURCES.index("[sources.bank]")]
    extra = extra.replace("sources.erp", "sources.erp2").replace('"fennel"', '"fennel-inc"').replace("EUR", "USD")
    firm.write("sources.toml", SOURCES + extra)
    line = copies(firm, "F-1.pdf")
    assert (line.light, line.found) == (Light.RED, "F-1 and F-1 have the same file")


def test_without_the_table_copies_are_grey(firm: Firm) -> None:
    (line,) = [line for line in firm.lines() if line.what == "invoice files"]
    assert line.light is Light.GREY
