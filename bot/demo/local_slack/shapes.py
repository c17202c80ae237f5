"""A small language for the shape of Block Kit JSON; `checks` writes its tables in it.

A `Check` looks at one value and yields one sentence per problem, with the JSON pointer Slack adds to its own.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Json = dict[str, Any]
Check = Callable[[object, str], Iterator[str]]
#: A rule about a whole object that has already passed its shape.
Rule = Callable[[Json, str], Iterator[str]]


def problem(what: str, path: str) -> str:
    """Return *what* in the form of Slack's `response_metadata.messages`."""
    return f"[ERROR] {what} [json-pointer:{path}]"


def string(high: int, low: int = 1, pattern: str | None = None) -> Check:
    """Text of *low* to *high* characters that matches *pattern* as a whole."""

    def check(value: object, path: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must be a string", path)
        elif len(value) < low:
            yield problem(f"must be more than {low - 1} characters", path)
        elif len(value) > high:
            yield problem(f"must be less than {high + 1} characters", path)
        elif pattern and not re.fullmatch(pattern, value):
            yield problem(f"must match the pattern {pattern}", path)

    return check


def boolean(value: object, path: str) -> Iterator[str]:
    """True or false, not a word for it."""
    if not isinstance(value, bool):
        yield problem("must be a boolean", path)


def integer(low: int, high: int) -> Check:
    """A whole number in a closed range."""

    def check(value: object, path: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield problem("must be an integer", path)
        elif not low <= value <= high:
            yield problem(f"must be between {low} and {high}", path)

    return check


def one_of(*allowed: str) -> Check:
    """One of a few words."""

    def check(value: object, path: str) -> Iterator[str]:
        if value not in allowed:
            yield problem(f"must be one of: {', '.join(allowed)}", path)

    return check


def items(each: Check, low: int, high: int) -> Check:
    """A list of *low* to *high* values that all pass *each*."""

    def check(value: object, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must be an array", path)
            return
        if len(value) < low:
            yield problem(f"no fewer than {low} items allowed", path)
        if len(value) > high:
            yield problem(f"no more than {high} items allowed", path)
        for index, item in enumerate(value):
            yield from each(item, f"{path}/{index}")

    return check


def obj(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Rule) -> Check:
    """An object with these keys and no other; *rules* are asked only when its keys are right."""
    known = {**required, **optional}

    def check(value: object, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must be an object", path)
            return
        found = [problem(f"missing required field: {key}", path) for key in required if key not in value]
        found += [problem(f"invalid additional property: {key}", f"{path}/{key}") for key in value if key not in known]
        for key in value:
            found += known.get(key, anything)(value[key], f"{path}/{key}")
        for rule in () if found else rules:
            found += rule(value, path)
        yield from found

    return check


def variant(choices: Mapping[str, Check]) -> Check:
    """An object whose `type` chooses the check; a type that is not in *choices* is refused."""

    def check(value: object, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must be an object", path)
        elif "type" not in value:
            yield problem("missing required field: type", path)
        elif not isinstance(value["type"], str) or value["type"] not in choices:
            yield problem(f"unsupported type: {value['type']}", f"{path}/type")
        else:
            yield from choices[value["type"]](value, path)

    return check


def anything(_value: object, _path: str) -> Iterator[str]:
    """No rule."""
    yield from ()
