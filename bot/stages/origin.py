"""Where a draft's words come from, written down with it; and what the audit trail keeps of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import unified_diff

from bot.stages import guard
from bot.stages.draft import Plan
from models.draft import Draft, Finding
from models.drafting import DraftedBy, Drafting, EditCode
from models.word_choice import DraftWords

#: Longer differences are cut in the record; the text itself is kept with the packet.
_MOST_DIFFERENCE = 4_000


def with_origin(draft: Draft, planned: Plan, words: DraftWords | None, fell_back: str = "") -> Draft:
    """*draft* with how it came about: *words* are what a model was asked for, *fell_back* is why they are not in it."""
    is_model = words is not None and not fell_back
    return replace(
        draft,
        drafting=Drafting(
            drafted_by=DraftedBy.MODEL if is_model else DraftedBy.TEMPLATE,
            packet=planned.at.packet.digest(),
            bank=planned.at.bank.version,
            guard=guard.version(),
            sentences=tuple(claim.sentence_id for claim in draft.claims if not claim.is_free),
            drafter=words.drafter if words else None,
            tokens=words.tokens if words else None,
            fell_back=fell_back,
        ),
    )


def by_person(draft: Draft, code: EditCode | None) -> Draft:
    """*draft* after a person changed its words."""
    origin = draft.drafting
    sentences = tuple(claim.sentence_id for claim in draft.claims if not claim.is_free)
    if origin is None:
        return draft
    return replace(
        draft, drafting=replace(origin, drafted_by=DraftedBy.PERSON, sentences=sentences, edit_code=code, fell_back="")
    )


def why_stopped(found: Sequence[Finding], in_template: Sequence[Finding]) -> str:
    """Why the guard does not let a model's words pass, as a clause; "" = it finds no more than in the usual words."""
    more = [finding for finding in found if finding not in in_template]
    return f"the guard stopped “{more[0].span}” ({more[0].rule})" if more else ""


# ── the controller's record ───────────────────────────────────────────────────────────────────────


def recorded(draft: Draft, findings: Sequence[Finding]) -> dict[str, str]:
    """What the audit trail keeps of a new draft: where its words are from, and what the guard found, by rule."""
    origin = draft.drafting
    if origin is None:
        return {}
    drafter = {"prompt": origin.drafter.prompt, "model": origin.drafter.model} if origin.drafter else {}
    return {
        "drafted_by": origin.drafted_by.value,
        "sentences": " ".join(origin.sentences),
        "bank": origin.bank,
        "guard": origin.guard,
        "written_from": origin.packet,
        "findings": " ".join(f"{each.weight}:{each.rule}" for each in findings),
        "tokens": "" if origin.tokens is None else str(origin.tokens),
        "fell_back": origin.fell_back,
        "edit_code": origin.edit_code.value if origin.edit_code else "",
        **drafter,
    }


def difference(before: Draft, after: Draft) -> str:
    """What a person changed in subject and text, line by line; "" = nothing."""
    old, new = ([f"Subject: {each.subject}", "", *each.body.splitlines()] for each in (before, after))
    return "\n".join(unified_diff(old, new, "proposed", "edited", lineterm="", n=0))[:_MOST_DIFFERENCE]
