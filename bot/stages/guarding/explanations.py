# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""A customer's objection is somebody's to answer: no message of ours says why it is right or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot import wording
from bot.stages.guarding import strangers
from bot.stages.guarding.commitments import undertakes
from bot.stages.guarding.confidences import telling_words
from bot.stages.guarding.known import Known
from bot.stages.guarding.number_words import NUMBER_WORDS_ABROAD
from bot.stages.guarding.sheet import Sheet, prose, sentences
from bot.stages.guarding.speech import THEIR_WORD
from models.correspondence import Direction
from models.draft import Finding, Weight
from models.signal import SignalKind

#: The draft itself says that they have objected.
_OBJECTED = re.compile(
    r"\byou(?:'ve| have| had)? (?:questioned|queried|raised|challenged|objected|flagged|disputed|reported|pointed out|complained|disagreed|told us (?:that|about))\b"
    r"|\b(?:issue|point|concern|problem|matter|charge|item)s? you (?:raised|mentioned|reported|flagged|had)\b"
    r"|\byour (?:\w+ )?(?:query|queries|objections?|concerns?|complaint|dispute|claims?|(?:question|point|comments?|note|message|e-?mail) (?:about|on|over|regarding))\b"
    r"|\b(?:ruckfrage|einwand\w*|einspruch|bemangel\w+|beanstand\w+|reklam\w+|monier\w+|beschwerde)\b"
    r"|\bvotre (?:question|remarque|objection|contestation|reclamation|desaccord)\b|\bvous (?:contestez|(?:nous )?avez (?:conteste|signale|remis en cause))\b"
    r"|\bsu (?:consulta|reclamacion|objecion|queja|duda)\b|\b(?:cuestiono|reclamo|objeto)\b"
    r"|\b(?:sua|vostra|tua) (?:contestazione|segnalazione|obiezione|domanda)\b|\b(?:contestat\w|segnalat\w)\b"
)
_CHARGED = r"(?:\b(?:it|this|that|they|these|those|which|everything|invoices?|bills?|billing|charges?|amounts?|fees?|prices?|lines?|items?|hours|numbers?|count|totals?|figures?|quantit(?:y|ies))|\u2588)"
_VERDICT = re.compile(
    r"\b(?:mistake|error|fault|problem|fehler|irrtum|erreur|faute|error|errore|fout)\b[^.!?\n]{0,40}\b(?:your (?:side|end|team|warehouse|people)|yours|with you|bei ihnen|ihrerseits|auf ihrer seite|chez vous|votre (?:cote|part)|su (?:parte|lado)|vostr\w (?:parte|lato)|jullie (?:kant|zijde)|uw kant)\b|"
    rf"{_CHARGED}(?: \w+){{0,3}}?(?:'s| is| are| was| were| looks?| remains?)(?: \w+)?? (?:in fact |indeed |all |quite |entirely |perfectly |therefore )*(?:correct|right|accurate|justified|valid|in order|as agreed|fair|legitimate|contractual|wrong|incorrect|a mistake|too high)\b"
    rf"|{_CHARGED}(?:[^.!?\n]{{0,30}} )?(?:therefore |so |thus |still |fully |must |will )*stands?\b(?! (?:at|open|unpaid|out|in))"
    r"|\b(?:ist|sind|war|waren|damit|daher|somit)\b[^.!?\n]{0,40}\b(?:in ordnung|korrekt|richtig|berechtigt|unberechtigt|gerechtfertigt|zutreffend|vertragsgemass|rechtens|angemessen)\b"
    r"|\b(?:est|sont|etait|reste|demeure)\b[^.!?\n]{0,30}\b(?:correcte?s?|exacte?s?|justifiee?s?|fondee?s?|conformes?|bien due?s?)\b"
    r"|\b(?:es|son|esta|estan|era)\b[^.!?\n]{0,30}\b(?:correct[oa]s?|justificad[oa]s?|conformes?|procedentes?|bien facturad\w+)\b"
    r"|\b(?:e|sono|era|risulta)\b[^.!?\n]{0,30}\b(?:corrett[aoie]|giust[aoie]|giustificat[aoie]|conform[ei]|fondat[aoie])\b"
)
_CAUSE = re.compile(
    r"\b(?:difference|extra|increase|excess|surplus|higher (?:price|amount|figure)|differenz|mehrpreis|mehrbetrag|aufpreis|ecart|difference|surcout|diferencia|differenza|verschil)\b[^.!?\n]{0,20}\b(?:is|are|was|were|comes?|came|reflects?|covers?|ist|sind|kommt|entspricht|est|vient|correspond|es|viene|corresponde|e|deriva|zit)\b|\b(?:because|due to|owing to|caused by|ar(?:ises?|ose) from|c(?:ame|omes?) from|stems? from|stemmed from|results? (?:of|from)|resulted from|reason (?:is|was|for)|(?:which|that) is why|that's why|explains?|explained by|simply|after all)\b"
    r"|\b(?:weil|aufgrund|auf grund|wegen|liegt daran|lag daran|entstanden|entsteht|ergibt sich|ergeben sich|deshalb|namlich)\b"
    r"|\b(?:parce qu\w*|en raison|du fait|s'explique\w*|provien\w+|resulte\w*|c'est pourquoi|puisqu\w*)\b"
    r"|\b(?:porque|debido a|se deben?|por eso|a causa de|ya que|puesto que)\b|\b(?:perche|a causa d\w+|dovut[oaie] a\w*|deriva\w*|poiche|dato che)\b"
)
_DONE_BY = r"(?:signed|ordered|cho(?:se|sen)|selected|accepted|agreed|included|handed|used|installed|completed|requested|booked|shipped|counted|approved|exceeded|delivered|took|taken|left|dropped|added|asked for|went|confirmed|authori[sz]ed|received)"
_ASSERTED = re.compile(
    rf"\b(?:which|that|what|as) you (?:\w+ )?(?:asked for|requested|wanted|ordered|chose|signed)\b|\bmust have\b|\b(?:was|were|has been|have been|had been|been) (?:\w+ ){{0,2}}?{_DONE_BY}\b(?! (?:by (?:us|me)|here|your (?:message|note|question)))"
    rf"|\b(?:your|their|our|a|the) (?:\w+ ){{0,2}}?(?:team|colleagues?|staff|drivers?|people|office|side|systems?|users?|traffic|usage|receptionist|manager|warehouse|courier|technician|engineers?) (?:\w+ ){{0,2}}?{_DONE_BY}\b"
    rf"|\byou (?:had |have |'ve |also |already )*(?:signed|ordered|chose|selected|accepted|agreed|used|exceeded|requested|booked|approved|took|authori[sz]ed)\b"
    r"|\b(?:contract|agreement|order form|terms|price list|clause|section|quote|quotation|offer|scope|statement of work|delivery note|proof of delivery|logs?|signature|tracking|policy|photos?|pictures?|scans?|cameras?|inspection|test)\b[^.!?\n]{0,30}\b(?:says?|states?|shows?|covers?|includes?|provides?|allows?|exclude\w*|appl(?:y|ies)|confirms?|specif\w+|entitles?|bears?|proves?)\b"
    r"|\b(?:as per|according to|under|in line with|in accordance with) (?:the |your |our |this )?(?:signed |master )?(?:clause|section|contract|agreement|terms|order|quote|price list|offer)\b"
    r"|\b(?:laut|gemass) (?:\w+ )?(?:vertrag\w*|angebot|lieferschein|auftrag|protokoll|vereinbarung)\b|\b(?:wurden?|haben|hat)\b[^.!?\n]{0,50}\b(?:geliefert|unterschrieben|unterzeichnet|bestellt|beauftragt|abgenommen|ubergeben|vereinbart|genutzt|angefordert|gewahlt)\b"
    r"|\b(?:conformement|selon) (?:\w+ )?(?:contrat|devis|commande|conditions|bon de livraison)\b|\b(?:a|ont|avez|aviez) (?:bien |ete )*(?:livree?s?|signee?s?|commandee?s?|acceptee?s?|validee?s?|demandee?s?|recue?s?)\b"
    r"|\b(?:segun|conforme a) (?:\w+ )?(?:contrato|presupuesto|pedido|albaran|condiciones)\b|\b(?:fue|fueron|han?|habian?|se) (?:sido )?(?:entreg|firm|acept|ped|solicit|acord)\w+"
    r"|\b(?:secondo|come da|in base a\w*) (?:\w+ )?(?:contratto|preventivo|ordine|accord\w+|condizioni|bolla)\b|\b(?:e|sono|stat[aoie]|avete|ha|hanno) (?:stat[aoie] )?(?:consegnat|firmat|ordinat|accettat|richiest|concordat)\w*"
)
#: What they told us, and what we do with it, explains nothing.
_THEIR_WORDS = re.compile(
    r"\byou (?:'ve |have |had )?(?:wrote|written|said|say|mentioned?|told|raised|asked|reported|believe|think|feel|explained|questioned|noted|point\w* out)\b"
    r"|\b(?:you|your) [^.!?\n]{0,40}\b(?:that|is that)\b|\bsie (?:schrieben|schreiben|teilten|haben (?:uns )?(?:geschrieben|mitgeteilt))\b"
    r"|\bvous (?:nous )?(?:ecriv\w+|indiqu\w+|avez (?:ecrit|indique|signale))\b|\b(?:nos )?(?:escribio|indico|comento|dijo)\b|\b(?:ci )?(?:ha|avete|hai) (?:scritto|segnalato|indicato)\b"
)
_IN_HAND = re.compile(
    r"\b(?:i|we)(?:'ve| have)? (?:\w+ )?(?:sent|e-?mailed|attached|forwarded|enclosed|resent)\b|\bfollowing up\b|\bon hold (?:on our side|here|until|while)\b|\b(?:mir(?:ando|amos|o)|aparte|te digo|le digo|consult(?:ando|amos)|vedendo|guardando|a parte|en reparle|kijk(?:en)? (?:ik|we|wij)|uitzoeken|zoek(?:en)? (?:\w+ )?uit|apart)\b|"
    r"\b(?:we|i|team|colleagues?|finance|logistics|it)\b[^.!?\n]{0,40}\b(?:noted?|received|passed|pass|forward\w*|looking|look|check(?:ing)?|review\w*|investigat\w+|leave|leaving|left|leaves? out|come back|get back|do(?:es)? not have|don't have|cannot say|writ\w+|ask\w*|contact\w*|under review)\b"
    r"|\b(?:erhalten|pruf(?:en|t|e)|gepruft wird|aussen vor|klammer\w*|zuruckgestellt|weiter(?:gegeben|geleitet|leiten)|meld(?:e|en|et)|notiert|vermerkt|klar(?:en|e|t)|liegt bei)\b"
    r"|\b(?:transmis\w*|verifi\w+|examin\w+|revien\w+|pris note|bien recu)\b|\b(?:trasladad\w+|revis\w+|comprob\w+|anotad\w+|hemos recibido)\b|\b(?:inoltrat\w+|verific\w+|controll\w+|preso nota|abbiamo ricevuto)\b"
)
_NOT_STATED = re.compile(
    r"\b(?:if|whether|in case|should|unless|once|confirm|let (?:me|us) know|tell (?:me|us)|falls|sollte\w*|ob|sofern|si|s'il|sobald|qualora|se)\b"
)


_PROBLEM = re.compile(
    r"\b(?:not|n't|never|no|wrong|incorrect|missing|too (?:much|many|high)|twice|doubled?|broken|late|damaged|short|failed|still|nicht|kein\w*|zu viel\w*|falsch\w*|fehl\w+|doppelt\w*|defekt\w*|kaputt"
    r"|pas|jamais|erreur|manqu\w+|trop|double|casse\w*|nunca|mal|falta\w*|errone\w+|demasiad\w+|rot[oa]s?|non|mai|manca\w*|errat\w+|sbagliat\w+|troppo|guast\w+)\b"
)
#: Sentences that ask, thank, offer or quote say nothing of the matter themselves.
_NO_STATEMENT = re.compile(
    r"\b(?:please|kindly|could you|can you|would you|let (?:me|us) know|thanks?|thank you|sorry|happy to|glad to|hope|waiting for|i know|i hear you|i see|i understand|understood|have (?:read|seen)|gesehen|gelesen|zur kenntnis|verstanden|went to you|sent (?:to )?you|attached|enclosed|beigefugt|anbei|regarding|noted?|bitte|konnen sie|danke|dank|gern\w*|hinweis|merci|pourriez|veuillez|avez vous|por favor|gracias|podria|puede|siento|grazie|prego|potrebbe|puo)\b"
)


#: What a letter may still say to somebody who has objected: where the invoices stand, what we wrote, thanks and wishes.
_OF_THE_ACCOUNT = re.compile(
    r"\b(?:open|due|overdue|outstanding|unpaid|past|late|total\w*|together|sum|balance|amount\w*|reminder|remind|separate\w*|aside|meanwhile|other|rest|remaining|independent\w*|regardless|unaffected|paid|payment\w*|run|schedul\w+|offen\w*|fallig\w*|uberfallig\w*|zusammen|insgesamt|gesamt\w*|unabhangig|ubrig\w*|restlich\w*|erinner\w*|zahlung\w*|rechnung(?:en)? (?:\u2588|ist|war)"
    r"|echue?s?|ouvertes?|impayee?s?|reste\w*|total\w*|solde|independamment|autres?|paiement|reglement|rappel|pendientes?|vencid\w+|vencio|restantes?|abiert\w+|pago|recordatorio|scadut\w+|apert\w+|restant\w+|pagament\w+|sollecito|promemoria|openstaand\w*|vervallen|openstaat|overige|betaling|herinnering|samen)\b"
)
_OF_COURTESY = re.compile(
    r"\b(?:hope|regards|know|busy|trouble|bother|patience|understanding|wish\w*|weekend|summer|business|relationship|working with|pleasure|welcome|call|ring|phone|write|mail|touch|talk|speak|chat|question\w*|reply|answer|contact|available|reach|here|hoff\w*|wunsch\w*|gru\w+|verstandnis|zusammenarbeit|anruf\w*|ruf\w*|telefon\w*|erreichbar|ruckmeldung|frag\w*|nachricht|espere\w*|comprehension|disposition|appel\w*|joignable|question|retour|cordial\w*|espero|comprension|disposicion|llam\w+|duda\w*|saludo\w*|spero|comprensione|disposizione|chiam\w+|domand\w+|cordial\w*|hoop|begrip|groet\w*|bel|bellen|vra(?:ag|gen)|bereikbaar)\b"
)
_ENOUGH = 2
_MONEY = telling_words("euro euros dollar dollars pounds pound franken francs franchi update status")


def _is_beside_the_matter(sentence: str) -> bool:
    spoken_of = {word for word in telling_words(sentence) if not re.match(NUMBER_WORDS_ABROAD, word)} - _MONEY
    return len(spoken_of) < _ENOUGH or any(one.search(sentence) for one in (_OF_THE_ACCOUNT, _OF_COURTESY))


_ASKED_ABOUT = re.compile(
    r"\b(?:your|ihre?n?|votre|vos|su|vostr[ao]|uw|jullie) (?:\w+ ){0,3}?(?:question|request|query|enquiry|ask|wish|proposal|note|point|frage|anfrage|bitte|wunsch|vorschlag|hinweis|demande|question|souhait|solicitud|peticion|consulta|richiesta|domanda|vraag|verzoek)\b"
)


def gives_back(sentence: str) -> bool:
    """Whether a folded sentence gives back what they wrote, or says that it was passed on."""
    return any(one.search(sentence) for one in (_THEIR_WORDS, _ASKED_ABOUT, THEIR_WORD))


def explained(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """Where they have objected: verdicts on it, its causes, what a contract means, what is said to have happened."""
    text = prose(sheet.left)
    matter = _matter(known)
    disputed = any(signal.kind is SignalKind.DISPUTE for signal in known.packet.signals)
    if not (matter or disputed or _OBJECTED.search(text)):
        return
    objected = disputed or matter
    for found in sentences(text):
        states = _states(found[0]) and not undertakes(found[0])
        told = states and (telling_words(found[0]) & matter or (objected and not _is_beside_the_matter(found[0])))
        if found[0].rstrip().endswith("?") or strangers.is_greeting(found[0]) or not (told or _explains(found[0])):
            continue
        quote = sheet.quote(*found.span())
        yield Finding(Weight.HARD, "dispute", quote, "what they object to is answered by the person who examines it")


_COURTESY = telling_words(
    "moin moinmoin servus hoi goedemorgen goedemiddag morning cheers hello hi dear good morning afternoon evening regards kind best sincerely thanks hallo guten morgen tag abend liebe "
    "lieber sehr geehrte geehrter grusse gruss freundlichen viele beste bonjour madame monsieur cordialement salutations "
    "hola estimado estimada buenos dias saludos cordiales buongiorno gentile distinti saluti"
)


_CALENDAR = telling_words(" ".join((*wording.weekday_names(), *wording.month_names())))


def _matter(known: Known) -> set[str]:
    """The telling words of what they object to or find wrong."""
    theirs = {each.id: each for each in known.packet.exchanges if each.direction is Direction.INBOUND}
    signals = [signal for signal in known.packet.signals if signal.source_id in theirs]
    objections = {signal.source_id for signal in signals if signal.kind is SignalKind.DISPUTE}
    settled = {signal.source_id for signal in signals} - objections
    quotes = [signal.quote for signal in signals if signal.kind is SignalKind.DISPUTE]
    open_matters = [each.text for each in theirs.values() if each.id not in settled and not each.automatic]
    wrong = (found[0] for text in open_matters for found in sentences(prose(wording.normalise(text))))
    texts = [*quotes, *(sentence for sentence in wrong if _PROBLEM.search(sentence))]
    told = {word for text in texts for word in telling_words(text)}
    return told - _COURTESY - _CALENDAR - {stem for name in _names(known) for stem in telling_words(name)}


def _names(known: Known) -> Iterator[str]:
    """Who and which invoice it is about: their names state nothing of the matter."""
    packet = known.packet
    yield from (item.invoice.number for item in known.told)
    yield from (packet.account.name or "", known.draft.sender)
    yield from (contact.name for contact in packet.contacts)


def _states(sentence: str) -> bool:
    spoken = (_NO_STATEMENT, _THEIR_WORDS, _IN_HAND, _NOT_STATED, _OBJECTED)
    return not any(pattern.search(sentence) for pattern in spoken)


def _explains(sentence: str) -> bool:
    verdict = _VERDICT.search(sentence)
    if verdict and not _NOT_STATED.search(sentence[: verdict.start()]):
        return not _THEIR_WORDS.search(_clause(sentence, verdict.start()))
    asserted = _ASSERTED.search(sentence)
    if asserted and not _NOT_STATED.search(sentence[: asserted.start()]):
        return not _THEIR_WORDS.search(_clause(sentence, asserted.start()))
    cause = _CAUSE.search(sentence)
    if not cause or _IN_HAND.search(sentence) or _NOT_STATED.search(sentence):
        return False
    return not _THEIR_WORDS.search(_clause(sentence, cause.start()))


def _clause(sentence: str, place: int) -> str:
    """What stands before *place* since the last comma or colon: "you wrote that" excuses its own clause alone."""
    return re.split(r"[,:;]", sentence[:place])[-1]
