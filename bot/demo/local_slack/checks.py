"""What Slack refuses: pure checks of messages and views, with Slack's error names.

Where Slack's behaviour is not documented the check is the cautious one: a card that passes here may be plainer than
Slack would allow, a card that fails here should not be sent.
"""

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from bot.demo.local_slack.elements import ACCESSORY, ACTION, ELEMENTS, ID, INPUT, SLACK_FILE, mrkdwn, one_picture, plain
from bot.demo.local_slack.rich_text import RICH_TEXT, TABLE_CELL
from bot.demo.local_slack.shapes import Check, Json, anything, boolean, items, obj, one_of, problem, string, variant

MESSAGE_TEXT = 4_000
MESSAGE_CHARACTERS = 13_000
TABLE_CHARACTERS = 10_000
METADATA_BYTES = 16_000
VIEW_BYTES = 250 * 1024


#: Blocks, and where they are -> the problems with the files they show.
Missing = Callable[[object, str], tuple[str, ...]]


def _none(_blocks: object, _path: str) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Refusal:
    """Why Slack would not take a call: its error name, and where the fault is."""

    error: str
    messages: tuple[str, ...] = ()


def _block(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Any) -> Check:
    return obj(required, {"type": anything, "block_id": ID, **optional}, *rules)


def _has_text_or_fields(block: Json, path: str) -> Iterator[str]:
    if not block.keys() & {"text", "fields"}:
        yield problem("text or fields must be given", path)


_COLUMN = obj({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})

BLOCKS: Mapping[str, Check] = {
    "section": _block(
        {},
        {
            "text": mrkdwn(3000),
            "fields": items(mrkdwn(2000), 1, 10),
            "accessory": ACCESSORY,
            "expand": boolean,
        },
        _has_text_or_fields,
    ),
    "divider": _block({}, {}),
    "header": _block({"text": plain(150)}, {}),
    "context": _block(
        {
            "elements": items(
                variant({"image": ELEMENTS["image"], "plain_text": plain(3000), "mrkdwn": mrkdwn(3000)}), 1, 10
            )
        },
        {},
    ),
    "actions": _block({"elements": items(ACTION, 1, 25)}, {}),
    "image": _block(
        {"alt_text": string(2000)},
        {"image_url": string(3000), "slack_file": SLACK_FILE, "title": plain(2000)},
        one_picture,
    ),
    "input": _block(
        {"label": plain(2000), "element": INPUT},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "markdown": _block({"text": string(12_000)}, {}),
    "table": _block({"rows": items(items(TABLE_CELL, 1, 20), 1, 100)}, {"column_settings": items(_COLUMN, 0, 20)}),
    "alert": _block({"text": mrkdwn(200)}, {"level": one_of("default", "info", "warning", "error", "success")}),
}

_EVERYWHERE = ("section", "divider", "header", "context", "actions", "image", "rich_text")
#: Surface -> how many blocks, and which. `input` in a message is documented by Slack but not seen working: refused.
SURFACES: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "message": (50, (*_EVERYWHERE, "markdown", "table")),
    "modal": (100, (*_EVERYWHERE, "input", "alert")),
    "home": (100, (*_EVERYWHERE, "input")),
}


def check_message(text: object, blocks: object, missing: Missing = _none) -> Refusal | None:
    """Return why a message with this top-level text and these blocks would be refused, or None.

    *missing* names the pictures that are not there.
    """
    if not blocks and not text:
        return Refusal("no_text")
    if text is not None and not isinstance(text, str):
        return Refusal("invalid_arguments", (problem("must be a string", "/text"),))
    if text and len(text) > MESSAGE_TEXT:
        return Refusal("msg_too_long")
    if not blocks:
        return None
    if not isinstance(blocks, list):
        return Refusal("invalid_blocks_format")
    problems = (
        block_problems(blocks, "message", "/blocks") or tuple(_table_problems(blocks)) or missing(blocks, "/blocks")
    )
    if problems:
        return Refusal("invalid_blocks", problems)
    return Refusal("msg_blocks_too_long") if _characters(blocks) > MESSAGE_CHARACTERS else None


def check_view(view: object, kind: str, missing: Missing = _none) -> Refusal | None:
    """Return why a view of *kind* (modal or home) would be refused, or None; *missing* as for messages."""
    if len(json.dumps(view, separators=(",", ":")).encode()) > VIEW_BYTES:
        return Refusal("view_too_large")
    problems = tuple(_VIEWS[kind](view, "/view"))
    if problems or not isinstance(view, dict):
        return Refusal("invalid_arguments", problems)
    problems = block_problems(view["blocks"], kind, "/view/blocks") or tuple(_submit_problems(view))
    problems = problems or missing(view["blocks"], "/view/blocks")
    return Refusal("invalid_arguments", problems) if problems else None


def check_metadata(metadata: object) -> Refusal | None:
    """Return why message metadata would be refused; an empty object removes it and is fine."""
    if metadata is None or metadata == {}:
        return None
    shaped = obj({"event_type": string(255), "event_payload": obj_of_anything}, {})
    problems = tuple(shaped(metadata, "/metadata"))
    if problems:
        return Refusal("invalid_metadata_format", problems)
    return Refusal("metadata_too_large") if len(json.dumps(metadata).encode()) > METADATA_BYTES else None


def obj_of_anything(value: object, path: str) -> Iterator[str]:
    """A JSON object with any keys."""
    if not isinstance(value, dict):
        yield problem("must be an object", path)


def block_problems(blocks: list[Any], surface: str, path: str) -> tuple[str, ...]:
    """Return every problem of *blocks* on *surface*; the SDK's models are asked when our own rules are content."""
    limit, allowed = SURFACES[surface]
    shape = items(variant({name: BLOCKS[name] for name in allowed}), 0, limit)
    found = tuple(shape(blocks, path))
    return found or (*_repeated_ids(blocks, path), *_sdk_problems(blocks, path))


def _repeated_ids(blocks: Sequence[Json], path: str) -> Iterator[str]:
    for block_id, times in Counter(b["block_id"] for b in blocks if "block_id" in b).items():
        if times > 1:
            yield problem(f"block_id {block_id} is used {times} times", path)
    for index, block in enumerate(blocks):
        ids = Counter(e["action_id"] for e in elements_in(block) if "action_id" in e)
        for action_id, times in ids.items():
            if times > 1:
                yield problem(f"action_id {action_id} is used {times} times", f"{path}/{index}")


def elements_in(block: Json) -> list[Json]:
    """Return the elements of *block* a person can use."""
    found = block.get("elements", []) if block["type"] == "actions" else []
    return [e for e in [*found, block.get("accessory"), block.get("element")] if e and e["type"] != "image"]


def _sdk_problems(blocks: Sequence[Json], path: str) -> Iterator[str]:
    for index, block in enumerate(blocks):
        try:
            parsed = Block.parse(copy.deepcopy(block))
            if parsed is not None:
                parsed.to_dict()
        except SlackObjectFormationError as fault:
            yield problem(str(fault), f"{path}/{index}")


def _table_problems(blocks: Sequence[Json]) -> Iterator[str]:
    tables = [block for block in blocks if block["type"] == "table"]
    if len(tables) > 1:
        yield problem("only_one_table_allowed", "/blocks")
    if sum(_characters(table["rows"]) for table in tables) > TABLE_CHARACTERS:
        yield problem(f"the cells of a table hold at most {TABLE_CHARACTERS} characters", "/blocks")


def _submit_problems(view: Json) -> Iterator[str]:
    if view["type"] == "modal" and "submit" not in view and any(b["type"] == "input" for b in view["blocks"]):
        yield problem("a view with an input block must have submit", "/view/submit")


def _characters(value: object) -> int:
    """Count the characters a reader would see in *value*."""
    if isinstance(value, list):
        return sum(map(_characters, value))
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(_characters(child) for child in value.values() if isinstance(child, dict | list))
    return 0


_COMMON: Mapping[str, Check] = {"private_metadata": string(3000, 0), "callback_id": ID, "external_id": string(255, 0)}
_VIEWS: Mapping[str, Check] = {
    "modal": obj(
        {"type": one_of("modal"), "title": plain(24), "blocks": items(anything, 0, 100)},
        {
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
            **_COMMON,
        },
    ),
    "home": obj({"type": one_of("home"), "blocks": items(anything, 0, 100)}, _COMMON),
}
