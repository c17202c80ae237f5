"""Whether whoever put their name to a mail may still do so, asked of Slack when the mail is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.books import Books
from bot.flows.desk import Desk
from bot.ports import Directory
from bot.stages.account_owner import gone_words
from bot.stages.authority import may
from models.lifecycle import PacketEvent
from models.packet_record import PacketRecord
from models.people import Colleague, Person
from models.signing import valid


def ask_about_names(desk: Desk, directory: Directory, packet_id: str) -> Mapping[str, Colleague] | None:
    """Who approved and signed the packet's mail, as Slack knows them now; None = it did not say of all of them.

    Call it outside a transaction: Slack may take its time.
    """
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
    wanted = _names(record)
    found = directory.colleagues(wanted, desk.today(record.packet.entity)) if wanted else {}
    return found if found.keys() >= set(wanted) else None


def is_about(record: PacketRecord, asked: Mapping[str, Colleague]) -> bool:
    """Whether everybody whose name is on the mail now is among those who were asked about."""
    return asked.keys() >= set(_names(record))


def _names(record: PacketRecord) -> tuple[str, ...]:
    if record.approval is None:
        return ()
    return tuple(dict.fromkeys((record.approval.by_id, *(each.by_id for each in valid(record)))))


def names_barred(desk: Desk, record: PacketRecord, asked: Mapping[str, Colleague]) -> tuple[str, ...]:
    """Why the mail must not leave on these names, a sentence each; empty = they still count."""
    told = [f"{gone_words(one, desk.policy)} since this was approved." for one in asked.values() if one.inactive]
    if told or record.approval is None:
        return tuple(told)
    member = desk.policy.members.get(record.approval.by_id)
    if member is not None:
        person = Person(team_id="", user_id=member.user_id, name=member.name, roles=member.roles)
        if may(record, PacketEvent.APPROVE, person, desk.policy):
            return ()
    return (f"{record.approval.by_name}, who approved it, may not decide it.",)


def remember_gone(books: Books, asked: Mapping[str, Colleague]) -> None:
    """Let the roster of this morning know at once, so that the packet goes to somebody who is here."""
    gone = {user_id: one for user_id, one in asked.items() if one.inactive}
    if gone:
        roster = books.roster()
        books.keep_roster(replace(roster, colleagues={**roster.colleagues, **gone}))
