"""What the local Slack refuses, as a table."""

from typing import Any

import pytest

from bot.demo.local_slack import check_message, check_view
from bot.demo.local_slack.checks import VIEW_BYTES

Json = dict[str, Any]


def plain(text: str = "Text") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "Text") -> Json:
    return {"type": "mrkdwn", "text": text}


def section(**parts: Any) -> Json:
    return {"type": "section", **(parts or {"text": mrkdwn()})}


def button(**parts: Any) -> Json:
    return {"type": "button", "text": plain(), "action_id": "press", **parts}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def context(*elements: Json) -> Json:
    return {"type": "context", "elements": list(elements)}


def option(text: str = "One", value: str = "1", **parts: Any) -> Json:
    return {"text": plain(text), "value": value, **parts}


def select(**parts: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": [option()], **parts}


def confirm(**parts: Any) -> Json:
    return {"title": plain(), "text": mrkdwn(), "confirm": plain("Yes"), "deny": plain("No"), **parts}


def table(rows: int = 1, columns: int = 1, text: str = "x") -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * columns] * rows}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def part(kind: str, *elements: Json, **more: Any) -> Json:
    return {"type": kind, "elements": list(elements), **more}


TEXT = {"type": "text", "text": "x"}
INPUT = {"type": "input", "label": plain(), "element": {"type": "plain_text_input", "action_id": "note"}}
CARD = [
    {"type": "header", "text": plain()},
    section(text=mrkdwn(), accessory={"type": "overflow", "action_id": "more", "options": [option()]}),
    section(fields=[mrkdwn(), plain()]),
    context({"type": "image", "image_url": "/x.png", "alt_text": "x"}, mrkdwn()),
    {"type": "divider"},
    table(100, 20),
    rich(part("rich_text_quote", TEXT), part("rich_text_list", part("rich_text_section", TEXT), style="bullet")),
    {"type": "markdown", "text": "**x**"},
    actions(button(style="primary", confirm=confirm()), select(initial_option=option())),
]


def modal(*blocks: Json, **parts: Any) -> Json:
    return {"type": "modal", "title": plain(), "blocks": list(blocks), **parts}


def test_a_full_card_passes() -> None:
    assert check_message("Northwind, 47 days late", CARD) is None


def test_a_full_modal_passes() -> None:
    inputs: dict[str, Json] = {
        "plain_text_input": {"multiline": True, "initial_value": "", "max_length": 10},
        "static_select": {"option_groups": [{"label": plain(), "options": [option()]}]},
        "checkboxes": {"options": [option()], "initial_options": [option()]},
        "radio_buttons": {"options": [{"text": mrkdwn(), "value": "1"}]},
        "datepicker": {"initial_date": "2026-03-31"},
        "users_select": {"placeholder": plain()},
        "number_input": {"is_decimal_allowed": False},
    }
    fields = [{**INPUT, "element": {"type": kind, "action_id": "x", **parts}} for kind, parts in inputs.items()]
    alert = {"type": "alert", "text": mrkdwn(), "level": "warning"}
    assert check_view(modal(alert, *fields, submit=plain("Save")), "modal") is None
    assert check_view({"type": "home", "blocks": CARD[:5]}, "home") is None


@pytest.mark.parametrize(
    ("text", "blocks", "error"),
    [
        pytest.param("", [], "no_text", id="nothing to show"),
        pytest.param("x" * 4_001, None, "msg_too_long", id="text over 4,000"),
        pytest.param("x" * 40_001, None, "msg_too_long", id="text over 40,000"),
        pytest.param("x", {"type": "divider"}, "invalid_blocks_format", id="blocks are not a list"),
        pytest.param("x", [section(text=mrkdwn("x" * 2_800))] * 5, "msg_blocks_too_long", id="13,000 in all"),
    ],
)
def test_a_message_is_refused(text: str, blocks: Any, error: str) -> None:
    refusal = check_message(text, blocks)
    assert refusal is not None
    assert refusal.error == error


@pytest.mark.parametrize(
    ("block", "where"),
    [
        pytest.param({"type": "marquee"}, "/blocks/0/type", id="unknown block"),
        pytest.param({"type": ["divider"]}, "/blocks/0/type", id="type is a list"),
        pytest.param({}, "missing required field: type", id="no type"),
        pytest.param("divider", "must be an object", id="block is text"),
        pytest.param({"type": "alert", "text": mrkdwn()}, "unsupported type: alert", id="alert in a message"),
        pytest.param(INPUT, "unsupported type: input", id="input in a message"),
        pytest.param(section(text=mrkdwn("x" * 3001)), "less than 3001", id="section text"),
        pytest.param(section(text=mrkdwn("")), "more than 0", id="empty text"),
        pytest.param(section(expand=True), "text or fields", id="section of nothing"),
        pytest.param(section(text=mrkdwn(), colour="red"), "additional property: colour", id="unknown key"),
        pytest.param(section(text="x"), "must be an object", id="text is a string"),
        pytest.param(section(fields=[mrkdwn()] * 11), "no more than 10", id="11 fields"),
        pytest.param(section(fields=[]), "no fewer than 1", id="no fields"),
        pytest.param(section(fields=[mrkdwn("x" * 2001)]), "less than 2001", id="field text"),
        pytest.param(
            section(text=mrkdwn(), accessory={"type": "plain_text_input"}), "unsupported type", id="input as accessory"
        ),
        pytest.param({"type": "header", "text": plain("x" * 151)}, "less than 151", id="header"),
        pytest.param({"type": "header", "text": mrkdwn()}, "must be one of: plain_text", id="header in mrkdwn"),
        pytest.param(context(*[mrkdwn()] * 11), "no more than 10", id="11 context elements"),
        pytest.param(context(button()), "unsupported type: button", id="button in context"),
        pytest.param({"type": "image", "image_url": "/x.png"}, "alt_text", id="image without alt_text"),
        pytest.param({"type": "image", "alt_text": "x"}, "image_url or slack_file", id="image without image"),
        pytest.param(actions(), "no fewer than 1", id="no actions"),
        pytest.param(actions(*[button()] * 26), "no more than 25", id="26 actions"),
        pytest.param(actions(button(), button()), "action_id press is used 2 times", id="action_id twice"),
        pytest.param(actions({"type": "lever"}), "unsupported type: lever", id="unknown element"),
        pytest.param(actions(button(text=plain("x" * 76))), "less than 76", id="button text"),
        pytest.param(actions(button(text=mrkdwn())), "plain_text", id="button text in mrkdwn"),
        pytest.param(actions(button(value="x" * 2001)), "less than 2001", id="button value"),
        pytest.param(actions(button(value=7)), "must be a string", id="button value is a number"),
        pytest.param(actions(button(style="green")), "primary, danger", id="button style"),
        pytest.param(actions(button(action_id="x" * 256)), "less than 256", id="action_id"),
        pytest.param(actions(button(confirm=confirm(title=plain("x" * 101)))), "less than 101", id="confirm title"),
        pytest.param(actions(button(confirm=confirm(text=mrkdwn("x" * 301)))), "less than 301", id="confirm text"),
        pytest.param(actions(button(confirm=confirm(deny=plain("x" * 31)))), "less than 31", id="confirm button"),
        pytest.param(actions(select(options=[option()] * 101)), "no more than 100", id="101 options"),
        pytest.param(actions(select(options=[])), "no fewer than 1", id="no options"),
        pytest.param(actions(select(options=[option("x" * 76)])), "less than 76", id="option text"),
        pytest.param(actions(select(options=[option(value="x" * 151)])), "less than 151", id="option value"),
        pytest.param(actions(select(initial_option=option("Two", "2"))), "one of the options", id="initial option"),
        pytest.param(
            actions({"type": "static_select", "action_id": "x"}), "options and option_groups", id="select of nothing"
        ),
        pytest.param(
            actions({"type": "overflow", "action_id": "x", "options": [option()] * 6}), "no more than 5", id="overflow"
        ),
        pytest.param(
            actions({"type": "datepicker", "action_id": "x", "initial_date": "31/03/2026"}),
            "less than 11|pattern|more than",
            id="date",
        ),
        pytest.param({"type": "divider", "block_id": "x" * 256}, "less than 256", id="block_id"),
        pytest.param(table(101), "no more than 100", id="101 rows"),
        pytest.param(table(1, 21), "no more than 20", id="21 columns"),
        pytest.param(table(text=""), "more than 0", id="empty cell"),
        pytest.param(table(10, 2, "x" * 501), "10000 characters", id="10,020 characters in cells"),
        pytest.param(rich({"type": "text", "text": "x"}), "unsupported type: text", id="rich text without a section"),
        pytest.param(rich(part("rich_text_section")), "no fewer than 1", id="empty rich text section"),
        pytest.param(
            rich(part("rich_text_section", {"type": "text", "text": ""})), "more than 0", id="empty rich text"
        ),
        pytest.param(
            rich(part("rich_text_list", TEXT, style="bullet")), "unsupported type: text", id="list without sections"
        ),
        pytest.param({"type": "markdown", "text": "x" * 12_001}, "less than 12001", id="markdown"),
    ],
)
def test_a_block_is_refused(block: Any, where: str) -> None:
    refusal = check_message("text", [block])
    assert refusal is not None
    assert refusal.error == "invalid_blocks"
    assert any(piece in " ".join(refusal.messages) for piece in where.split("|"))


@pytest.mark.parametrize(
    ("blocks", "where"),
    [
        pytest.param([{"type": "divider"}] * 51, "no more than 50", id="51 blocks"),
        pytest.param([table(), table()], "only_one_table_allowed", id="two tables"),
        pytest.param([{"type": "divider", "block_id": "a"}] * 2, "block_id a is used 2 times", id="block_id twice"),
    ],
)
def test_blocks_are_refused_together(blocks: list[Json], where: str) -> None:
    refusal = check_message("text", blocks)
    assert refusal is not None
    assert (refusal.error, where in refusal.messages[0]) == ("invalid_blocks", True)


@pytest.mark.parametrize(
    ("view", "error", "where"),
    [
        pytest.param(modal(title=plain("x" * 25)), "invalid_arguments", "/view/title/text", id="title"),
        pytest.param(modal(submit=plain("x" * 25)), "invalid_arguments", "/view/submit/text", id="submit"),
        pytest.param(modal(close=plain("x" * 25)), "invalid_arguments", "/view/close/text", id="close"),
        pytest.param(modal(private_metadata="x" * 3001), "invalid_arguments", "/private_metadata", id="metadata"),
        pytest.param(modal(callback_id="x" * 256), "invalid_arguments", "/callback_id", id="callback_id"),
        pytest.param({"type": "modal", "blocks": []}, "invalid_arguments", "field: title", id="no title"),
        pytest.param(modal(INPUT), "invalid_arguments", "must have submit", id="input without submit"),
        pytest.param(modal(*[{"type": "divider"}] * 101), "invalid_arguments", "no more than 100", id="101 blocks"),
        pytest.param(modal(table()), "invalid_arguments", "unsupported type: table", id="table in a modal"),
        pytest.param(modal({"type": "alert", "text": mrkdwn("x" * 201)}), "invalid_arguments", "201", id="alert"),
        pytest.param(modal(private_metadata="x" * VIEW_BYTES), "view_too_large", "", id="over 250 KB"),
        pytest.param(None, "invalid_arguments", "must be an object", id="no view"),
    ],
)
def test_a_modal_is_refused(view: Any, error: str, where: str) -> None:
    refusal = check_view(view, "modal")
    assert refusal is not None
    assert refusal.error == error
    assert where in " ".join(refusal.messages)
