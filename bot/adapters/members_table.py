"""The people of config/policy.toml and where they are reached, checked."""

from __future__ import annotations

import re

from bot.adapters.leave_rows import read_leave
from bot.adapters.toml_table import TomlTable
from models.people import DECIDING, Role
from models.policy import ENGLISH_ONLY, Member, Policy

_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_USER = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL = re.compile(r"[CG][A-Z0-9]+")


def read_member(key: str, table: TomlTable) -> Member:
    """One person; raises MappingError."""
    if not _USER.fullmatch(key):
        raise table.wrong("", key, "is not a Slack user id; copy it from the person's Slack profile (U…).")
    member = Member(
        user_id=key,
        name=table.text("name"),
        email=read_address(table, "email"),
        roles=frozenset(read_role(table, "roles", value) for value in table.texts("roles")),
        channel=read_channel(table, "channel") if table.has("channel") else None,
        delegate=table.text("delegate") if table.has("delegate") else None,
        leave=read_leave(table),
        reads=_reads(table),
    )
    if not member.roles:
        raise table.wrong("roles", [], "must name at least one role; add one or remove this person.")
    table.finish()
    return member


def _reads(table: TomlTable) -> tuple[str, ...]:
    if not table.has("reads"):
        return ENGLISH_ONLY
    read = tuple(table.texts("reads"))
    if wrong := [each for each in read if not _LANGUAGE.fullmatch(each)]:
        raise table.wrong("reads", wrong[0], 'is not the code of a language; write two or three letters, like "de".')
    if not read:
        raise table.wrong("reads", [], "must name at least one language; add one, or take the line out for English.")
    return read


def read_role(table: TomlTable, key: str, value: str) -> Role:
    """The role *value* names; raises MappingError."""
    try:
        return Role(value)
    except ValueError:
        raise table.wrong(key, value, f"is not a role; use one of {', '.join(Role)}.") from None


def read_channel(table: TomlTable, key: str) -> str:
    """The Slack channel id under *key*; raises MappingError."""
    return _channel(table, key, table.text(key))


def read_channels(table: TomlTable, key: str) -> frozenset[str]:
    """The Slack channel ids listed under *key*; raises MappingError."""
    return frozenset(_channel(table, key, each) for each in table.texts(key))


def _channel(table: TomlTable, key: str, value: str) -> str:
    if not _CHANNEL.fullmatch(value):
        raise table.wrong(key, value, "is not a Slack channel id; copy it from the channel's details (C…).")
    return value


def check_members(top: TomlTable, policy: Policy) -> None:
    """That every decision finds somebody who is reached; raises MappingError."""
    for role in (Role.FINANCE_LEADERSHIP, Role.LEGAL, Role.FINANCE, Role.CUSTOMER_SUCCESS):
        if not any(role in member.roles for member in policy.members.values()):
            raise top.wrong(
                "members", role.value, "nobody holds this role, so nobody could decide; give it to somebody."
            )
    for member in policy.members.values():
        table = TomlTable(top.file, f"members.{member.user_id}", {})
        if member.delegate is not None and (member.delegate not in policy.members or member.delegate == member.user_id):
            raise table.wrong("delegate", member.delegate, "must be another person under [members]; correct it.")
        if member.delegate is not None and not policy.members[member.delegate].roles & DECIDING:
            raise table.wrong("delegate", member.delegate, "decides nothing as a controller; name another.")
        if member.roles == {Role.ACCOUNT_OWNER} and member.channel is None:
            raise table.wrong("channel", "(missing)", "an account owner needs a channel for their packets; name one.")


def read_address(table: TomlTable, key: str) -> str:
    """The mail address under *key*; raises MappingError."""
    value = table.text(key)
    if not _ADDRESS.fullmatch(value):
        raise table.wrong(key, value, 'is not one mail address; write one like "accounts@fennel.example".')
    return value
