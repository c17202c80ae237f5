"""What Slack takes. Checked before a call, because a refused card is a follow-up nobody sees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.cards.drawing import Block, Drawing

BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
#: Slack names no limit. In slackapi/bolt-js#2867 it took 9,597 characters of text in 15,561 of JSON and refused
#: 11,341 in 17,694; which of the two it counts is not known, so both stay below what was taken.
TEXT_IN_MESSAGE = 10_000
JSON_IN_MESSAGE = 15_500
VIEW_BYTES = 250_000
#: Bytes a form keeps for its title, its metadata and its last lines.
_FRAME = 12_000
TOP_TEXT = 150
HEADER = 150
TEXT = 3_000
BUTTON = 75
VALUE = 2_000
ACTIONS = 25
TABLE_ROWS = 100
TABLE_COLUMNS = 20
TABLE_TEXT = 10_000
ID = 255
TITLE = 24
METADATA = 3_000
OPTIONS = 100
CHOICES = 10
OPTION_LABEL = 75
OPTION_VALUE = 150

#: Key → longest string under it, wherever it appears.
_STRINGS: Mapping[str, int] = {
    "action_id": ID,
    "block_id": ID,
    "callback_id": ID,
    "value": VALUE,
    "accessibility_label": BUTTON,
    "private_metadata": METADATA,
    "initial_value": TEXT,
}
#: Type of an object → longest text of its own `text` object.
_TEXT_OBJECTS: Mapping[str, int] = {"header": HEADER, "button": BUTTON, "section": TEXT}
_CONFIRM: Mapping[str, int] = {"title": 100, "text": 300, "confirm": 30, "deny": 30}


class DoesNotFitError(ValueError):
    """Slack would not take it: *size* of *what* in block *block* is more than *limit*."""

    def __init__(self, what: str, *, size: int, limit: int, block: int | None = None) -> None:
        place = "the whole" if block is None else f"block {block}"
        super().__init__(f"{what} of {place}: {size}, Slack takes {limit}")
        self.what, self.size, self.limit, self.block = what, size, limit, block


def characters(value: object) -> int:
    """Count the characters of every text a reader could see in *value*."""
    if isinstance(value, list):
        return sum(map(characters, value))
    if not isinstance(value, dict):
        return 0
    own = value.get("text")
    inner = sum(characters(child) for child in value.values() if isinstance(child, dict | list))
    return inner + (len(own) if isinstance(own, str) else 0)


def check(drawing: Drawing) -> Drawing:
    """Return *drawing* when Slack takes it as a message.

    Raises:
        DoesNotFitError: it names the block, the limit and the size.
    """
    _most("text", len(drawing.text), TOP_TEXT)
    _most("blocks", len(drawing.blocks), BLOCKS_IN_MESSAGE)
    _blocks(drawing.blocks)
    _most("tables", sum(block["type"] == "table" for block in drawing.blocks), 1)
    _most("characters", characters(drawing.blocks), TEXT_IN_MESSAGE)
    _most("JSON", json_size(drawing.blocks), JSON_IN_MESSAGE)
    return drawing


def first_fitting(drawings: Iterable[Drawing]) -> Drawing:
    """The first of *drawings* that Slack takes as a message; the fullest comes first, the barest must fit.

    Raises:
        DoesNotFitError: not even the last does.
    """
    last: DoesNotFitError | None = None
    for drawing in drawings:
        try:
            return check(drawing)
        except DoesNotFitError as error:
            last = error
    raise last or ValueError("no drawing was given")


def check_view(view: Block) -> Block:
    """Return *view* when Slack takes it as a modal; raises as `check` does."""
    _most("blocks", len(view["blocks"]), BLOCKS_IN_VIEW)
    for part in ("title", "submit", "close"):
        _most(part, len(view.get(part, {}).get("text", "")), TITLE)
    _strings(view, None)
    _blocks(view["blocks"])
    _most("bytes", len(json.dumps(view, ensure_ascii=False).encode()), VIEW_BYTES)
    return view


def fit_in_view(blocks: Sequence[Block], most: int = BLOCKS_IN_VIEW) -> int:
    """How many of *blocks*, *most* at the most, a modal takes beside its own few lines, from the first on."""
    left = VIEW_BYTES - _FRAME
    for number, block in enumerate(blocks[:most]):
        left -= len(json.dumps(block, ensure_ascii=False).encode())
        if left < 0:
            return number
    return min(len(blocks), most)


def json_size(blocks: Sequence[Block]) -> int:
    """Characters of *blocks* as compact JSON."""
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))


def _most(what: str, size: int, limit: int, block: int | None = None) -> None:
    if size > limit:
        raise DoesNotFitError(what, size=size, limit=limit, block=block)


def _blocks(blocks: Sequence[Block]) -> None:
    for index, block in enumerate(blocks):
        for thing in _objects(block):
            _object(thing, index)


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _objects(child)


def _object(thing: dict[str, Any], index: int) -> None:
    kind = str(thing.get("type", ""))
    _strings(thing, index)
    _text(thing, kind, index)
    if kind == "actions":
        _most("elements", len(thing["elements"]), ACTIONS, index)
    if kind == "table":
        _table(thing, index)
    if "options" in thing:
        _options(thing, kind, index)
    if "confirm" in thing and isinstance(thing["confirm"], dict) and kind:
        _confirm(thing["confirm"], index)


def _strings(thing: Mapping[str, Any], index: int | None) -> None:
    for key, limit in _STRINGS.items():
        if isinstance(thing.get(key), str):
            _most(key, len(thing[key]), limit, index)


def _text(thing: Mapping[str, Any], kind: str, index: int) -> None:
    text = thing.get("text")
    if isinstance(text, dict):
        _most("text", len(text["text"]), _TEXT_OBJECTS.get(kind, TEXT), index)
    elif isinstance(text, str) and kind != "raw_text":
        _most("text", len(text), TEXT, index)
        if not text:
            raise DoesNotFitError("empty text", size=0, limit=TEXT, block=index)


def _table(table: Mapping[str, Any], index: int) -> None:
    _most("rows", len(table["rows"]), TABLE_ROWS, index)
    _most("columns", max(map(len, table["rows"])), TABLE_COLUMNS, index)
    _most("characters of cells", characters(table["rows"]), TABLE_TEXT, index)


def _options(element: Mapping[str, Any], kind: str, index: int) -> None:
    most = CHOICES if kind in ("checkboxes", "radio_buttons") else OPTIONS
    _most("options", len(element["options"]), most, index)
    for option in element["options"]:
        _most("option", len(option["text"]["text"]), OPTION_LABEL, index)
        _most("option description", len(option.get("description", {}).get("text", "")), OPTION_LABEL, index)
        _most("option value", len(option["value"]), OPTION_VALUE, index)


def _confirm(confirm: Mapping[str, Any], index: int) -> None:
    for part, limit in _CONFIRM.items():
        _most(f"confirm {part}", len(confirm[part]["text"]), limit, index)
