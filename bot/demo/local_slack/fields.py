"""What a person has filled in: the state Slack sends of selects, inputs and pickers.

A *typed* value is what a person does, not what Slack sends: text, a date, a user id, an option's value, or a list of
these. The state built from it has Slack's shape.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.demo.local_slack.checks import elements_in
from bot.demo.local_slack.elements import DATE, TIME, options_of
from bot.demo.local_slack.workspace import Json

#: (block_id, action_id) -> what the person typed or picked; None is "emptied".
Typed = Mapping[tuple[str, str], object]


@dataclass(frozen=True)
class Field:
    """Where a kind of element keeps its value, and what the value is made of."""

    state: str
    initial: str
    options: bool = False
    many: bool = False


FIELDS: Mapping[str, Field] = {
    "plain_text_input": Field("value", "initial_value"),
    "email_text_input": Field("value", "initial_value"),
    "url_text_input": Field("value", "initial_value"),
    "number_input": Field("value", "initial_value"),
    "static_select": Field("selected_option", "initial_option", options=True),
    "radio_buttons": Field("selected_option", "initial_option", options=True),
    "checkboxes": Field("selected_options", "initial_options", options=True, many=True),
    "multi_static_select": Field("selected_options", "initial_options", options=True, many=True),
    "datepicker": Field("selected_date", "initial_date"),
    "timepicker": Field("selected_time", "initial_time"),
    "users_select": Field("selected_user", "initial_user"),
    "multi_users_select": Field("selected_users", "initial_users", many=True),
}
_FORMATS = {"datepicker": (DATE, "a date such as 2026-03-31"), "timepicker": (TIME, "a time such as 09:30")}


def fields_in(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield (block, element) for everything in *blocks* that holds a value."""
    for block in blocks:
        for element in elements_in(block):
            if element["type"] in FIELDS:
                yield block, element


def initial(element: Json) -> object:
    """Return the typed value *element* starts with."""
    field = FIELDS[element["type"]]
    value = element.get(field.initial)
    if field.options and value:
        return [option["value"] for option in value] if field.many else value["value"]
    return value


def state(element: Json, value: object) -> Json:
    """Return Slack's state of *element* when it holds *value*.

    Raises:
        LookupError: *value* is not one of the element's options.
    """
    field = FIELDS[element["type"]]
    if field.many:
        picked: object = [_option(element, one) if field.options else one for one in _listed(value)]
    else:
        picked = _option(element, value) if field.options and value else (value or None)
    return {"type": element["type"], field.state: picked}


def _listed(value: object) -> list[object]:
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple | set | frozenset) else [value]


def _option(element: Json, value: object) -> Json:
    for option in options_of(element):
        if option["value"] == value:
            return option
    raise LookupError(f"{element['action_id']} has no option {value!r}")


def values(blocks: list[Json], typed: Typed) -> Json:
    """Return `state.values` of *blocks*; a field nobody touched has its initial value."""
    found: Json = {}
    for block, element in fields_in(blocks):
        key = (block["block_id"], element["action_id"])
        value = typed[key] if key in typed else initial(element)
        found.setdefault(key[0], {})[key[1]] = state(element, value)
    return found


def complaints(blocks: list[Json], typed: Typed) -> dict[str, str]:
    """Return block_id -> what Slack itself would object to before it asks the app."""
    found: dict[str, str] = {}
    for block, element in fields_in(blocks):
        if block["type"] != "input":
            continue
        key = (block["block_id"], element["action_id"])
        value = typed[key] if key in typed else initial(element)
        fault = _fault(block, element, value)
        if fault:
            found[block["block_id"]] = fault
    return found


def _fault(block: Json, element: Json, value: object) -> str:
    if value is None or value in ("", []):
        return "" if block.get("optional") else "This field is required."
    if element["type"] in _FORMATS and not re.fullmatch(_FORMATS[element["type"]][0], str(value)):
        return f"Enter {_FORMATS[element['type']][1]}."
    if element["type"] == "number_input":
        return _number_fault(element, str(value))
    if isinstance(value, str) and FIELDS[element["type"]].state == "value":
        return _length_fault(element, value)
    return ""


def _length_fault(element: Json, value: str) -> str:
    if len(value) < element.get("min_length", 0):
        return f"Enter at least {element['min_length']} characters."
    longest = element.get("max_length", 3000)
    return f"Enter at most {longest} characters." if len(value) > longest else ""


def _number_fault(element: Json, value: str) -> str:
    if not re.fullmatch(r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+", value):
        return "Enter a number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Enter {element['min_value']} or more."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Enter {element['max_value']} or less."
    return ""
