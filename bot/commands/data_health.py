"""`collections data-health`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.adapters.workbook import write_workbook
from bot.commands.opening import day_of, open_desk
from bot.commands.printing import lines
from bot.flows import data_health as flow
from bot.settings import Settings
from bot.stages.reports import health_sheets as sheets

#: Rows of one table on the terminal.
_MOST = 15


def data_health(
    day: Annotated[
        str | None, typer.Option("--date", help="Sort as on this day; default: the day the books are true for.")
    ] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write the whole audit into this workbook.")] = None,
) -> None:
    """Audit what was imported before anybody works from it. Reads only: no packet is prepared, nothing is posted."""
    desk = open_desk(Settings())
    found = flow.data_health(desk, day_of(day, desk.office_day()) if day else None)
    print(f"Data health as of {found.day}: {found.accounts} accounts, {len(found.stamps)} sources")
    for sheet in (
        sheets.sources(found),
        sheets.shares(found, desk.policy),
        sheets.kinds(found),
        sheets.rejected(found),
        sheets.top_blockers(found),
        sheets.first_to_clean(found),
    ):
        print("", *lines(sheet, most=_MOST), sep="\n")
    if xlsx is not None:
        write_workbook(xlsx, sheets.workbook(found, desk.policy))
        print(f"\nwritten: {xlsx}")
