"""*Trail*: everything recorded about a packet, and where the words of its draft come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.cards.blocks import header, rich, small
from bot.cards.details_form import packed
from bot.cards.drawing import Block
from bot.cards.headline import account_name
from bot.cards.limits import fit_in_view
from bot.cards.modal import modal
from bot.cards.names import DRAFTED_BY, EDIT_CODES, clock, local_day, move, short_day
from bot.cards.text import line, own, safe, theirs
from models.audit import AuditEntry
from models.controls import Form
from models.draft import Draft
from models.drafting import Drafting
from models.lifecycle import PacketEvent
from models.packet_record import PacketRecord
from models.policy import Policy

#: What happened, where it is no move of the packet.
_OTHER = {
    "packet.ready": "Prepared",
    "card.rated": "Said whether the card gave what was needed",
    "mail.uncertain": "Nobody knows whether the mail left",
}
#: Kept so that minutes can be counted; it tells nothing about the packet.
_UNTOLD = frozenset({"packet.opened"})
_ROOM = 40


def trail_form(
    record: PacketRecord, entries: Sequence[tuple[int, AuditEntry]], *, policy: Policy, channel: str, ts: str
) -> Block:
    """Newest first: time, person, move, version, facts and policy of each entry; then the draft's origin."""
    told = [each for each in reversed(entries) if each[1].what not in _UNTOLD]
    moves = packed(_entry(number, entry, policy) for number, entry in told)
    room = fit_in_view(moves, _ROOM)
    cut = [small(f"and {len(moves) - room} more blocks; the controller's record has them all")]
    blocks = [
        rich(line(own(account_name(record), bold=True), own(f"\n{_approved(record, policy)}"))),
        *_draft(record.draft),
        header("Moves"),
        *moves[:room],
        *(cut if len(moves) > room else []),
        small("# is the number in the controller's record; facts and policy are the hashes of what it stood on."),
    ]
    return modal(Form.TRAIL, record, blocks, title="Trail", submit=None, channel=channel, ts=ts)


def _approved(record: PacketRecord, policy: Policy) -> str:
    approval = record.approval
    if approval is None:
        return "Nobody has approved a text of it."
    when = f"{short_day(local_day(approval.at, policy))}, {clock(approval.at, policy)}"
    return f"Approved by {safe(approval.by_name, 60)}, {when}: text {approval.content_hash[:12]}."


def _entry(number: int, entry: AuditEntry, policy: Policy) -> Block:
    when = f"{short_day(local_day(entry.at, policy))}, {clock(entry.at, policy)}"
    said = entry.detail.get("reason", "")
    reason = [own("\n“"), theirs(said, 300), own("”")] if said else []
    return line(
        own(f"{_what(entry)}", bold=True),
        own(f" · {when} · "),
        theirs(entry.by_name, 60),
        own(_on(number, entry)),
        *reason,
    )


def _what(entry: AuditEntry) -> str:
    kind, _, name = entry.what.partition(".")
    if kind == "packet" and name in set(PacketEvent):
        return move(PacketEvent(name))
    return _OTHER.get(entry.what, safe(entry.what.replace(".", " ").replace("_", " ").capitalize(), 60))


def _on(number: int, entry: AuditEntry) -> str:
    detail = entry.detail
    parts = [("version", "version", 8), ("facts", "facts", 16), ("policy", "policy", 12), ("approved_hash", "text", 12)]
    told = [f"{word} {safe(detail[key], most)}" for key, word, most in parts if detail.get(key)]
    return "".join(f" · {each}" for each in (*told, f"#{number}"))


def _draft(draft: Draft | None) -> list[Block]:
    if draft is None:
        return []
    origin = draft.drafting
    told = list(_origin(origin)) if origin else ["Where its words come from was not kept when it was written."]
    edited = [f"Words of {len(draft.editors)} people of ours may be in it."] if len(draft.editors) > 1 else []
    return [header("The draft"), rich(*(line(own(each)) for each in (*told, *edited)))]


def _origin(origin: Drafting) -> Iterator[str]:
    code = f" Why: {EDIT_CODES[origin.edit_code].lower()}." if origin.edit_code else ""
    yield f"Worded by {DRAFTED_BY[origin.drafted_by]}.{code}"
    if origin.drafter:
        prompt, model = safe(origin.drafter.prompt, 80), safe(origin.drafter.model, 60)
        yield f"Model {model}, prompt {prompt}, {origin.tokens if origin.tokens is not None else 'unknown'} tokens."
    if origin.fell_back:
        yield f"The model's words are not in it: {safe(origin.fell_back, 200)}."
    yield f"Written from facts {origin.packet}, sentence bank {origin.bank}, guard {origin.guard}."
    if origin.sentences:
        yield f"Approved sentences: {safe(', '.join(origin.sentences), 1_200)}."
