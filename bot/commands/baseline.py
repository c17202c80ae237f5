"""`collections baseline`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.adapters.workbook import write_workbook
from bot.commands.opening import open_desk
from bot.commands.printing import lines
from bot.flows.baseline import BaselineReport, freeze, read_baseline, told
from bot.flows.desk import Desk
from bot.flows.survey import ask as ask_owners
from bot.settings import Settings
from bot.stages.reports import baseline_sheets as sheets


def baseline(
    ask: Annotated[bool, typer.Option("--ask", help="Ask every account owner in Slack; each is asked once.")] = False,
    freeze_now: Annotated[bool, typer.Option("--freeze", help="Keep the figures of now for ever.")] = False,
    by: Annotated[str | None, typer.Option(help="Who freezes it, for the record.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write it, with every invoice, into this workbook.")] = None,
) -> None:
    """Say how invoices went from due to paid before go-live, and what owners say that follow-ups take them."""
    if freeze_now and not (by or "").strip():
        raise typer.BadParameter('a baseline is frozen by a person; add --by "YOUR NAME"')
    desk = open_desk(Settings())
    if ask:
        _ask(desk)
        return
    if freeze_now:
        freeze(desk, (by or "").strip())
    found = read_baseline(desk)
    _print(found, desk)
    if xlsx is not None:
        invoices = sheets.history(found.history, desk.policy)
        write_workbook(xlsx, (*sheets.summary(found.baseline, desk.policy), invoices))
        print(f"\nwritten: {xlsx}")


def _ask(desk: Desk) -> None:
    names = ask_owners(desk)
    if not names:
        print("nobody new to ask: every owner has the question already")
        return
    print(f"planned for Slack: {len(names)} questions, to {', '.join(names)}; collections run posts them")


def _print(found: BaselineReport, desk: Desk) -> None:
    figures = found.baseline
    print(f"Baseline until {figures.until}, from books of {figures.as_of}: {len(found.history)} paid invoices")
    print(told(found.frozen) if found.frozen else "Not frozen yet: an import or an answer still changes it.")
    for sheet in sheets.summary(figures, desk.policy):
        print("", *lines(sheet), sep="\n")
