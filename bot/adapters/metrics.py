"""Health as figures for Prometheus. The only home of prometheus_client. No label names a customer or a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from models.health import Health

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def exposition(look: Health) -> bytes:
    """*look* in the text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Look(look))
    return generate_latest(registry)


class _Look(Collector):
    def __init__(self, look: Health) -> None:
        self._look = look

    def collect(self) -> Iterable[GaugeMetricFamily]:
        return families(self._look)


def families(look: Health) -> Iterator[GaugeMetricFamily]:
    """Every metric there is; one without a sample is not known, as all but the first two are without the database."""
    yield _one("collections_red_reasons", "Reasons why somebody has something to do; 0 = all is well.", len(look.red))
    yield _one("collections_database_up", "1 = the database answers.", look.is_database_reachable)
    known = look.is_database_reachable
    yield _one("collections_mail_paused", "1 = a finance lead has stopped all mail.", look.is_paused if known else None)
    waited = (look.at - look.oldest_due).total_seconds() if look.oldest_due else 0
    yield _one(
        "collections_outbox_oldest_due_seconds", "How long the oldest due effect has waited.", waited if known else None
    )
    counts = {(kind.value, state.value): number for (kind, state), number in look.outbox.items()}
    yield _many("collections_outbox_rows", "Effects by kind and state.", ["kind", "state"], counts)
    ran = {(each.entity,): _midnight(each.last.day) for each in look.mornings if each.last}
    yield _many(
        "collections_last_morning_date_seconds", "Local date of the last morning, as midnight UTC.", ["entity"], ran
    )
    read = {(name,): (look.at - at).total_seconds() for name, at in look.sources.items()}
    yield _many("collections_source_age_seconds", "How long ago a source was read.", ["source"], read)
    yield _many(
        "collections_process_silent_seconds",
        "How long ago a process last said that it runs.",
        ["id", "role", "host"],
        {(each.id, each.role.value, each.host): _since(look, each.beat_at) for each in (*look.alive, *look.silent)},
    )
    yield _many(
        "collections_process_connected",
        "1 = Slack can reach the process.",
        ["id", "host"],
        {(each.id, each.host): each.is_connected for each in look.alive if each.is_connected is not None},
    )
    yield _many(
        "collections_process_delivered_seconds",
        "How long ago a process ended a round of deliveries.",
        ["id", "host"],
        {(each.id, each.host): _since(look, each.delivered_at) for each in look.alive if each.delivered_at},
    )


def _one(name: str, what: str, value: float | None) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, what, value=value)


def _many(name: str, what: str, labels: list[str], values: Mapping[Any, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, what, labels=labels)
    for named, value in sorted(values.items()):
        family.add_metric(list(named), value)
    return family


def _since(look: Health, at: datetime) -> float:
    return (look.at - at).total_seconds()


def _midnight(day: date) -> float:
    return datetime.combine(day, time(), UTC).timestamp()
