"""What a language model may choose from for one message, and what of its choice is believed.

It is given fixed words and approved texts: no name, no figure, and not a word that anybody wrote to us or about them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.stages.conditions import is_true
from bot.stages.free_sentence import LANGUAGE, why_not
from bot.stages.occasion import Occasion
from bot.stages.slots import years_a_customer
from bot.wording import base_language
from models.draft import Play, Tone
from models.word_choice import FreeSentence, WordChoice
from prompts import Composition, Part, Sentence, load_compositions

MOST_FREE = 2
#: More sentences than this no message has.
_MOST_SENTENCES = 40
#: What a message stands on: the model may not leave it out, and has nothing to put in its place.
_KEPT = frozenset({Part.FRAME, Part.FACTS, Part.REMITTANCE, Part.ANSWER})
#: May be exchanged, not left out.
_ONE_FOR_ONE = frozenset({Part.OPENING, Part.LEAD, Part.ASK})
_MILDEST_FIRST = tuple(Tone)
#: Days past due up to which, and what that is called.
_AGES = ((30, "up to a month"), (60, "up to two months"), (90, "up to three months"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """One message that may be worded."""

    #: What it is for and what the records say, as fixed words.
    occasion: Mapping[str, object]
    #: BCP 47 tag, without its region.
    language: str
    firmest: Tone
    #: The usual message: ids of its true sentences, paragraph by paragraph.
    template: tuple[tuple[str, ...], ...]
    #: Every approved sentence that is true here, by id.
    sentences: Mapping[str, Sentence]
    #: Version of the bank.
    bank: str

    @property
    def kept(self) -> frozenset[str]:
        """What the message has to have: everything that states a fact, apart from what it is courteous to know."""
        return frozenset(name for paragraph in self.template for name in paragraph if _is_kept(self.sentences[name]))

    @property
    def most_free(self) -> int:
        """How many sentences of its own the model may add."""
        return MOST_FREE if self.language == LANGUAGE else 0

    def told(self) -> str:
        """The menu as it is given to a model."""
        listed = [
            {
                "id": each.id,
                "part": each.part,
                "tone": each.tone,
                "text": each.prompt.text,
                "kept": each.id in self.kept,
                "may_be_followed": _may_be_followed(each),
            }
            for each in self.sentences.values()
        ]
        menu = {
            "occasion": {**self.occasion, "language": self.language},
            "firmest_tone": self.firmest,
            "free_sentences": self.most_free,
            "sentences": listed,
            "template": self.template,
        }
        return json.dumps(menu, ensure_ascii=False)

    def digest(self) -> str:
        """Changes when anything that is told does, or the bank."""
        return hashlib.sha256(f"{self.bank}\n{self.told()}".encode()).hexdigest()[:32]


# ── what is on it ─────────────────────────────────────────────────────────────────────────────────


def menu_of(at: Occasion, play: Play, step: int, firmest: Tone, template: Composition) -> Menu:
    """The menu of one occasion: the sentences of its own compositions, as firm as the template at most."""
    paragraphs = tuple(tuple(name for name in names if is_true(at, name)) for names in template.paragraphs)
    rows = [template, *(row for row in load_compositions() if _is_like(row, template, play, step, firmest))]
    names = dict.fromkeys(name for row in rows for paragraph in row.paragraphs for name in paragraph)
    offered = [at.bank.sentences[name] for name in names if name in at.bank.sentences and is_true(at, name)]
    in_template = {name for paragraph in paragraphs for name in paragraph}
    return Menu(
        occasion=_occasion(at, play, step),
        language=base_language(at.bank.language),
        firmest=firmest,
        template=tuple(paragraph for paragraph in paragraphs if paragraph),
        sentences={each.id: each for each in offered if each.id in in_template or not _is_firmer(each.tone, firmest)},
        bank=at.bank.version,
    )


def _is_like(row: Composition, template: Composition, play: Play, step: int, firmest: Tone) -> bool:
    """The same play and step, in a tone no firmer; a variant is for its own occasion."""
    is_mild = any(not _is_firmer(tone, firmest) for tone in row.tones)
    return row.play is play and step in row.steps and is_mild and row.variant in (template.variant, "")


def _is_firmer(tone: Tone, than: Tone) -> bool:
    return _MILDEST_FIRST.index(tone) > _MILDEST_FIRST.index(than)


def _is_kept(sentence: Sentence) -> bool:
    return sentence.part in _KEPT or (sentence.part in _ONE_FOR_ONE and bool(sentence.prompt.slots))


def _may_be_followed(sentence: Sentence) -> bool:
    """Where a sentence of the model's own may stand: after prose of ours, never between figures."""
    text = sentence.prompt.text
    return sentence.part not in (Part.FRAME, Part.FACTS, Part.REMITTANCE) and text.endswith((".", "?", "!"))


def _occasion(at: Occasion, play: Play, step: int) -> dict[str, object]:
    packet = at.packet
    return {
        "play": play.value,
        "step": step,
        "invoices": "one" if len(at.items) == 1 else "several",
        "days_past_due": _age(max((item.days_past_due for item in at.items), default=0)),
        "late_because": sorted({reason.code.value for reason in packet.late_because if reason.fits(play)}),
        "promise_broken": bool(packet.came_back),
        "credit_held": packet.to_apply.minor > 0,
        "customer_for_years": years_a_customer(packet) > 0,
        "takes_up": at.taken_up.topic.value,
    }


def _age(days: int) -> str:
    return next((name for most, name in _AGES if days <= most), "more than three months")


# ── what came back ────────────────────────────────────────────────────────────────────────────────


def choice_of(answer: Mapping[str, Any]) -> WordChoice | None:
    """The answer taken apart; None = it is not of the schema."""
    tone, paragraphs, free = (answer.get(key) for key in ("tone", "paragraphs", "free"))
    if not isinstance(tone, str) or tone not in frozenset(Tone) or not isinstance(paragraphs, list):
        return None
    if not isinstance(free, list) or not all(_is_free_sentence(each) for each in free):
        return None
    if not all(isinstance(names, list) and all(isinstance(name, str) for name in names) for names in paragraphs):
        return None
    return WordChoice(
        tone=Tone(tone),
        paragraphs=tuple(tuple(names) for names in paragraphs if names),
        free=tuple(FreeSentence(each["after"], each["text"]) for each in free),
    )


def _is_free_sentence(each: object) -> bool:
    return isinstance(each, dict) and all(isinstance(each.get(key), str) for key in ("after", "text"))


def why_refused(choice: WordChoice, menu: Menu) -> str:
    """What of *choice* the menu does not allow, as a clause; "" = nothing."""
    return next(_faults(choice, menu), "")


def _faults(choice: WordChoice, menu: Menu) -> Iterator[str]:
    names = choice.sentences
    if not names or len(names) > _MOST_SENTENCES or not set(names) <= menu.sentences.keys():
        yield "it named a sentence that is not approved here"
        return
    if len(set(names)) < len(names):
        yield "it used a sentence twice"
    tones = [menu.sentences[name].tone for name in names]
    if _is_firmer(choice.tone, menu.firmest) or any(_is_firmer(each, choice.tone) for each in tones):
        yield "it was firmer than the occasion allows"
    yield from _faults_of_facts(choice, menu)
    yield from _faults_of_counts(names, menu)
    yield from _faults_of_free(choice, menu)


def _faults_of_facts(choice: WordChoice, menu: Menu) -> Iterator[str]:
    usual = [name for paragraph in menu.template for name in paragraph]
    names = choice.sentences
    if [name for name in names if name in menu.kept] != [name for name in usual if name in menu.kept]:
        yield "it left out a fact, or moved one"
    if (names[0], names[-1]) != (usual[0], usual[-1]):
        yield "it does not begin and end as a letter"
    if not {each for each in menu.template if menu.kept >= set(each)} <= set(choice.paragraphs):
        yield "it took a paragraph of facts apart"
    followers = [(menu.sentences[name], menu.sentences[after].part) for name, after in pairwise(names)]
    announced = [part for each, part in followers if _announces(each)]
    if len(announced) != sum(_announces(menu.sentences[name]) for name in usual) or set(announced) - {Part.FACTS}:
        yield "it parted facts from what announces them"


def _announces(sentence: Sentence) -> bool:
    return sentence.prompt.text.endswith(":")


def _faults_of_counts(names: Sequence[str], menu: Menu) -> Iterator[str]:
    usual = Counter(menu.sentences[name].part for paragraph in menu.template for name in paragraph)
    chosen = Counter(menu.sentences[name].part for name in names)
    if any(chosen[part] != usual[part] for part in _ONE_FOR_ONE | _KEPT):
        yield "it asked for more or less than the occasion does"
    if any(count > max(usual[part], 1) for part, count in chosen.items()):
        yield "it said more than the occasion does"


def _faults_of_free(choice: WordChoice, menu: Menu) -> Iterator[str]:
    if len(choice.free) > menu.most_free:
        yield "it wrote too many sentences of its own"
    for each in choice.free:
        if each.after not in choice.sentences or not _may_be_followed(menu.sentences[each.after]):
            yield "it put a sentence of its own where none may stand"
        yield from filter(None, [why_not(each.text)])
