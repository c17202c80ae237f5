"""An invoice as the customer got it, one page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from tools.demo_company.world import Invoice

_FROM = {
    "fennel": "Fennel Systems Ltd, 4 Invented Quay, Dublin",
    "fennel-inc": "Fennel Systems Inc, 90 Imaginary Street, Boston MA",
}


def write_invoice(invoice: Invoice, path: Path) -> None:
    """Write the page; the same invoice gives the same bytes."""
    page = FPDF(format="A4")
    page.set_creation_date(datetime(invoice.issued.year, invoice.issued.month, invoice.issued.day, tzinfo=UTC))
    page.set_title(f"Invoice {invoice.number}")
    page.add_page()
    _line(page, _FROM[invoice.entity], 9)
    page.ln(12)
    _line(page, invoice.customer.name, 11)
    page.ln(12)
    _line(page, f"Invoice {invoice.number}", 18, bold=True)
    page.ln(4)
    facts = {
        "Customer": invoice.customer.erp_id,
        "Date": f"{invoice.issued:%d %B %Y}",
        "Due": f"{invoice.due:%d %B %Y}",
        "Purchase order": invoice.po or "none given",
        "Instalment": invoice.part.replace("/", " of ") or "none: payable as a whole",
        "Subscription and services": f"{invoice.amount:,.2f} {invoice.currency}",
        "Total to pay": f"{invoice.amount:,.2f} {invoice.currency}",
    }
    for name, value in facts.items():
        page.set_font("Helvetica", size=11)
        page.cell(60, 8, name)
        page.cell(0, 8, _latin(value), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    page.ln(10)
    _line(page, "A document of an invented company. Nobody owes anybody this money.", 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    page.output(str(path))


def _line(page: FPDF, text: str, size: int, *, bold: bool = False) -> None:
    page.set_font("Helvetica", style="B" if bold else "", size=size)
    page.cell(0, 8, _latin(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _latin(text: str) -> str:
    """The built-in fonts know Western European letters only."""
    return text.encode("latin-1", "replace").decode("latin-1")
