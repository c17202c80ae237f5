"""config/policy.toml → Policy, checked whole before anything starts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import time, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.adapters.toml_table import TomlTable, open_toml
from models.money import Money, money
from models.people import DECIDING, Role
from models.policy import Entity, Member, Policy

_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_USER = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL = re.compile(r"[CG][A-Z0-9]+")
_HASH_DIGITS = 12


def load_policy(path: Path) -> Policy:
    """Read and check the policy file.

    Raises:
        MappingError: the file, table, key and value that are wrong, and what to do.
    """
    content, top = open_toml(path)
    members = {key: _member(key, table) for key, table in top.table("members").tables().items()}
    channels = _channels(top.table("channels"))
    strategic, ordinary = _tiers(top.table("tiers"))
    limits = top.table("limits")
    policy = Policy(
        hash=hashlib.sha256(content).hexdigest()[:_HASH_DIGITS],
        entities=_entities(top),
        members=members,
        channels=channels,
        fallback_owner=_fallback(top, members),
        strategic_tiers=strategic,
        ordinary_tiers=ordinary,
        go_live=top.day("go_live"),
        morning_at=top.moment("morning_at", time(6, 0)),
        max_cards_per_day=limits.number("max_cards_per_day", 12, least=1, most=200),
        contact_cap_days=limits.number("contact_cap_working_days", 5, least=1, most=60),
        renewal_days=limits.number("renewal_days", 90, least=90, most=730),
        promise_grace_days=limits.number("promise_grace_working_days", 2, least=0, most=10),
        undo_window=timedelta(seconds=limits.number("undo_window_seconds", 300, least=0, most=86_400)),
        approval_valid=timedelta(hours=limits.number("approval_valid_hours", 48, least=1, most=168)),
        dispute_hours=limits.number("dispute_hours", 4, least=1, most=72),
        drop_limit=limits.number("drop_limit_percent", 20, least=0, most=99),
        drop_limits=_drop_limits(top),
        tolerance=_tolerance(top.table("tolerance")),
        holidays=top.table("calendar").days("holidays"),
    )
    limits.finish()
    top.finish()
    _everyone_reachable(top, policy)
    return policy


def _drop_limits(top: TomlTable) -> Mapping[str, int]:
    if not top.has("drop_limits"):
        return {}
    table = top.table("drop_limits")
    return {source: table.number(source, 0, least=0, most=100) for source in table.keys()}  # noqa: SIM118


def _entities(top: TomlTable) -> Mapping[str, Entity]:
    found = {key: _entity(key, table) for key, table in top.table("entities").tables().items()}
    if not found:
        raise top.wrong("entities", "(empty)", "at least one billing entity is required; add [entities.<id>].")
    return found


def _entity(key: str, table: TomlTable) -> Entity:
    zone = table.text("timezone")
    if not _zone_exists(zone):
        raise table.wrong("timezone", zone, 'is not an IANA time zone; write one like "Europe/Dublin".')
    entity = Entity(
        id=key,
        name=table.text("name"),
        timezone=zone,
        mail_from=_address(table, "mail_from"),
        reply_to=_address(table, "reply_to"),
    )
    table.finish()
    return entity


def _zone_exists(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _member(key: str, table: TomlTable) -> Member:
    if not _USER.fullmatch(key):
        raise table.wrong("", key, "is not a Slack user id; copy it from the person's Slack profile (U…).")
    member = Member(
        user_id=key,
        name=table.text("name"),
        email=_address(table, "email"),
        roles=frozenset(_role(table, "roles", value) for value in table.texts("roles")),
        channel=_channel(table, "channel") if table.has("channel") else None,
        delegate=table.text("delegate") if table.has("delegate") else None,
    )
    if not member.roles:
        raise table.wrong("roles", [], "must name at least one role; add one or remove this person.")
    table.finish()
    return member


def _role(table: TomlTable, key: str, value: str) -> Role:
    try:
        return Role(value)
    except ValueError:
        raise table.wrong(key, value, f"is not a role; use one of {', '.join(Role)}.") from None


def _channels(table: TomlTable) -> Mapping[Role, str]:
    found = {_role(table, key, key): _channel(table, key) for key in table.keys()}  # noqa: SIM118
    for role in Role:
        if role in DECIDING and role is not Role.ACCOUNT_OWNER and role not in found:
            raise table.wrong(role.value, "(missing)", "has no channel, so its cards would go nowhere; name one.")
    return found


def _tiers(table: TomlTable) -> tuple[frozenset[str], frozenset[str]]:
    strategic, ordinary = (
        frozenset(tier.strip().casefold() for tier in table.texts(key)) for key in ("strategic", "ordinary")
    )
    table.finish()
    if not strategic:
        step = "a strategic account is never left to the routine; name at least one tier."
        raise table.wrong("strategic", [], step)
    if both := sorted(strategic & ordinary):
        raise table.wrong("ordinary", both, "is also strategic, and strategic wins; remove it from one list.")
    return strategic, ordinary


def _fallback(top: TomlTable, members: Mapping[str, Member]) -> str:
    user_id = top.text("fallback_owner")
    if user_id not in members:
        raise top.wrong("fallback_owner", user_id, "is not under [members]; name somebody who is.")
    return user_id


def _tolerance(table: TomlTable) -> Mapping[str, Money]:
    found = {}
    for currency in table.keys():  # noqa: SIM118
        written = table.text(currency)
        try:
            found[currency] = money(Decimal(written), currency)
        except (InvalidOperation, ValueError):
            step = 'must be an ISO 4217 code and an amount in quotes, like EUR = "1.00"; correct it.'
            raise table.wrong(currency, written, step) from None
        if found[currency].minor < 0:
            raise table.wrong(currency, written, "must not be negative; correct it.")
    return found


def _address(table: TomlTable, key: str) -> str:
    value = table.text(key)
    if not _ADDRESS.fullmatch(value):
        raise table.wrong(key, value, 'is not one mail address; write one like "accounts@fennel.example".')
    return value


def _channel(table: TomlTable, key: str) -> str:
    value = table.text(key)
    if not _CHANNEL.fullmatch(value):
        raise table.wrong(key, value, "is not a Slack channel id; copy it from the channel's details (C…).")
    return value


def _everyone_reachable(top: TomlTable, policy: Policy) -> None:
    for role in (Role.FINANCE_LEADERSHIP, Role.LEGAL, Role.FINANCE, Role.CUSTOMER_SUCCESS):
        if not any(role in member.roles for member in policy.members.values()):
            raise top.wrong(
                "members", role.value, "nobody holds this role, so nobody could decide; give it to somebody."
            )
    for member in policy.members.values():
        table = TomlTable(top.file, f"members.{member.user_id}", {})
        if member.delegate is not None and (member.delegate not in policy.members or member.delegate == member.user_id):
            raise table.wrong("delegate", member.delegate, "must be another person under [members]; correct it.")
        if member.roles == {Role.ACCOUNT_OWNER} and member.channel is None:
            raise table.wrong("channel", "(missing)", "an account owner needs a channel for their packets; name one.")
