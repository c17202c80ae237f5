"""`collections pilot`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.adapters.policy_file import load_policy
from bot.adapters.workbook import write_workbook
from bot.commands.opening import day_of, open_desk
from bot.commands.printing import lines
from bot.flows.pilot import pilot_report
from bot.settings import Settings
from bot.stages.reports.pilot_sheets import sheets
from models.measure import Measure


def pilot(
    day: Annotated[
        str | None, typer.Option("--date", help="Judge as on this day; default: the day the books are true for.")
    ] = None,
    policy: Annotated[Path | None, typer.Option(help="Another policy.toml, to try a pilot before it counts.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write all of it into this workbook.")] = None,
) -> None:
    """Say who is in the pilot, and of every other account why it is not. Reads only."""
    desk = open_desk(Settings())
    if policy is not None:
        desk = replace(desk, policy=load_policy(policy))
    found = pilot_report(desk, day_of(day, desk.office_day()) if day else None)
    inside = sum(not each.exclusions for each in found.accounts)
    print(f"As of {found.day}, policy {desk.policy.hash}: {inside} of {len(found.accounts)} {Measure.INSIDE}")
    for sheet in sheets(found):
        print("", *lines(sheet), sep="\n")
    if xlsx is not None:
        write_workbook(xlsx, sheets(found))
        print(f"\nwritten: {xlsx}")
