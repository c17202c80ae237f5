"""The pilot as sheets that people read: the same on a terminal and in a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from bot.stages.pilot import RECORDS
from models.measure import Measure
from models.pilot import Exclusion, PilotReport, PilotTest
from models.report import ReportSheet

#: Records behind one exclusion that are named.
_PLACES = 2


def sheets(found: PilotReport) -> tuple[ReportSheet, ...]:
    """What keeps accounts outside, who is in, and why each other account is not."""
    return _reasons(found), _inside(found), _outside(found)


def _reasons(found: PilotReport) -> ReportSheet:
    failed = [{each.test for each in account.exclusions} for account in found.accounts]
    counted = {test: [tests for tests in failed if test in tests] for test in PilotTest}
    ranked = sorted((each for each in counted.items() if each[1]), key=lambda each: -len(each[1]))
    return ReportSheet(
        title="Why accounts are outside",
        head=("test", str(Measure.OUTSIDE), str(Measure.ALONE)),
        rows=tuple((str(test), len(those), sum(len(tests) == 1 for tests in those)) for test, those in ranked),
        notes=("An account that fails several tests is counted under each.",),
    )


def _inside(found: PilotReport) -> ReportSheet:
    rows = tuple((each.account_id, each.name) for each in found.accounts if not each.exclusions)
    return ReportSheet(title="In the pilot", head=("account", "name"), rows=rows)


def _outside(found: PilotReport) -> ReportSheet:
    rows = tuple(
        (account.account_id, account.name, each.why, "; ".join(_places(each)) or None)
        for account in found.accounts
        for each in account.exclusions
    )
    return ReportSheet(title="Outside the pilot", head=("account", "name", "why", "from"), rows=rows)


def _places(exclusion: Exclusion) -> Iterator[str]:
    origins = list(dict.fromkeys(each.origin for each in exclusion.evidence))
    yield from (f"{origin.source} {origin.row}" for origin in origins[:_PLACES])
    if len(origins) > _PLACES:
        # There may be more than are kept with an exclusion.
        yield f"and {'at least ' if len(origins) >= RECORDS else ''}{len(origins) - _PLACES} more"
