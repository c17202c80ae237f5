"""Pictures of figures, drawn for the width of a phone: large letters, every bar and end of a line with its amount.

Nothing is told by colour alone: bars have their labels, and the two lines differ in mark and stroke too.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot import wording
from models.aging import Aged
from models.chart import AgeingChart, TrendChart, TrendPoint

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Inches and dots per inch: 1,080 dots wide, which a phone shows at its own width.
_WIDTH, _DPI = 4.5, 240
_PANEL = 2.0
_INK, _FAINT = "#1d1c1d", "#6b6b6b"
#: One hue from light to dark, the oldest darkest; it survives every colour blindness and a grey print.
_SHADES = ("#b8c4ce", "#8fb8d8", "#5598c9", "#2268a8", "#0b2f5c")
#: Blue and vermilion, which nobody mixes up.
_ALL, _OLD = "#0b4f8a", "#c4510a"
_STROKE: dict[str, Any] = {"linewidth": 2.2, "markersize": 6}
#: A dollar sign is a dollar sign here, and not the beginning of a formula.
_STYLE: Any = {"text.parse_math": False, "font.family": "DejaVu Sans", "font.size": 11, "text.color": _INK}


class PngCharts:
    """ports.Charts with matplotlib, which is loaded with the first picture: no other command waits for it."""

    def draw(self, chart: AgeingChart | TrendChart) -> bytes:
        """See ports.Charts."""
        from matplotlib import rc_context
        from matplotlib.figure import Figure

        panels = len(chart.found) if isinstance(chart, AgeingChart) else len(chart.lines)
        with rc_context(_STYLE):
            figure = Figure(figsize=(_WIDTH, 0.6 + _PANEL * panels), dpi=_DPI, facecolor="white", layout="constrained")
            if isinstance(chart, AgeingChart):
                _ageing(figure, chart)
            else:
                _trend(figure, chart)
            data = BytesIO()
            figure.savefig(data, format="png", metadata={"Software": None})
        return data.getvalue()


def _titled(figure: Figure, title: str, below: str) -> None:
    figure.suptitle(f"{title}\n{below}", x=0.02, ha="left", fontsize=12, fontweight="bold")


def _bare(axes: Any) -> None:
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, colors=_INK)


# ── ageing ────────────────────────────────────────────────────────────────────────────────────────


def _ageing(figure: Figure, chart: AgeingChart) -> None:
    _titled(figure, "Open by days past due", wording.day(chart.day))
    for place, found in enumerate(chart.found, 1):
        _bars(figure.add_subplot(len(chart.found), 1, place), found)


def _bars(axes: Any, found: Aged) -> None:
    labels = [label for label, _, _ in found.buckets]
    amounts = [amount for _, _, amount in found.buckets]
    drawn = axes.barh(labels, [float(amount.decimal) for amount in amounts], color=_SHADES, height=0.72)
    axes.bar_label(drawn, [wording.amount(amount) for amount in amounts], padding=4)
    axes.invert_yaxis()
    # Room for the amount beside the longest bar.
    longest = max((float(amount.decimal) for amount in amounts), default=0)
    axes.set_xlim(0, (longest or 1) * 1.6)
    axes.set_xticks([])
    axes.set_title(f"{found.currency}: {wording.amount(found.open)} open", loc="left", fontsize=11, fontweight="bold")
    _bare(axes)


# ── trend ─────────────────────────────────────────────────────────────────────────────────────────


def _trend(figure: Figure, chart: TrendChart) -> None:
    _titled(figure, "Past due, week by week", f"to {wording.day(chart.lines[0][-1].day)}")
    for place, points in enumerate(chart.lines, 1):
        _line(figure.add_subplot(len(chart.lines), 1, place), points)


def _line(axes: Any, points: Sequence[TrendPoint]) -> None:
    places = range(len(points))
    every = [float(point.past_due.decimal) for point in points]
    old = [float(point.old.decimal) for point in points]
    axes.plot(places, every, color=_ALL, marker="o", clip_on=False, **_STROKE)
    axes.plot(places, old, color=_OLD, marker="s", linestyle="--", clip_on=False, **_STROKE)
    axes.set_ylim(0, (max(every) or 1) * 1.5)
    axes.set_xlim(-0.4, len(points) - 0.6)
    axes.set_yticks([])
    axes.set_xticks(list(places), [f"{point.day.day} {point.day:%b}" for point in points], fontsize=9)
    axes.set_title(points[0].past_due.currency, loc="left", fontsize=11, fontweight="bold")
    for number, (told, colour) in enumerate(_ends(points)):
        axes.text(0, 1 - 0.13 * number, told, color=colour, transform=axes.transAxes, va="top", fontsize=10)
    _bare(axes)
    axes.spines["bottom"].set_visible(True)
    axes.spines["bottom"].set_color(_FAINT)


def _ends(points: Sequence[TrendPoint]) -> tuple[tuple[str, str], tuple[str, str]]:
    """Each line by its mark, with its first amount and its last, in its colour."""
    first, last = points[0], points[-1]
    return (
        (f"● past due {wording.amount(first.past_due)} → {wording.amount(last.past_due)}", _ALL),
        (f"■ over 60 days {wording.amount(first.old)} → {wording.amount(last.old)}", _OLD),
    )
