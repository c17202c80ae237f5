"""A person says what became of a post nobody knows of: it is there, or it is to be posted again."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace

from bot.books import Books
from bot.errors import NotAllowedError, NotFoundError, NotNowError, WrongFieldError
from bot.flows.desk import Desk, list_subject, note
from bot.flows.dispute_rows import role_name
from bot.flows.remind import SLA
from models.controls import Field
from models.outbox import Card, OpenPost, OutboxItem, OutboxKind, OutboxState
from models.people import Person, Role

_LINK = re.compile(r"/archives/(?P<channel>[A-Z0-9]+)/p(?P<seconds>\d{10})(?P<fraction>\d{6})(?:[?#].*)?$")


def open_posts(desk: Desk) -> tuple[OpenPost, ...]:
    """Every uncertain post, then every refused one that found no other home."""
    with desk.store.transaction() as books:
        uncertain = books.items_in(OutboxKind.POST, OutboxState.UNCERTAIN)
        failed = books.items_in(OutboxKind.POST, OutboxState.FAILED)
        failed = tuple(item for item in failed if books.item(f"elsewhere:{item.key}") is None)
        return tuple(_open(desk, books, item) for item in (*uncertain, *failed))


def unsettled_post(desk: Desk, key: str, *, person: Person) -> OpenPost:
    """The uncertain post that *person* wants to settle.

    Raises:
        NotAllowedError: they are no finance lead.
        NotNowError: the post is not uncertain.
    """
    _require_lead(person)
    with desk.store.transaction() as books:
        return _open(desk, books, _uncertain(books, key))


def post_lines(books: Books) -> list[str]:
    """The sentence above finance leadership's list while a person has to look; empty otherwise."""
    found = _unsettled(books)
    if not found:
        return []
    what = "One message" if len(found) == 1 else f"{len(found)} messages"
    return [f"{what} may or may not be in Slack. Settle… says where to look."]


def first_unsettled(books: Books) -> str:
    """The key of the oldest uncertain post; "" = there is none."""
    return next((item.key for item in _unsettled(books)), "")


def place_behind(link: str) -> tuple[str, str] | None:
    """The channel and the ts of the message a link leads to; None = it leads to none."""
    where = _LINK.search(link.strip())
    return (where["channel"], f"{where['seconds']}.{where['fraction']}") if where else None


def adopt_post(desk: Desk, key: str, *, link: str, by: str | Person, stands: str | None = None) -> None:
    """It is there: the message behind *link*, as Slack's “Copy link” gives it, is the card from now on.

    *by* is the operator's name, or who pressed. *stands* is the key of our message that Slack has there, "" where it
    has none; None = Slack was not asked, or did not say.

    Raises:
        NotAllowedError: who pressed is no finance lead.
        NotNowError: the post is not uncertain.
        WrongFieldError: the link leads to no message of its channel, or to another one than this.
    """
    _require_lead(by)
    with desk.store.transaction() as books:
        item = _uncertain(books, key)
        place, home = place_behind(link), item.payload["channel"]
        if place is None or place[0] != home:
            raise WrongFieldError(Field.LINK, f"That is no link to a message in {home}. Nothing was changed.")
        if stands is not None and stands != key:
            raise WrongFieldError(Field.LINK, "Slack says that the link leads to another message. Nothing was changed.")
        (channel, ts), notice = place, item.payload.get("notice", "")
        _settle(desk, books, replace(item, state=OutboxState.DONE, external_id=ts), "post.adopted", by)
        card = Card(key=key, subject=item.subject, channel=channel, ts=ts, wanted=1, shown=0, notice=notice)
        books.add_card(card)


def post_again(desk: Desk, key: str, *, by: str | Person) -> None:
    """It is not there: it is posted once more, without asking history.

    Raises:
        NotAllowedError, NotNowError: as of `adopt_post`.
    """
    _require_lead(by)
    with desk.store.transaction() as books:
        item = replace(_uncertain(books, key), state=OutboxState.PLANNED, not_before=desk.clock.now())
        _settle(desk, books, replace(item, unknown_since=None), "post.again", by)


def _require_lead(by: str | Person) -> None:
    if isinstance(by, Person) and (by.barred or not by.is_finance_lead):
        raise NotAllowedError("Only a finance lead may settle a message. Nothing was changed.")


def _unsettled(books: Books) -> tuple[OutboxItem, ...]:
    return books.items_in(OutboxKind.POST, OutboxState.UNCERTAIN)


def _open(desk: Desk, books: Books, item: OutboxItem) -> OpenPost:
    return OpenPost(
        key=item.key,
        channel=item.payload["channel"],
        state=item.state,
        why=item.error,
        subject=item.subject,
        name=_name(desk, books, item.subject.removeprefix(f"{SLA}:")),
        since=item.unknown_since or item.not_before,
    )


def _name(desk: Desk, books: Books, subject: str) -> str:
    kind, _, rest = subject.partition(":")
    with suppress(NotFoundError):
        if kind in ("packet", "sign"):
            account = books.packet(rest).packet.account
            return account.name or account.id
        if kind in ("dispute", "question", "outcome"):
            dispute = books.dispute(rest)
            return dispute.account_name or dispute.account_id
    if kind == "list":
        reader = rest.partition(":")[0]
        member = desk.policy.members.get(reader)
        return member.name if member else role_name(Role(reader)) if reader in set(Role) else reader
    return ""


def _uncertain(books: Books, key: str) -> OutboxItem:
    item = books.item(key)
    if item is None or item.kind is not OutboxKind.POST or item.state is not OutboxState.UNCERTAIN:
        raise NotNowError(f"There is no uncertain post {key}. Nothing was changed.")
    return item


def _settle(desk: Desk, books: Books, item: OutboxItem, what: str, by: str | Person) -> None:
    # One attempt more, so that whoever still holds the old one is fenced.
    books.save_item(replace(item, attempt=item.attempt + 1), attempt=item.attempt)
    who, name = (by, by.name) if isinstance(by, Person) else (None, by)
    note(books, desk.clock.now(), what, item.subject, person=who, by=name, channel=item.payload["channel"])
    books.redraw(list_subject(Role.FINANCE_LEADERSHIP.value, desk.office_day()))
