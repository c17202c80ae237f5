"""The blocks and elements our cards and forms are made of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Literal

from bot.cards import limits
from bot.cards.drawing import Block
from bot.cards.text import own, plain
from models.controls import Action, Field

Align = Literal["left", "right"]


def header(text: str) -> Block:
    """The headline of a card."""
    return {"type": "header", "text": plain(text, limits.HEADER)}


def small(text: str, limit: int = 600) -> Block:
    """A small grey line."""
    return {"type": "context", "elements": [plain(text, limit)]}


def rich(*parts: Block) -> Block:
    """A block of rich text. Paragraphs that follow each other become one: clients differ in how they part them."""
    merged: list[Block] = []
    for part in parts:
        if merged and part["type"] == merged[-1]["type"] == "rich_text_section":
            merged[-1] = {**merged[-1], "elements": [*merged[-1]["elements"], own("\n"), *part["elements"]]}
        else:
            merged.append(part)
    return {"type": "rich_text", "elements": merged}


def divider() -> Block:
    """A thin line."""
    return {"type": "divider"}


def table(
    heads: Sequence[str],
    aligned: Sequence[Align],
    rows: Sequence[Sequence[str | Block]],
    *,
    wrapped: Sequence[int] = (),
) -> Block:
    """A table whose cells are already safe; the first row is its head. Columns in *wrapped* break long text."""
    cells = [[_cell(cell) for cell in row] for row in (heads, *rows)]
    columns: list[Block] = [{"align": align, "is_wrapped": index in wrapped} for index, align in enumerate(aligned)]
    return {"type": "table", "column_settings": columns, "rows": cells}


def _cell(cell: str | Block) -> Block:
    return {"type": "raw_text", "text": cell or "–"} if isinstance(cell, str) else cell


def link(text: str, url: str) -> Block:
    """Words that lead to a message of ours; *text* is already safe, and no *url* is ever a customer's."""
    return {"type": "link", "url": url, "text": text or "–"}


def linked(text: str, url: str) -> Block:
    """A cell of a table that is one `link`."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [link(text, url)]}]}


def button(
    action: Action,
    label: str,
    value: str,
    *,
    spoken: str,
    is_primary: bool = False,
    confirm: Block | None = None,
) -> Block:
    """A button; *spoken* is what a screen reader says."""
    element: Block = {
        "type": "button",
        "action_id": str(action),
        "text": plain(label, limits.BUTTON),
        "value": value,
        "accessibility_label": plain(spoken, limits.BUTTON)["text"],
    }
    if is_primary:
        element["style"] = "primary"
    if confirm is not None:
        element["confirm"] = confirm
    return element


def confirmation(title: str, text: str, yes: str, no: str = "Not yet") -> Block:
    """The question Slack asks before it passes a press on."""
    return {"title": plain(title, 100), "text": plain(text, 300), "confirm": plain(yes, 30), "deny": plain(no, 30)}


def actions(elements: Sequence[Block]) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def reference(
    kind: Literal["packet", "dispute", "survey", "hold", "batch", "post"], subject_id: str, version: int
) -> str:
    """The value of a button: what it is about and the version the person saw."""
    return json.dumps({kind: subject_id, "version": version})


# ── inputs of a form ──────────────────────────────────────────────────────────────────────────────


def asked(field: Field, label: str, element: Block, *, hint: str = "", is_optional: bool = False) -> Block:
    """One input of a form; its block_id and action_id are the field."""
    block: Block = {
        "type": "input",
        "block_id": str(field),
        "label": plain(label, 300),
        "element": {**element, "action_id": str(field)},
        "optional": is_optional,
    }
    if hint:
        block["hint"] = plain(hint, 300)
    return block


def typed(*, lines: bool = False, initial: str = "", most: int = limits.TEXT, placeholder: str = "") -> Block:
    """A field to write in."""
    element: Block = {"type": "plain_text_input", "multiline": lines, "max_length": most}
    if initial:
        element["initial_value"] = initial
    if placeholder:
        element["placeholder"] = plain(placeholder, 150)
    return element


def day_picker(initial: date | None = None) -> Block:
    """A field for a date, empty unless *initial* is given."""
    return {"type": "datepicker"} | ({"initial_date": initial.isoformat()} if initial else {})


def option(label: str, value: str, description: str = "") -> Block:
    """One choice."""
    choice: Block = {"text": plain(label, limits.OPTION_LABEL), "value": value}
    if description:
        choice["description"] = plain(description, limits.OPTION_LABEL)
    return choice


def select(options: Sequence[Block], initial: Block | None = None) -> Block:
    """One of a list."""
    element: Block = {"type": "static_select", "options": list(options)}
    return element if initial is None else {**element, "initial_option": initial}


def radio(options: Sequence[Block], initial: Block | None = None) -> Block:
    """One of a few, all of them visible."""
    element: Block = {"type": "radio_buttons", "options": list(options)}
    return element if initial is None else {**element, "initial_option": initial}


def ticks(options: Sequence[Block], ticked: Sequence[Block]) -> Block:
    """Any of a list: boxes while Slack takes them (10), then a menu, in groups where a menu is full (100)."""
    if len(options) <= limits.CHOICES:
        element: Block = {"type": "checkboxes", "options": list(options)}
    elif len(options) <= limits.OPTIONS:
        element = {"type": "multi_static_select", "options": list(options)}
    else:
        element = {"type": "multi_static_select", "option_groups": _groups(options)}
    if ticked:
        element["initial_options"] = list(ticked)
    return element


def _groups(options: Sequence[Block]) -> list[Block]:
    starts = range(0, len(options), limits.OPTIONS)
    return [
        {
            "label": plain(f"{start + 1} to {min(start + limits.OPTIONS, len(options))}", 75),
            "options": list(options[start : start + limits.OPTIONS]),
        }
        for start in starts
    ]
