"""The shapes of texts, options and interactive elements, with Slack's limits."""

from collections.abc import Iterator, Mapping

from bot.demo.local_slack.shapes import (
    Check,
    Json,
    anything,
    boolean,
    integer,
    items,
    obj,
    one_of,
    problem,
    string,
    variant,
)

DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
TIME = r"([01]\d|2[0-3]):[0-5]\d"
ID = string(255)


def plain(high: int) -> Check:
    """A `plain_text` object, where Slack takes nothing else."""
    return obj({"type": one_of("plain_text"), "text": string(high)}, {"emoji": boolean})


def mrkdwn(high: int) -> Check:
    """A `plain_text` or a `mrkdwn` object."""
    marked = obj({"type": anything, "text": string(high)}, {"verbatim": boolean})
    return variant({"plain_text": plain(high), "mrkdwn": marked})


def _option(text: Check, *, url: bool = False) -> Check:
    extra: Mapping[str, Check] = {"url": string(3000)} if url else {}
    return obj({"text": text, "value": string(150)}, {"description": mrkdwn(75), **extra})


SELECT_OPTION = _option(plain(75))
CHOICE_OPTION = _option(mrkdwn(75))
MENU_OPTION = _option(plain(75), url=True)
OPTION_GROUP = obj({"label": plain(75), "options": items(SELECT_OPTION, 1, 100)}, {})
STYLE = one_of("primary", "danger")


def _id_or_url(file: Json, path: str) -> Iterator[str]:
    if len(file) != 1:
        yield problem("exactly one of id and url must be given", path)


SLACK_FILE = obj({}, {"id": ID, "url": string(3000)}, _id_or_url)
CONFIRM = obj(
    {"title": plain(100), "text": mrkdwn(300), "confirm": plain(30), "deny": plain(30)},
    {"style": STYLE},
)


def one_picture(block: Json, path: str) -> Iterator[str]:
    """A picture has one address, not two."""
    if ("image_url" in block) == ("slack_file" in block):
        yield problem("image_url or slack_file must be given, not both", path)


def options_of(element: Json) -> list[Json]:
    """Return the options of *element*, those in groups included."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def _one_kind_of_options(element: Json, path: str) -> Iterator[str]:
    if ("options" in element) == ("option_groups" in element):
        yield problem("exactly one of options and option_groups must be given", path)


def _initial_is_an_option(element: Json, path: str) -> Iterator[str]:
    chosen = element.get("initial_options") or [element["initial_option"]] if _has_initial(element) else []
    for option in chosen:
        if option not in options_of(element):
            yield problem("the initial option must be one of the options", path)


def _has_initial(element: Json) -> bool:
    return bool(element.get("initial_options") or "initial_option" in element)


def _element(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: object) -> Check:
    common = {"type": anything, "action_id": ID, "confirm": CONFIRM}
    return obj(required, {**common, **optional}, *rules)  # type: ignore[arg-type]


def _field(optional: Mapping[str, Check], required: Mapping[str, Check] | None = None, *rules: object) -> Check:
    return _element(required or {}, {"placeholder": plain(150), "focus_on_load": boolean, **optional}, *rules)


def _select(initial: Mapping[str, Check]) -> Check:
    lists = {"options": items(SELECT_OPTION, 1, 100), "option_groups": items(OPTION_GROUP, 1, 100)}
    return _field({**lists, **initial}, None, _one_kind_of_options, _initial_is_an_option)


def _choices(initial: Mapping[str, Check]) -> Check:
    options = {"options": items(CHOICE_OPTION, 1, 10)}
    return _element(options, {"focus_on_load": boolean, **initial}, _initial_is_an_option)


def _typed(low: int = 0) -> Mapping[str, Check]:
    lengths = {"min_length": integer(0, 3000), "max_length": integer(1, 3000)}
    dispatch = {"dispatch_action_config": obj({"trigger_actions_on": anything}, {})}
    return {**lengths, **dispatch, "initial_value": string(3000, low)}


ELEMENTS: Mapping[str, Check] = {
    "button": _element(
        {"text": plain(75)},
        {"value": string(2000), "url": string(3000), "style": STYLE, "accessibility_label": string(75)},
    ),
    "overflow": _element({"options": items(MENU_OPTION, 1, 5)}, {}),
    "image": obj(
        {"type": anything, "alt_text": string(2000)}, {"image_url": string(3000), "slack_file": SLACK_FILE}, one_picture
    ),
    "static_select": _select({"initial_option": SELECT_OPTION}),
    "multi_static_select": _select(
        {"initial_options": items(SELECT_OPTION, 1, 100), "max_selected_items": integer(1, 100)}
    ),
    "checkboxes": _choices({"initial_options": items(CHOICE_OPTION, 1, 10)}),
    "radio_buttons": _choices({"initial_option": CHOICE_OPTION}),
    "datepicker": _field({"initial_date": string(10, 10, DATE)}),
    "timepicker": _field({"initial_time": string(5, 5, TIME), "timezone": string(255)}),
    "users_select": _field({"initial_user": ID}),
    "multi_users_select": _field({"initial_users": items(ID, 0, 100), "max_selected_items": integer(1, 100)}),
    "plain_text_input": _field({**_typed(), "multiline": boolean}),
    "email_text_input": _field({**_typed(), "initial_value": string(3000)}),
    "url_text_input": _field({**_typed(), "initial_value": string(3000)}),
    "number_input": _field(
        {"min_value": string(32), "max_value": string(32), "initial_value": string(32)},
        {"is_decimal_allowed": boolean},
    ),
}
_PICKERS = ("static_select", "multi_static_select", "users_select", "multi_users_select", "datepicker", "timepicker")
_CHOICES = ("checkboxes", "radio_buttons")
_WRITTEN = ("plain_text_input", "email_text_input", "url_text_input", "number_input")


def _only(*types: str) -> Check:
    return variant({name: ELEMENTS[name] for name in types})


ACCESSORY = _only("button", "overflow", "image", *_PICKERS, *_CHOICES)
ACTION = _only("button", "overflow", *_PICKERS, *_CHOICES)
INPUT = _only(*_PICKERS, *_CHOICES, *_WRITTEN)
