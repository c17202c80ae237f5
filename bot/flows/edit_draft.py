"""Edit: a person's words, invoices, recipients, step and tone, stored and audited in one transaction, or refused."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import NotNowError
from bot.flows.desk import Desk, keep
from bot.flows.renew import with_altered
from bot.flows.situation import review, write_draft
from bot.stages import decide
from bot.stages.decide import Press
from bot.stages.draft import with_edits
from bot.stages.origin import by_person
from bot.stages.picks import addressees, manners, picked
from models.choices import Choices
from models.draft import ASKS_NOTHING, NO_PICKS, Draft, Finding, Picks
from models.drafting import EditCode
from models.packet_record import PacketRecord
from models.people import Person


def choices(desk: Desk, record: PacketRecord) -> Choices:
    """What a person may pick for the draft of this packet."""
    play = record.draft.play if record.draft else None
    found = manners(record.packet, play, record.path, desk.policy) if play else ()
    return Choices(addressees=addressees(record.packet), manners=found)


def compose_for(
    desk: Desk, record: PacketRecord, invoices: frozenset[str] | None, chosen: Picks | None = None
) -> tuple[Draft, tuple[Finding, ...]]:
    """The bank's text for some of the packet's lines, as a person picked it; *chosen* None = as it was picked before.

    Raises:
        NotNowError: nothing is ticked, or the reason allows no draft.
        NotAllowedError: see stages.picks.picked.
    """
    names_none = record.draft is not None and record.draft.play in ASKS_NOTHING
    if names_none:
        invoices = None
    elif invoices is not None and not invoices & {item.invoice.number for item in record.packet.items}:
        raise NotNowError("Leave at least one invoice ticked.")
    picks = record.draft.picks if record.draft else NO_PICKS
    if chosen is not None:
        picks = picked(record.packet, record.path, desk.policy, chosen)
    draft, findings = write_draft(desk, record.packet, record.path, invoices, picks, record.correction)
    if draft is None:
        raise NotNowError("There is no draft to edit. Nothing was changed.")
    return draft, findings


def edit(
    desk: Desk,
    packet_id: str,
    *,
    person: Person,
    version: int,
    subject: str,
    body: str | None,
    invoices: frozenset[str],
    code: EditCode | None = None,
    chosen: Picks | None = None,
) -> PacketRecord:
    """Put a person's words into the draft; the guard's findings stand on the card.

    *body* None: it was too long for the form and stays the bank's. *code* is why they changed it, where they say so.
    *chosen* is as in `compose_for`.
    """
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        press = Press(person=person, version=version, at=desk.clock.now())
        base, _ = compose_for(desk, record, invoices, chosen)
        draft = _edited(record, base, subject, body, person.user_id, code)
        draft = with_altered(desk, record, draft, base)
        found = review(desk, draft, record.packet, books.account_names() if draft.edited_by else ())
        after = decide.edited(record, press, desk.policy, draft, found)
        keep(desk, books, record, after, person=person, invoices=" ".join(sorted(invoices)), **_picked(draft.picks))
    return after


def _edited(
    record: PacketRecord, base: Draft, subject: str, body: str | None, editor_id: str, code: EditCode | None
) -> Draft:
    """*base* in the person's words; what they left as the machine had written it stays the machine's."""
    before = record.draft
    shown = (before.body, before.composed) if before else ("", "")
    # Slack trims what it sends back; the bank's own text must stay known as such.
    is_bank = body is None or body.strip() in (base.body.strip(), shown[0].strip() if shown[0] == shown[1] else None)
    old_subject = before.subject if before and before.edited_by is None else base.subject
    title = base.subject if subject.strip() in (base.subject.strip(), old_subject.strip()) else subject
    draft = with_edits(base, subject=title, body=base.body if is_bank or body is None else body, editor_id=editor_id)
    if draft.body == base.body and draft.subject == base.subject:
        return replace(base, edited_by=None if before == base else editor_id)
    return by_person(draft, code)


def _picked(picks: Picks) -> dict[str, str]:
    """What the record keeps of a choice; nothing where it is the machine's."""
    step, tone = picks.manner or ("", "")
    told = {"to": picks.to or "", "cc": " ".join(picks.cc), "step": str(step), "tone": str(tone)}
    return {key: value for key, value in told.items() if value}
