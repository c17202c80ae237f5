"""config/policy.toml → Policy, checked whole before anything starts."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import time, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.adapters.labels_table import read_labels
from bot.adapters.may_table import read_may
from bot.adapters.members_table import check_members, read_address, read_channel, read_channels, read_member, read_role
from bot.adapters.pilot_table import read_pilot
from bot.adapters.retention_table import read_retention
from bot.adapters.sending_table import read_sending
from bot.adapters.sla_table import read_business_hours, read_sla
from bot.adapters.toml_table import TomlTable, open_toml
from models.ledger import RecordKind
from models.money import Money, money
from models.people import DECIDING, Role
from models.policy import LEAST_REQUIRED, ApprovalLimits, Cadence, Entity, Member, Policy, SignOff
from models.signature import SignatureRules

_HASH_DIGITS = 12
#: Days past due.
_LATEST_FIRST_PACKET = 3
#: Working days; further behind than four weeks a source is not late but lost.
_MOST_BEHIND = 20


def load_policy(path: Path) -> Policy:
    """Read and check the policy file.

    Raises:
        MappingError: the file, table, key and value that are wrong, and what to do.
    """
    content, top = open_toml(path)
    members = {key: read_member(key, table) for key, table in top.table("members").tables().items()}
    public_allowed, channels = _channels(top.table("channels"))
    strategic, ordinary = _tiers(top.table("tiers"))
    limits = top.table("limits")
    entities = _entities(top)
    policy = Policy(
        hash=hashlib.sha256(content).hexdigest()[:_HASH_DIGITS],
        sections=_sections(content),
        entities=entities,
        members=members,
        channels=channels,
        public_allowed=public_allowed,
        fallback_owner=_fallback(top, members),
        strategic_tiers=strategic,
        ordinary_tiers=ordinary,
        go_live=top.day("go_live"),
        morning_at=top.moment("morning_at", time(6, 0)),
        morning_until=_morning_until(top),
        max_cards_per_day=limits.number("max_cards_per_day", 12, least=1, most=200),
        cadence=_cadence(top),
        contact_cap_days=limits.number("contact_cap_working_days", 5, least=1, most=60),
        confirmation_days=_confirmation_days(limits),
        renewal_days=limits.number("renewal_days", 90, least=90, most=730),
        promise_grace_days=limits.number("promise_grace_working_days", 2, least=0, most=10),
        undo_window=timedelta(seconds=limits.number("undo_window_seconds", 300, least=0, most=86_400)),
        batch_undo_window=timedelta(seconds=limits.number("batch_undo_window_seconds", 120, least=0, most=86_400)),
        approval_valid=timedelta(hours=limits.number("approval_valid_hours", 48, least=1, most=168)),
        approval_limits=ApprovalLimits(
            per_hour=limits.number("approvals_per_hour", 60, least=1, most=1_000),
            value_per_day=_amounts_of(limits, "approved_value_per_day"),
        ),
        confidence_percent=limits.number("confidence_sample_percent", 20, least=0, most=100),
        sla=read_sla(top),
        sending=read_sending(top),
        attachments_bytes=limits.number("attachments_megabytes", 10, least=0, most=25) * 1_000_000,
        drop_limit=limits.number("drop_limit_percent", 20, least=0, most=99),
        drop_limits=_per_source(top, "drop_limits", most=100),
        required=_required(top),
        freshness_days=limits.number("freshness_working_days", 2, least=0, most=_MOST_BEHIND),
        freshness=_per_source(top, "freshness", most=_MOST_BEHIND),
        not_connected=_not_connected(top, members),
        pilot=read_pilot(top, entities=entities, tiers=strategic | ordinary),
        tolerance=_amounts(top.table("tolerance")),
        retention=read_retention(top),
        signatures=_signatures(top),
        may=read_may(top),
        labels=read_labels(top),
        holidays=top.table("calendar").days("holidays"),
    )
    limits.finish()
    top.finish()
    check_members(top, policy)
    return policy


def _morning_until(top: TomlTable) -> time:
    until = top.moment("morning_until", time(18, 0))
    if until <= (begins := top.moment("morning_at", time(6, 0))):
        raise top.wrong("morning_until", until, f"must be after morning_at ({begins}); correct one of them.")
    return until


def _sections(content: bytes) -> Mapping[str, str]:
    tables: dict[str, dict[str, object]] = {"": {}}
    for key, value in tomllib.loads(content.decode()).items():
        if isinstance(value, dict):
            tables[key] = value
        else:
            tables[""][key] = value
    return {name: hashlib.sha256(repr(table).encode()).hexdigest()[:_HASH_DIGITS] for name, table in tables.items()}


def _cadence(top: TomlTable) -> Cadence:
    if not top.has("cadence"):
        return Cadence()
    table = top.table("cadence")
    first = table.number("first_packet_days", 3, least=1, most=60)
    if first > _LATEST_FIRST_PACKET:
        step = "an account first hears from us by day 3 past due, while asking is still easy; write 1, 2 or 3."
        raise table.wrong("first_packet_days", first, step)
    grace = table.number("invoice_grace_days", min(2, first - 1), least=0, most=60)
    if grace >= first:
        step = f"must be less than first_packet_days ({first}), or the first packet asks for nothing; lower it."
        raise table.wrong("invoice_grace_days", grace, step)
    cadence = Cadence(
        first_packet_days=first,
        invoice_grace_days=grace,
        delivered_min_days=table.number("delivered_min_days", 7, least=0, most=30),
        last_step=table.number("last_step", 3, least=1, most=6),
    )
    table.finish()
    return cadence


def _confirmation_days(limits: TomlTable) -> int | None:
    key = "contact_confirmation_days"
    return limits.number(key, 0, least=1, most=3_650) if limits.has(key) else None


def _per_source(top: TomlTable, key: str, *, most: int) -> Mapping[str, int]:
    if not top.has(key):
        return {}
    table = top.table(key)
    return {source: table.number(source, 0, least=0, most=most) for source in table.keys()}  # noqa: SIM118


def _required(top: TomlTable) -> frozenset[RecordKind]:
    if not top.has("facts"):
        return LEAST_REQUIRED
    table = top.table("facts")
    required = frozenset(_kind(table, "required", written) for written in table.texts("required"))
    table.finish()
    if left_out := sorted(LEAST_REQUIRED - required):
        step = f"must have {', '.join(left_out)}: nothing is decided without them; add what is missing."
        raise table.wrong("required", sorted(required), step)
    return required


def _kind(table: TomlTable, key: str, written: str) -> RecordKind:
    try:
        return RecordKind(written)
    except ValueError:
        raise table.wrong(key, written, f"is not a kind of source; use one of {', '.join(RecordKind)}.") from None


def _not_connected(top: TomlTable, members: Mapping[str, Member]) -> Mapping[RecordKind, SignOff]:
    if not top.has("not_connected"):
        return {}
    found = top.table("not_connected")
    return {_kind(found, name, name): _sign_off(table, members) for name, table in found.tables().items()}


def _sign_off(table: TomlTable, members: Mapping[str, Member]) -> SignOff:
    user_id = table.text("by")
    member = members.get(user_id)
    if member is None or Role.FINANCE_LEADERSHIP not in member.roles:
        step = f"must be somebody under [members] with the role {Role.FINANCE_LEADERSHIP}; let a finance lead sign it."
        raise table.wrong("by", user_id, step)
    signed = SignOff(by=member, on=table.day("on"), because=table.text("because"))
    table.finish()
    return signed


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
        mail_from=read_address(table, "mail_from"),
        reply_to=read_address(table, "reply_to"),
        details_on_invoice=table.flag("details_on_invoice", default=False),
        business_hours=read_business_hours(table),
        holidays=table.days("holidays") if table.has("holidays") else frozenset(),
    )
    table.finish()
    return entity


def _zone_exists(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _channels(table: TomlTable) -> tuple[frozenset[str], Mapping[Role, str]]:
    public = read_channels(table, "public_allowed") if table.has("public_allowed") else frozenset()
    found = {read_role(table, key, key): read_channel(table, key) for key in table.keys()}  # noqa: SIM118
    for role in Role:
        if role in DECIDING and role is not Role.ACCOUNT_OWNER and role not in found:
            raise table.wrong(role.value, "(missing)", "has no channel, so its cards would go nowhere; name one.")
    return public, found


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
    if not members[user_id].roles & DECIDING:
        raise top.wrong("fallback_owner", user_id, "decides nothing as a controller; name somebody who decides.")
    return user_id


def _signatures(top: TomlTable) -> SignatureRules:
    if not top.has("signatures"):
        return SignatureRules()
    table = top.table("signatures")
    rules = SignatureRules(
        executive_review=table.flag("executive_review", default=True),
        above=_amounts_of(table, "above"),
        new_recipient=table.flag("new_recipient", default=False),
        edits=table.flag("edits", default=False),
    )
    table.finish()
    return rules


def _amounts_of(table: TomlTable, key: str) -> Mapping[str, Money]:
    return _amounts(table.table(key)) if table.has(key) else {}


def _amounts(table: TomlTable) -> Mapping[str, Money]:
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
