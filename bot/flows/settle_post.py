"""A person says what became of a post nobody knows of: it is there, or it is to be posted again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.books import Books
from bot.errors import NotNowError
from bot.flows.desk import Desk, list_subject, note
from models.outbox import Card, OutboxItem, OutboxKind, OutboxState
from models.people import Role

_LINK = re.compile(r"/archives/(?P<channel>[A-Z0-9]+)/p(?P<seconds>\d{10})(?P<fraction>\d{6})(?:[?#].*)?$")


@dataclass(frozen=True, slots=True)
class OpenPost:
    """A post that is not in Slack, or of which nobody knows whether it is."""

    key: str
    channel: str
    state: OutboxState
    why: str


def open_posts(desk: Desk) -> tuple[OpenPost, ...]:
    """Every uncertain post, then every refused one that found no other home."""
    with desk.store.transaction() as books:
        uncertain = books.items_in(OutboxKind.POST, OutboxState.UNCERTAIN)
        failed = books.items_in(OutboxKind.POST, OutboxState.FAILED)
        failed = tuple(item for item in failed if books.item(f"elsewhere:{item.key}") is None)
    return tuple(OpenPost(one.key, one.payload["channel"], one.state, one.error) for one in (*uncertain, *failed))


def post_lines(books: Books) -> list[str]:
    """The sentence above finance leadership's list while a person has to look; empty otherwise."""
    found = books.items_in(OutboxKind.POST, OutboxState.UNCERTAIN)
    if not found:
        return []
    what = "One message" if len(found) == 1 else f"{len(found)} messages"
    return [f"{what} may or may not be in Slack. Ask the operator: “collections posts list” says where to look."]


def adopt_post(desk: Desk, key: str, *, link: str, by: str) -> None:
    """It is there: the message behind *link*, as Slack's “Copy link” gives it, is the card from now on.

    Raises:
        NotNowError: the post is not uncertain, or the link leads to no message of its channel.
    """
    with desk.store.transaction() as books:
        item = _uncertain(books, key)
        where = _LINK.search(link.strip())
        if where is None or where["channel"] != item.payload["channel"]:
            raise NotNowError(f"That is no link to a message in {item.payload['channel']}. Nothing was changed.")
        ts, notice = f"{where['seconds']}.{where['fraction']}", item.payload.get("notice", "")
        channel = where["channel"]
        _settle(desk, books, replace(item, state=OutboxState.DONE, external_id=ts), "post.adopted", by)
        card = Card(key=key, subject=item.subject, channel=channel, ts=ts, wanted=1, shown=0, notice=notice)
        books.add_card(card)


def post_again(desk: Desk, key: str, *, by: str) -> None:
    """It is not there: it is posted once more, without asking history.

    Raises:
        NotNowError: the post is not uncertain.
    """
    with desk.store.transaction() as books:
        item = replace(_uncertain(books, key), state=OutboxState.PLANNED, not_before=desk.clock.now())
        _settle(desk, books, replace(item, unknown_since=None), "post.again", by)


def _uncertain(books: Books, key: str) -> OutboxItem:
    item = books.item(key)
    if item is None or item.kind is not OutboxKind.POST or item.state is not OutboxState.UNCERTAIN:
        raise NotNowError(f"There is no uncertain post {key}. Nothing was changed.")
    return item


def _settle(desk: Desk, books: Books, item: OutboxItem, what: str, by: str) -> None:
    # One attempt more, so that whoever still holds the old one is fenced.
    books.save_item(replace(item, attempt=item.attempt + 1), attempt=item.attempt)
    note(books, desk.clock.now(), what, item.subject, by=by, channel=item.payload["channel"])
    books.redraw(list_subject(Role.FINANCE_LEADERSHIP.value, desk.office_day()))
