# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""What we say of a customer among ourselves, and a message to them must not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot import wording
from bot.stages.guarding import strangers
from bot.stages.guarding.delicate import is_hearsay, leans_on_more, matters_in
from bot.stages.guarding.known import Known
from bot.stages.guarding.sentence_scales import FINE_MARK, deed_of
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
"""
#: The same in German, French, Spanish, Italian and Dutch, with the words that only join others; folded.
_EVERYDAY_ABROAD = """
    aber alle allem allen aller alles also andere anderen auch aufgrund beim bereits bisher bitte bitten brauchen dabei
    daher damit danke dann dass davon dazu dein deine denn deren derzeit deshalb dessen diese diesem diesen dieser
    dieses direkt doch durch eine einem einen einer eines einmal einige erhalten falls fallig freundlich freundliche
    freundlichen fragen frage ganz gegen gerade gern gerne geben gruss grusse grussen guten haben hatte hatten heute
    hier hinweis ihnen ihre ihrem ihren ihrer ihres immer innerhalb jede jeder jedoch jetzt kann keine keinen konnen
    konnten konnte kommen kurz kurze laut leider letzte machen mehr meine melden mich mitteilen mochten morgen mussen
    nach nachricht nachsten nicht nichts noch nochmals nummer oder offen offene offenen ohne rechnung rechnungen ruckmeldung
    schon schreiben schrieben schicken sehr seit senden sich sicher sind sobald sofern sollte sollten sondern soweit
    stand stehen stellen tage tagen teilen telefon trotz uber uberweisen uberweisung unabhangig unser unsere unserem
    unseren unserer unter viele vielen vielleicht vielmals vorab wann waren wegen weil weiter weitere weiteren welche
    wenn werden wieder wird woche wochen wollen worden wurde wurden zahlen zahlung zahlungen zeit zuletzt zusammen
    zwischen monat monats monatsende bezahlt beglichen betrag betrage helfen
    alors apres aucun aucune aussi autre autres avant avec avez avoir avons bien bonjour cela celle celui ceux chaque
    chez cher chere comme comment cordialement dans deja depuis derniere dernier deux dire donc dont elle encore
    entre etait etes etre facture factures faire fait faut fois jour jours jusque leur leurs lors mais meme merci
    message mieux mois moins montant nous notre notres ouvert ouverte paiement parce part pendant peut plus possible
    pour pourquoi pouvez pouvons pourriez pres prochain prochaine quand quel quelle quelque quelques rappel recevoir
    recu reglement reste retour rien sans savoir selon semaine sera serait serons seront seulement soit sommes sont
    sous suis suite sujet tous tout toute toutes tres trop vers virement voici voir voire voila votre vous vraiment
    ahora algo algun alguna antes aqui aunque bien buenas buenos cada como comentar cual cuando cuanto desde dias donde
    ella ellos entonces entre eran esta estaba estado estamos estan estar estas este esto estos factura facturas
    fecha fechas forma gracias habia hacer hacia haga hasta hemos hola importe incluso junto luego manera mejor menos
    mensaje mientras mismo misma mucho muchas muchos nada nadie ninguna nuestra nuestro nuestros otra otras otro otros
    pago pagos para parte pero podemos poder podria porque pronto proxima pueda puede pueden puedo pues quedo
    quiero recibir respecto respuesta saber saludo saludos segun semana senor senora sera seria siempre siguen sigue
    sobre solo somos tambien tanto tendria tenemos tener tengo tiempo tiene tienen toda todas todavia todo todos
    transferencia tras unas unos usted ustedes vamos veces vencida vencio vista
    adesso alcuni alla alle altra altre altri altro anche ancora bisogno buongiorno certo che come con cortese cosa
    cosi cui dalla dalle degli della delle dello dopo dove dovrebbe essere fare fattura fatture fino giorni giorno gli
    grazie importo invece loro molto nella nelle nello nessun niente nostra nostro ogni oggi oppure pagamento parte
    perche pero pertanto piu poco possiamo possibile potete potrebbe potremmo presso prima prossima pure quale
    qualche quando quanto quella quello questa queste questi questo quindi resta rispetto saluti sara sarebbe
    scaduta sempre senza settimana siamo solo sono sotto stata stato stesso sulla tempo tempi tutte tutti tutto una
    vorrei vostra vostro aandacht alle alleen alvast bedankt beste betaling betalen contact datum deze eerder
    factuur gaan geen gemaakt graag groet groeten hebben hebt heeft hierbij hoeft horen jullie kunnen kunt laten
    maar meer mocht naar niet nodig nogmaals omdat onder onze over reeds staat sturen veel verwachten verzoek
    vriendelijke waar wanneer weten willen worden zijn zodra zullen
"""
_EVERYDAY = frozenset(f"{_EVERYDAY_LISTED} {_EVERYDAY_ABROAD}".split())
_STEM = 5
#: One word of these is enough, where a note has it too: no customer hears it from us.
_OURS_ALONE_LISTED = "margin margins churn churning writeoff unhappy upset acquisition insolvency risk risky leverage"
_OURS_ALONE = frozenset(word[:_STEM] for word in _OURS_ALONE_LISTED.split())
_WORD = re.compile(r"[^\W\d_]{4,}")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\d)[^.!?\n]+)*")
_ENOUGH = 2
_NAME_WITHIN = re.compile(r"(?:(?<=[\w,:;)] )|(?<=\())[A-ZÀ-Ý][a-zà-ÿ]{2,}")
#: What an honest letter leans on: the season, how busy everybody is, what was written.
_OF_LETTERS = """
    busy free morning afternoon evening lunch quarter season summer winter holiday holidays christmas easter vacation hectic yearend closing monthend period
    checking checked looking look books system systems bank statement spoke spoken call calls letter letters mails reply
    replies silence hearing heard attached copies original thing things bit while half sure aware certain little
    everything something someone everyone oversight overlooked lost inbox spam summer hands plate schedule scheduled
    payrun cycle approval approved approver process portal upload uploaded ferien urlaub urlaubszeit quartal saison jahr
    jahresende monatsende stress ruhe conges vacances trimestre saison annee rentree vacaciones verano trimestre temporada
    ferie estate trimestre stagione vakantie kwartaal drukte seizoen
"""
_TERMS = re.compile(r"^terms [^.]*\.?\s*")


def telling_words(text: str) -> set[str]:
    """The telling words of folded or plain *text*, without their endings."""
    words = _words_of(text)
    return {word[:_STEM] for word in words if word not in _EVERYDAY}


@lru_cache(maxsize=1024)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(wording.normalise(text)))


def told_outside(sheet: Sheet, known: Known, private: Iterable[str]) -> Iterator[Finding]:
    """A sentence that shares what is particular about a note of ours, and with nothing else on record."""
    notes = [(note, telling_words(note)) for note in (*private, *_contract_notes(known))]
    greeted = {stem for word in strangers.greeted(sheet) for stem in telling_words(word)}
    rare = frozenset().union(*(_rare(note) for note, _ in notes)) - greeted
    public, heard = _public(known), matters_in(" ".join(wording.normalise(text) for text in _told(known)))
    secret = frozenset().union(*(matters_in(wording.normalise(note)) for note, _ in notes)) - heard
    names = _strangers_in((note for note, _ in notes), known) - strangers.greeted(sheet)
    for found in _SENTENCE.finditer(sheet.folded):
        said = telling_words(found[0]) - public
        enough = 1 if is_hearsay(found[0]) else _ENOUGH
        if matters_in(found[0]) & secret or names & set(re.findall(r"[^\W\d_]+", found[0])):
            yield Finding(Weight.HARD, "internal_note", sheet.quote(*found.span()), "a note of ours, not for them")
            continue
        leans = notes and leans_on_more(found[0]) and len(said - _USUAL - _calendar()) > _ENOUGH
        if leans and deed_of(found[0]).margin > FINE_MARK:
            yield Finding(Weight.HARD, "internal_note", sheet.quote(*found.span()), "a note of ours, not for them")
            continue
        for _, particular in notes:
            shared = said & particular
            if len(shared) >= enough or shared & rare or shared & _OURS_ALONE or _is_whole(shared, particular - public):
                yield Finding(Weight.HARD, "internal_note", sheet.quote(*found.span()), "a note of ours, not for them")
                break


@lru_cache(maxsize=1)
def _calendar() -> frozenset[str]:
    return frozenset(telling_words(" ".join((*wording.weekday_names(), *wording.month_names()))))


_USUAL = telling_words(_OF_LETTERS)


def _strangers_in(notes: Iterable[str], known: Known) -> frozenset[str]:
    """First names and surnames of notes of ours that neither the record nor the customer names."""
    told = set(re.findall(r"[^\W\d_]+", wording.normalise(" ".join(_told(known)))))
    names = (wording.normalise(name) for note in notes if not _is_german(note) for name in _NAME_WITHIN.findall(note))
    return frozenset(name for name in names if name not in told and name not in _EVERYDAY)


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
