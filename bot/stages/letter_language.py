"""In which language a letter is written, and which of our own languages it is rendered in beside that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from bot import wording
from bot.wording import base_language
from models.draft import Claim
from models.packet import FollowUpPacket
from models.policy import Policy
from prompts import Bank, Composition, Prompt, languages, load_bank, prompt

_ENGLISH = "en"
#: Words that German writes small but where they begin a sentence.
_SMALL_LISTED = """
    ab als am an anbei auf aus außerdem bei bis bitte da dafür damit danke das dazu den der des die dies diese diesen
    dieser dieses durch dürfen ein eine einen einer einige es falls für gern gerne haben heute herzlichen hier ich im in
    inzwischen ist könnten können kurz letzte lassen mein meine mit nach nachdem noch nun nur ob ohne seit sobald soweit
    um und unser unsere unter vielen vielleicht vom von vor wann war was wegen weil wenn wer wie wir wissen zu
    zuletzt zum zur zusammen
"""
_SMALL_IN_GERMAN = frozenset(_SMALL_LISTED.split())


def bank_for(packet: FollowUpPacket, composition: Composition) -> Bank:
    """The bank of the recipient's language, else the account's; English for the whole letter where it lacks a word."""
    bank = bank_in(packet.language) if packet.language else None
    return bank if bank is not None and can_say(bank, sentences_of(composition)) else load_bank(_ENGLISH)


def beside(bank: Bank, sentences: Iterable[str], policy: Policy) -> Iterator[Bank]:
    """One bank for each language that somebody of ours would need, who does not read the language of *bank*."""
    needed = frozenset(sentences)
    lacking = [member.reads for member in policy.members.values() if base_language(bank.language) not in member.reads]
    first = (_first_that_can(reads, needed) for reads in dict.fromkeys(lacking))
    yield from {each.language: each for each in first if each is not None}.values()


def _first_that_can(reads: tuple[str, ...], sentences: frozenset[str]) -> Bank | None:
    banks = (bank_in(language) for language in reads)
    return next((bank for bank in banks if bank is not None and can_say(bank, sentences)), None)


def joined(paragraphs: Sequence[Sequence[Claim]], language: str) -> list[list[Claim]]:
    """*paragraphs* with the sentence after the greeting going on as its language wants it after a comma."""
    spoken = [claim for paragraph in paragraphs for claim in paragraph]
    if len(spoken) < 2 or not spoken[0].text.endswith(","):
        return [list(paragraph) for paragraph in paragraphs]
    after = {id(spoken[1]): replace(spoken[1], text=after_comma(spoken[1].text, language))}
    return [[after.get(id(claim), claim) for claim in paragraph] for paragraph in paragraphs]


def can_say(bank: Bank, sentences: Iterable[str]) -> bool:
    """Whether *bank* has every one of these sentences, and every piece that code puts together."""
    return bank.sentences.keys() >= set(sentences) and bank.lines.keys() >= load_bank(_ENGLISH).lines.keys()


def sentences_of(composition: Composition) -> frozenset[str]:
    """The id of every sentence that may come into a letter of this composition."""
    return frozenset(name for names in (composition.subject, *composition.paragraphs) for name in names)


@lru_cache(maxsize=64)
def bank_in(tag: str) -> Bank | None:
    """The approved words for a BCP 47 tag, spelled and with figures and days written as in its region; None = none."""
    if base_language(tag) not in languages():
        return None
    bank = load_bank(base_language(tag))
    sentences = {name: replace(each, prompt=_in_region(each.prompt, tag)) for name, each in bank.sentences.items()}
    return replace(
        bank,
        language=tag,
        sentences=sentences,
        lines={name: _in_region(each, tag) for name, each in bank.lines.items()},
    )


def _in_region(words: Prompt, tag: str) -> Prompt:
    return prompt(spelled(words.text, tag))


def spelled(text: str, language: str) -> str:
    """Our own words as the region of *language* spells them: Switzerland and Liechtenstein write no ß."""
    return text.replace("ß", "ss") if str(wording.locale_of(language)) in ("de_CH", "de_LI") else text


def after_comma(text: str, language: str) -> str:
    """*text* as it goes on under "Guten Tag …,": German begins it small, but for nouns and the polite Sie."""
    first = text.split(" ", 1)[0].strip(",;:")
    is_small = base_language(language) == "de" and first.lower() in _SMALL_IN_GERMAN
    return text[:1].lower() + text[1:] if is_small else text
