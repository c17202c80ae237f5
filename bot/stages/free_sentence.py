"""Whether a sentence of a language model's own may stand in a mail: a courtesy that states nothing, or nothing."""

from __future__ import annotations

import re
import unicodedata

from bot import wording
from bot.stages.guarding.number_words import NUMBER_WORDS

#: The only language whose sentences are checked here; in another a model chooses approved ones only.
LANGUAGE = "en"
MOST_CHARACTERS = 160
_FEWEST_WORDS = 3
#: Apart from letters and spaces; everything else could be a figure, a link or a mark of one.
_MARKS = frozenset(",.'’!?;-–")
#: Word starts that speak of facts, people, money, time, law or deeds. What is meant kindly needs none of them.
_SPEAKS = r"""
    account again agree already amount apolog asked assur attach bank before bill board boss breach budget bug
    call cancel cash ceo cfo chairman cheque colleague commit compens complain confirm consequen contract
    court credit customer cut\b damage day deadline debt defect delay deliver demand department director
    disappoint discount discuss dispute dollar down\b due escalat euro ever\b extend fault fees?\b final fine
    first fix guarantee half heard hour hundred ignor immediate insist instal interest invoice issue last\b
    later law\b laws\b lawyer legal letter mail manager meet minute miss mistake money month must never number
    offer order outage overdue owe owner paid partner pay penal percent phone plan portal pound price problem
    promis quart received refund refus reject relationship reminder renew report resolv risk said second send
    sent serious service settle ship soon spoke statement still stop sue supplier support sure suspend talk
    team terminat third ticket today told tomorrow transfer trust twice urgent visit wait waive warn week
    written wrong wrote year yesterday yet\b
"""
_SPOKEN_OF = re.compile(rf"\b(?:{'|'.join(_SPEAKS.split())})\w*")
_SMALL_WORDS = """a an and any as at be for from have if in is it know let me my of on our please thank thanks that
    the this to us we with you your"""
_ENGLISH = frozenset(_SMALL_WORDS.split())
_CLOCK = frozenset(name for name in (*wording.month_names(), *wording.weekday_names()) if len(name) > 3)


def why_not(text: str) -> str:
    """Why the sentence may not stand in an English letter, as a clause; "" = it may."""
    plain = wording.normalise(text)
    checks = (
        (_is_not_one_sentence(text), "is not one short sentence"),
        (any(not _is_plain(char) for char in text), "has a figure or a sign in it"),
        (_has_a_name(text), "has a capital letter within"),
        (_has_a_number_or_day(plain), "has a number, a day or a time in words"),
        (bool(_SPOKEN_OF.search(plain)), "speaks of something that only a record may say"),
        (len(_ENGLISH & set(re.findall(r"[a-z]+", plain))) < 2, "is not in the language of the letter"),
    )
    return next((f"a sentence of its own {why}" for is_so, why in checks if is_so), "")


def _is_not_one_sentence(text: str) -> bool:
    words = text.split()
    ends = re.findall(r"[.!?]+", text)
    is_short = len(words) >= _FEWEST_WORDS and len(text) <= MOST_CHARACTERS
    return text != " ".join(words) or not is_short or len(ends) != 1 or not text.endswith((".", "!", "?"))


def _is_plain(char: str) -> bool:
    if char == " " or char in _MARKS:
        return True
    return char.isalpha() and "LATIN" in unicodedata.name(char, "") and unicodedata.category(char)[0] == "L"


def _has_a_name(text: str) -> bool:
    first, *rest = text.split()[:1] + re.findall(r"[^\W\d_]+", text.partition(" ")[2])
    inside = [first[1:], *rest]
    return any(char.isupper() for word in inside if word != "I" for char in word)


def _has_a_number_or_day(plain: str) -> bool:
    return bool(re.search(rf"\b{NUMBER_WORDS}\b", plain) or _CLOCK & set(re.findall(r"[\w-]+", plain)))
