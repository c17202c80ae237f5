"""Whose words a draft is in, beside the draft: what of them no record bears out, and why a model's are not there."""

from __future__ import annotations

from bot.cards.drawing import Block
from bot.cards.names import TONES
from bot.cards.text import bullets, line, own, theirs
from models.draft import Draft
from models.drafting import DraftedBy

_LONGEST = 200


def whose_words(draft: Draft) -> list[Block]:
    """Nothing for the usual words where no model was asked."""
    return [*_free(draft), *_chosen(draft), *_fell_back(draft), *_not_applied(draft)]


def _not_applied(draft: Draft) -> list[Block]:
    """That words of a person's own were not rewritten in the tone they chose."""
    manner = draft.picks.manner
    if manner is None or not draft.is_reworded:
        return []
    chosen = f"{TONES[manner[1]].capitalize()}, as step {manner[0]}, was chosen too"
    return [line(own(f"{chosen}: a person's own words stay as they are. Read whether they fit."))]


def _free(draft: Draft) -> list[Block]:
    free = [claim.text for claim in draft.claims if claim.is_free]
    if not free:
        return []
    return [
        line(own("AI wording, not from records", bold=True)),
        bullets(*(line(theirs(each, _LONGEST)) for each in free)),
    ]


def _chosen(draft: Draft) -> list[Block]:
    is_model = draft.drafting is not None and draft.drafting.drafted_by is DraftedBy.MODEL
    return (
        [line(own("A language model chose and ordered these sentences; the facts are from records."))]
        if is_model
        else []
    )


def _fell_back(draft: Draft) -> list[Block]:
    why = draft.drafting.fell_back if draft.drafting else ""
    if not why:
        return []
    told = (
        own("The model gave no usable text ("),
        theirs(why, _LONGEST),
        own("), so these are the standard sentences."),
    )
    return [line(*told)]
