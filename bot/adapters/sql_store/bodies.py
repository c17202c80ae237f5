"""Frozen models to JSON and back, validated on the way in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import TypeAdapter

M = TypeVar("M")


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def dump(model: object) -> str:
    """The JSON of a model; `load` of it gives an equal one."""
    return _adapter(type(model)).dump_json(model).decode()


def brief(kind: type[M]) -> Callable[[M], str]:
    """A `dump` for many models of one kind: it leaves out the fields that are as they are by default."""
    to_json = _adapter(kind).serializer.to_json
    return lambda model: to_json(model, exclude_defaults=True).decode()


def load(kind: type[M], body: str) -> M:
    """The model a body was dumped from."""
    model: M = _adapter(kind).validate_json(body)
    return model


def dump_all(kind: type[M], models: tuple[M, ...]) -> str:
    """The JSON of several models of one kind, brief."""
    return _adapter(tuple[kind, ...]).serializer.to_json(models, exclude_defaults=True).decode()  # type: ignore[valid-type]


def load_all(kind: type[M], body: str) -> tuple[M, ...]:
    """The models `dump_all` wrote."""
    models: tuple[M, ...] = _adapter(tuple[kind, ...]).validate_json(body)  # type: ignore[valid-type]
    return models
