"""What we say of a customer among ourselves, and a message to them must not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot import wording
from bot.stages.guarding import strangers
from bot.stages.guarding.delicate import is_hearsay, matters_in
from bot.stages.guarding.known import Known
from bot.stages.guarding.sheet import Sheet
from models.draft import Finding, Weight
from models.packet import ContextName

#: Words of every reminder: that a note has them too shows nothing.
_EVERYDAY_LISTED = """
    about account accounts after again already also always amount another anything appreciate around available
    balance because been before being below between billing both business call cannot check client close company
    confirm contact could customer date dates days does done each earlier email expect finance first following from
    further getting given glad goes going happy have help here hope invoice invoices issue just kind know last late
    later less let like list look made mail make many matter message might month more most much must need never next
    note number only onto open order other ours outstanding over overdue paid part past payable payables payment
    payments people please point possible provide purchase question quick reach receive received record regarding
    remind reminder remittance reply right same scheduled see send sent services settle several share should since
    some soon status still such sure team terms thank thanks that their them then there these they thing this those
    through time today together tomorrow total transfer under until update used very want week weeks well went were
    what when where whether which while will with within without would write year your asked answer asks says said
    told they're customers copy copied resend needs waiting wait processing process processed normally usually send
    works working wrote written wanted deliver delivery deliveries delivered supplier suppliers question questions logistics product products
"""  # noqa: E501
_EVERYDAY = frozenset(_EVERYDAY_LISTED.split())
_STEM = 5
#: One word of these is enough, where a note has it too: no customer hears it from us.
_OURS_ALONE_LISTED = "margin margins churn churning writeoff unhappy upset acquisition insolvency risk risky leverage"
_OURS_ALONE = frozenset(word[:_STEM] for word in _OURS_ALONE_LISTED.split())
_WORD = re.compile(r"[^\W\d_]{4,}")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\d)[^.!?\n]+)*")
_ENOUGH = 2
_NAME_WITHIN = re.compile(r"(?<=[a-z,] )[A-ZÀ-Ý][^\W\d_]{3,}")
_TERMS = re.compile(r"^terms [^.]*\.?\s*")


def told_outside(sheet: Sheet, known: Known, private: Iterable[str]) -> Iterator[Finding]:
    """A sentence that shares what is particular about a note of ours, and with nothing else on record."""
    notes = [(note, telling_words(note)) for note in (*private, *_contract_notes(known))]
    greeted = {stem for word in strangers.greeted(sheet) for stem in telling_words(word)}
    rare = frozenset().union(*(_rare(note) for note, _ in notes)) - greeted
    public, heard = _public(known), matters_in(" ".join(wording.normalise(text) for text in _told(known)))
    secret = frozenset().union(*(matters_in(wording.normalise(note)) for note, _ in notes)) - heard
    for found in _SENTENCE.finditer(sheet.folded):
        said = telling_words(found[0]) - public
        enough = 1 if is_hearsay(found[0]) else _ENOUGH
        if matters_in(found[0]) & secret:
            yield Finding(Weight.HARD, "internal_note", sheet.quote(*found.span()), "a note of ours, not for them")
            continue
        for _, particular in notes:
            shared = said & particular
            if len(shared) >= enough or shared & rare or shared & _OURS_ALONE or _is_whole(shared, particular - public):
                yield Finding(Weight.HARD, "internal_note", sheet.quote(*found.span()), "a note of ours, not for them")
                break


def _rare(note: str) -> set[str]:
    """Names inside a note, and months: one of them is enough to know it again."""
    months = {word[:_STEM] for word in wording.month_names() if len(word) >= _STEM}
    names = {wording.normalise(word)[:_STEM] for word in _NAME_WITHIN.findall(note) if not _is_german(note)}
    return (names | months) & telling_words(note)


def _is_german(text: str) -> bool:
    return re.search(r"\b(?:der|die|das|und|ist|wird|nicht|wegen|hat|im|zu)\b|[äöüß]", text) is not None


def _is_whole(shared: set[str], particular: set[str]) -> bool:
    return bool(shared) and shared == particular


def _contract_notes(known: Known) -> Iterator[str]:
    for line in known.packet.context:
        if line.name is ContextName.CONTRACT and (note := _TERMS.sub("", line.text)):
            yield note


def _public(known: Known) -> set[str]:
    """What the customer knows already."""
    return {stem for text in _told(known) for stem in telling_words(text)}


def _told(known: Known) -> list[str]:
    """The record we may state, and what was written to and fro."""
    packet = known.packet
    told = [packet.account.name or "", known.draft.sender, *(contact.name for contact in packet.contacts)]
    told += [wording.day(fact.on, language) for fact in known.days for language in known.languages]
    told += [message.text for message in packet.exchanges]
    return [*told, *(item.invoice.number for item in known.told)]


def telling_words(text: str) -> set[str]:
    """The telling words of folded or plain *text*, without their endings."""
    return {word[:_STEM] for word in _WORD.findall(wording.normalise(text)) if word not in _EVERYDAY}
