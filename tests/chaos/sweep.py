"""The day with a death after its first lasting effect, then after its second, until it is lived without one."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from tests.chaos.company import NOT_ASKED
from tests.chaos.counting import Count, Counting
from tests.chaos.day import WRITTEN_TO, Day
from tests.chaos.deaths import Deaths
from tests.chaos.office import MortalOffice
from tests.journeys.journey import CORVUS, HARROW, LUMEN, OSTRAVA, PELLWORM, QUILLFEATHER

#: Disputed, paid, taken back, promised, doubted, held: nobody may hear from us.
NEVER = frozenset({CORVUS, HARROW, LUMEN, OSTRAVA, PELLWORM, QUILLFEATHER})
PAID_OR_FLAGGED = frozenset({"FS-3158", "FS-3161"})


@dataclass(frozen=True)
class Lived:
    """One day, and where its copilot died."""

    #: The point of death, counted from 1; None = it lived through the day.
    at: int | None
    after: str
    #: What each of its points was.
    trail: tuple[str, ...]
    count: Count
    #: Subjects that were posted, alike for every day that ended well.
    posted: Counter[str]

    @property
    def points(self) -> int:
        """How many there are to die at."""
        return len(self.trail)

    @property
    def is_handed_over(self) -> bool:
        """Whether a person has to find something out; else the restart put everything right by itself."""
        return self.count.uncertain > 0


def live(at: int | None) -> Lived:
    """One day from its first effect to its last, in a folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    try:
        with MortalOffice(folder, Deaths(at)) as office:
            day = Day(office)
            day.live()
            return counted(day)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def counted(day: Day) -> Lived:
    """What became of a day that is over; its office is still open."""
    office, deaths = day.office, day.office.deaths
    counting = Counting(
        office.slack,
        office.store,
        [each.data for each in office.sink.taken],
        never_named=NOT_ASKED | PAID_OR_FLAGGED,
        never_written_to=NEVER,
    )
    count = _complained(counting.count(), day)
    return Lived(deaths.at, deaths.last_words, tuple(deaths.trail), count, counting.subjects())


def _complained(count: Count, day: Day) -> Count:
    complaints = list(day.complaints)
    if count.sent + count.uncertain - count.uncertain_and_gone < len(WRITTEN_TO):
        complaints.append(f"{len(WRITTEN_TO)} mails were approved, {count.sent} were received, and nobody is asked")
    return replace(count, violations=(*count.violations, *dict.fromkeys(complaints)))


def judged(lived: Lived, whole: Lived) -> Lived:
    """*lived* with what it lacks beside *whole*, the day without a death."""
    missing = [f"nothing was posted about {subject}" for subject in whole.posted if subject not in lived.posted]
    return replace(lived, count=replace(lived.count, violations=(*lived.count.violations, *missing)))


def sweep(points: Iterable[int], whole: Lived, *, workers: int = 1) -> Iterator[Lived]:
    """The day once for each of *points*, in their order."""
    if workers == 1:
        yield from (judged(live(at), whole) for at in points)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from (judged(one, whole) for one in pool.map(live, points))
