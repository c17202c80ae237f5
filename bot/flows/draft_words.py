"""Let a language model choose the words of today's drafts, before anything is written and outside every transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from bot.books import Books
from bot.errors import ModelError
from bot.flows.desk import Desk
from bot.flows.note_model import note_model
from bot.flows.situation import menu_for, outside_pilot, past_due_keys, situation
from bot.ports import Drafter
from bot.stages.menu import Menu, choice_of, why_refused
from bot.stages.sorting import standing_path
from models.gate import GateEffect
from models.ledger import AccountLedger
from models.lifecycle import PacketState
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.word_choice import DraftWords, ModelAnswer, WordChoice

_NOT_THE_SCHEMA = "its answer was not of the schema"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message to be worded."""

    account_id: str
    menu: Menu


def draft_words(desk: Desk, day: date, entities: Collection[str] | None = None) -> None:
    """Put the menu of every draft that *entities* (None = all) will write today to the model, within its budget.

    What it chose from the same menu before is used again and not asked for. Nothing happens without a model, and
    nothing is raised: what has no choice is written in the usual words, and the card says why.
    """
    if desk.drafter is None:
        return
    ours = desk.policy.entities.keys() if entities is None else desk.policy.entities.keys() & set(entities)
    waiting = list(_waiting(desk, desk.drafter, day, ours))
    if not waiting:
        return
    failures: Counter[str] = Counter()
    tokens = 0
    for each, answer in zip(waiting, desk.drafter.choose([each.menu.told() for each in waiting]), strict=True):
        choice, why = _checked(answer, each.menu)
        spent = answer.tokens if isinstance(answer, ModelAnswer) else None
        tokens += spent or 0
        failures.update([why] if why else [])
        _keep(desk, desk.drafter, each, choice, why, spent)
    note_model(
        desk,
        "model.worded",
        desk.drafter.name,
        failures,
        worded=len(waiting) - failures.total(),
        usual=failures.total(),
        tokens=tokens,
    )


def _checked(answer: ModelAnswer | ModelError, menu: Menu) -> tuple[WordChoice | None, str]:
    if isinstance(answer, ModelError):
        return None, answer.why
    choice = choice_of(answer.said)
    if choice is None:
        return None, _NOT_THE_SCHEMA
    why = why_refused(choice, menu)
    return (None, why) if why else (choice, "")


def _keep(
    desk: Desk, drafter: Drafter, waiting: Waiting, choice: WordChoice | None, why: str, tokens: int | None
) -> None:
    words = DraftWords(
        account_id=waiting.account_id,
        digest=waiting.menu.digest(),
        drafter=drafter.name,
        choice=choice,
        why=why,
        tokens=tokens,
        asked_at=desk.clock.now(),
    )
    with desk.store.transaction() as books:
        books.keep_draft_words(words)


# ── which drafts ──────────────────────────────────────────────────────────────────────────────────


def _waiting(desk: Desk, drafter: Drafter, day: date, entities: Collection[str]) -> Iterator[Waiting]:
    with desk.store.transaction() as books:
        accounts = books.account_ids()
    for account_id in accounts:
        with desk.store.transaction() as books:
            menus = list(_menus(desk, books, account_id, day, entities))
            kept = books.draft_words(account_id)
        chosen = {words.digest for words in kept if words.choice and words.drafter == drafter.name}
        yield from (
            Waiting(account_id, menu)
            for menu in {each.digest(): each for each in menus}.values()
            if menu.digest() not in chosen
        )


def _menus(desk: Desk, books: Books, account_id: str, day: date, entities: Collection[str]) -> Iterator[Menu]:
    """One for each message that the day will write anew; what is not touched today is not worded either."""
    ledger = books.account_ledger(account_id)
    if ledger is None:
        return
    live = {(record.packet.entity, record.packet.currency): record for record in books.live_packets(account_id)}
    for entity, currency in sorted(past_due_keys(ledger, day)):
        if entity not in entities:
            continue
        record = live.get((entity, currency))
        packet = _to_write(desk, books, ledger, (entity, currency), record, day)
        path = standing_path(record.path, packet) if record and packet else None
        menu = menu_for(desk, packet, path) if packet else None
        if menu is not None:
            yield menu


def _to_write(
    desk: Desk, books: Books, ledger: AccountLedger, key: tuple[str, str], record: PacketRecord | None, day: date
) -> FollowUpPacket | None:
    """The packet of today, where it gets a new draft of ours; None = it stays as it is, or a person's words do."""
    if record is not None and (record.state not in _REWRITTEN or (record.draft and record.draft.edited_by)):
        return None
    if outside_pilot(desk, books, ledger, entity=key[0], as_of=day):
        return None
    path = record.path if record else None
    packet = situation(desk, books, ledger, entity=key[0], currency=key[1], as_of=day, path=path)
    if record is not None and record.packet.digest() == packet.digest():
        return None
    return None if packet.gated(GateEffect.NO_PACKET) else packet


_REWRITTEN = frozenset({PacketState.PREPARED, PacketState.POSTED})
