"""The shapes of `rich_text` blocks and of table cells."""

from collections.abc import Iterator, Mapping

from bot.demo.local_slack.elements import ID
from bot.demo.local_slack.shapes import Check, anything, boolean, integer, items, obj, one_of, problem, string, variant

_STYLE = obj({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))


def _typed(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    return obj(required, {"type": anything, "style": _STYLE, **(optional or {})})


_TEXT = _typed({"text": string(3000)})
_LINK = _typed({"url": string(3000)}, {"text": string(3000), "unsafe": boolean})
_INLINE = variant(
    {
        "text": _TEXT,
        "link": _LINK,
        "user": _typed({"user_id": ID}),
        "channel": _typed({"channel_id": ID}),
        "usergroup": _typed({"usergroup_id": ID}),
        "emoji": _typed({"name": string(255)}, {"unicode": string(255)}),
        "broadcast": _typed({"range": one_of("here", "channel", "everyone")}),
        "date": _typed(
            {"timestamp": integer(0, 2**40), "format": string(255)}, {"url": string(3000), "fallback": string(255)}
        ),
    }
)
_LINES: Mapping[str, Check] = {"elements": items(_INLINE, 1, 1000)}
_SECTION = obj(_LINES, {"type": anything})
_PARTS: Mapping[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": obj(_LINES, {"type": anything, "border": integer(0, 1)}),
    "rich_text_preformatted": obj(
        {"elements": items(variant({"text": _TEXT, "link": _LINK}), 1, 1000)},
        {"type": anything, "border": integer(0, 1), "language": string(255)},
    ),
    "rich_text_list": obj(
        {
            "elements": items(variant({"rich_text_section": _SECTION}), 1, 1000),
            "style": one_of("bullet", "ordered"),
        },
        {"type": anything, "indent": integer(0, 8), "offset": integer(0, 1000), "border": integer(0, 1)},
    ),
}
RICH_TEXT = obj({"elements": items(variant(_PARTS), 1, 100)}, {"type": anything, "block_id": ID})


def _number(value: object, path: str) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield problem("must be a number", path)


TABLE_CELL = variant(
    {
        "raw_text": obj({"text": string(10_000)}, {"type": anything}),
        "raw_number": obj({"value": _number, "text": string(255)}, {"type": anything}),
        "rich_text": RICH_TEXT,
    }
)
