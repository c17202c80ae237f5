# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""Organisations that are neither the customer nor we: found by what stands around a name, not by a list of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot import wording
from bot.stages.guarding.known import Known
from bot.stages.guarding.sheet import DONE, Sheet, prose
from models.draft import Finding, Weight

_WORD = r"[^\W\d_\u2588][^\W\d_\u2588'’-]*(?:[-'’][^\W\d_]+)*"
_SMALL = frozenset(["and", "of", "und", "et", "y", "e", "de", "du", "des", "la", "della", "di", "&"])
#: A word by which a name says what kind of house it is.
_HOUSE = re.compile(
    r"^(?:college|school|academy|university|hospital|clinic|church|council|trust|foundation|institute|museum|bank|brewery|bakery|bakers|dairy|farms?|foods?|motors|garage|hotels?|resorts?"
    r"|cabinets|joinery|interiors|furniture|packaging|textiles|steel|metals|castings|plastics|ceramics|chemicals|pharma|pharmacy|dental|medical|labs?|laboratories|optics|robotics|instruments|tools|tooling|machinery"
    r"|logistics|freight|shipping|transport|haulage|couriers?|airlines?|energy|power|solar|water|construction|builders|roofing|plumbing|electrical|electronics|engineering|systems|software|media|studios?|press|publishing|print(?:ers|ing)?"
    r"|retail|stores?|outfitters|apparel|fashion|cosmetics|insurance|capital|ventures|consulting|consultants|associates|brothers|bros|sons|enterprises|works|mills?|trading|traders|supply|supplies|imports|exports|distribution|wholesale"
    r"|spedition|autohaus|backerei|brauerei|apotheke|klinik(?:um)?|kanzlei|druckerei|tischlerei|schreinerei|metallbau|maschinenbau|stadtwerke|werke|verlag|gruppe|gartnerei|zimmerei|metzgerei|molkerei|sanitar\w*|elektro\w*|bau"
    r"|boulangerie|transports|atelier|ateliers|etablissements|ets|pharmacie|clinique|garages|imprimerie|menuiserie|conserverie|editions|cave|domaine|brasserie"
    r"|talleres|ceramicas|panaderia|ferreteria|transportes|construcciones|muebles|bodegas|imprenta|hermanos|almacenes|clinica|farmacia|editorial|grupo|conservas"
    r"|officin[ae]|pasticceria|panificio|falegnameria|trasporti|ceramiche|cantin[ae]|farmacia|fratelli|vetreria|tipografia|caseificio|arredamenti|mobili|costruzioni|gruppo)$"
)
_FORM = re.compile(
    r"^(?:inc|ltd|limited|llc|llp|plc|gmbh|ag|corp|corporation|sarl|sas|bv|nv|srl|spa|oy|oyj|ab|aps|pty|kg|ohg|ug|sa|sl)$"
)
#: Words with a capital that name nobody.
_NO_NAME_LISTED = """
    accounts account payable payables receivable receivables finance billing credit control department team purchase
    order orders invoice invoices statement number office project manager director head chief customer client service
    services support success sales friendly reminder payment payments terms net due date total balance subject
    re regards kind best sincerely yours warm thanks thank dear hello hi good morning afternoon evening day days
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday easter christmas new year years holiday bank ascension pentecost whit labour
    mr mrs ms miss mx dr prof sir madam herr frau herrn monsieur madame senor senora sig signor signora dott
    sie ihr ihnen wir er es man vous nous ils elles usted ustedes nosotros lei voi noi loro jullie wij zij u je
    i we you he she it they this that these those our your their my his her its the a an as at by for from in of on or
    to with if when where who what which there here once both all any some each also even still just please could would
    can may might should have has had is are was were be not no yes and but so two three four five one first second
    english german french spanish italian europe european germany france spain italy london paris berlin madrid milan
    uk usa eu us ap ar po erp sap iban sepa bacs ach pdf vat usd eur gbp chf cad aud euro euros dollars pounds
    annual monthly quarterly premium platform licence license subscription maintenance delivery note contract
    lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre
    octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre
    octobre novembre decembre un una uno le les el los las il lo gli usted ud
    """
_NO_NAME = frozenset([*_NO_NAME_LISTED.split(), *wording.weekday_names(), *wording.month_names()])
_ELIDED = re.compile(r"^(?:[ldn]|qu|dell|all|un)'|'s?$")
_GERMAN = re.compile(
    r"\b(?:der|die|das|den|dem|und|ist|sie|ihnen|ihre?r?|wir|uns|nicht|bitte|herr|frau|mit|ihren|sehr|zum|zur|bis|am|im|von|fur|uber|auf|konnen|ende|anfang)\b"
)
_CONDUCT = re.compile(
    r"^(?:,? (?:also|who|which|have|has|had|already|always|just|too|recently|a|ont|ha|han|hanno|auch))* ?(?:paid|pays?|had|were|was|went|hatten?|avaient|avait|tenia|tuvo|aveva|heeft|hadden|settled?|cleared?|owes?|uses|use|buys?|ordered|told|agreed|got|received|disputed|complained|cancelled|switched"
    r"|regle|paye|pago|pagado|pagaron|liquido|pagato|saldato|gezahlt|bezahlt|beglichen|hat)\b"
)
_BUSINESS = re.compile(r"^(?:'s)? (?:account|accounts|invoices?|balance|order|contract|case|payments?|team there)\b")
#: Another customer spoken of, with a name or without one.
_A_CUSTOMER = re.compile(
    r"\b(?:auch|ebenfalls|sonst|anderen?|weiteren?) (?:ein\w* )?(?:unser\w* )?kund\w+\b|\bunser(?:e|em|en|er)? kund(?:e|en|in) [^\W\d_]"
    r"|\b(?:autres?|d'autres) clients?\b|\bun (?:autre )?de nos clients\b|\baussi (?:notre|un) client\w*|\botr[oa]s? clientes?\b|\buno de nuestros clientes\b|\baltr[oi] client[ei]\b|\buno dei nostri clienti\b"
    r"|\b(?:another|a different|a fellow) (?:customer|client|buyer|company) (?:of ours|of our|in your|here|near)|\b(?:one|some|most|several|many) of our (?:other )?(?:customers|clients)\b|\b(?:settled|paid|cleared|sorted|handled)(?: \w+)?? theirs\b|\byour (?:competitors?|neighbou?rs?)\b"
    r"|\b(?:is|are|was|were) (?:also|likewise) (?:a |our )?(?:customers?|clients?) (?:of ours)?"
)


def named(sheet: Sheet, known: Known, private: Iterable[str]) -> Iterator[Finding]:
    """Another customer, or a house nobody on record belongs to; what notes of ours name is theirs to find."""
    text = prose(sheet.left)
    for found in _A_CUSTOMER.finditer(text):
        yield _other(sheet, *found.span())
    record, german = _on_record(known) | _words_of(*private), len(_GERMAN.findall(text)) > 2
    for start, end in _names(sheet, text):
        words = [_ELIDED.sub("", word) for word in re.findall(_WORD, text[start:end]) if word not in _SMALL]
        strange = [word for word in words if word not in record | _NO_NAME and not word.startswith("i'")]
        if strange and _is_a_house(text, start, end, words, strange, german=german):
            yield _other(sheet, start, end)


def _names(sheet: Sheet, text: str) -> Iterator[tuple[int, int]]:
    """Words with a capital that stand in a row; small words may join them: "Harbour & Sons"."""
    row: list[tuple[int, int]] = []
    for start, end in [*(found.span() for found in re.finditer(_WORD, text)), (len(text), len(text))]:
        adjoins = row and text[row[-1][1] : start] in (" ", " & ")
        capital = sheet.quote(start, end)[:1].isupper()
        if adjoins and (capital or text[start:end] in _SMALL):
            row.append((start, end))
            continue
        while row and text[slice(*row[-1])] in _SMALL:
            row.pop()
        if row:
            yield row[0][0], row[-1][1]
        row = [(start, end)] if capital else []


def _is_a_house(text: str, start: int, end: int, words: list[str], strange: list[str], *, german: bool) -> bool:
    before, after = text[max(0, start - 24) : start], text[end : end + 40]
    kind = any(_HOUSE.match(part) or _FORM.match(part) for word in words for part in (word, word.split("-")[-1]))
    acts = _CONDUCT.match(after) is not None or _BUSINESS.match(after) is not None
    if kind and len(words) == 1 and "-" in words[0]:
        return acts
    if kind and len(words) > 1:
        return acts or re.search(r"[^\W\d_] $", before) is not None or re.match(r",? [^\W\d_]", after) is not None
    if re.search(r"\b(?:colleagues?|mr|mrs|ms|dr|herrn?|frau|contact|named?|kollegin|kollege) $", before):
        return False
    if strange != words:
        # "Bristow & Tate Lettings had": one word may be the customer's own trade.
        return acts and len(strange) > 1 and len(words) > 2
    if len(words) > 1 and not _PERSON_OF_OURS.match(after) and (_ALIKE.search(before) or _NEXT_TO.match(after)):
        return True
    joined = "&" in text[start:end] or _HOUSE.match((re.findall(_WORD, before) or [""])[-1])
    in_a_row = len(words) > 1 and not german and _is_in_a_sentence(before, after)
    return bool(joined) or in_a_row or (acts and (len(words) > 1 or re.search(r"[a-z,] $", before) is not None))


#: "Same story at", "also", "like": what compares them with somebody.
_ALIKE = re.compile(
    r"\b(?:also|too|same (?:story|thing|problem|trouble) (?:at|with|for)|like|unlike|as with|auch|ebenso|wie bei(?: der| dem)?|genau wie|aussi|comme|egalement|tambien|igual que|como|anche|come|ook|net als)(?: (?:the|die|der|das|la|le|les|el|los|il|de|het))?(?: \w+)?? $"
)
_NEXT_TO = re.compile(
    r"^(?:,? (?:next door|down the road|across the street|around the corner|in your (?:town|street|area)|nebenan|d'a cote|de al lado|accanto|hiernaast))\b"
)
_PERSON_OF_OURS = re.compile(
    r"^,? (?:from|in|of|at|aus|von|de|del|di|van) (?:our|my|unser\w*|notre|nuestr\w|il nostro|nostr\w|ons|onze)\b|^ (?:will|can|is (?:your|the|our)|and I)\b"
)


def _is_in_a_sentence(before: str, after: str) -> bool:
    return re.search(r"[^\W\d_]\)?,? $", before) is not None and re.match(r"[,.;:]? ?(?:\n|$)", after) is None


def _on_record(known: Known) -> frozenset[str]:
    """Every word of the names on record and of what was written to and fro."""
    packet = known.packet
    texts = [packet.account.name or "", known.draft.sender, *(contact.name for contact in packet.contacts)]
    texts += [promise.said_by for promise in packet.promises if promise.said_by]
    texts += [f"{message.subject} {message.text}" for message in packet.exchanges]
    return _words_of(*texts)


def _words_of(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in re.findall(_WORD, wording.normalise(text)))


def _other(sheet: Sheet, start: int, end: int) -> Finding:
    quote = sheet.quote(start, end)
    return Finding(Weight.HARD, "other_customer", quote.replace(DONE, ""), "neither this customer nor us")
