"""How customers challenge an invoice in German; umlauts are folded to plain vowels."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, near, row, then
from models.dispute import DisputeReason
from models.signal import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

_NOT = r"nicht|nie|niemals|kein\w*|nichts|niemand|ohne"
_BILL = (
    r"rechnung(?!seingang|sprufung|swesen|sadresse|sanschrift)\w*|betrag|summe|position(?:en)?|posten|abrechnung|"
    r"stunden|menge\w*|anzahl"
)
_GOODS = (
    r"lieferung\w*|teillieferung\w*|ware|waren|artikel|gerate?n?|leistung\w*|pakete?|sendung|teile|schulung\w*|"
    r"einfuhrung|modul\w*|"
    r"dokumentation|system|software|anlage\w*|projekt|installation|schnittstelle\w*|lizenz\w*|maschine\w*|arbeiten|"
    r"workshops?|"
    r"export|update|ersatz\w*|service|support|programm|techniker\w*|berater\w*|anzeigen"
)
_PAID = r"bezahlt|beglichen|ue?berwiesen|gezahlt|angewiesen|abgebucht"
_AGREED = (
    r"vereinbart\w*|ausgehandelt\w*|zugesagt\w*|zugesichert\w*|versprochen\w*|abgesprochen|besprochen|angeboten\w*|"
    r"vertraglich\w*"
)

_ALREADY_PAID = (
    rf"\b(?:bereits|schon|langst|gestern|letzte \w+|gerade|grad|heute) .{{0,40}}\b(?:{_PAID})\b",
    rf"\b(?:{_PAID}) (?:worden|haben wir|wurde)\b|\b(?:wurde|wurden|ist|sind|haben|habe|hab) .{{0,50}}\b(?:{_PAID})\b"
    rf"(?!.{{0,10}}\bwerden\b)|\bzahlung (?:ist|wurde) .{{0,30}}(?:erfolgt|raus|eingegangen|ausgefue?hrt|getatigt)\b",
    r"\b(?:zahlung|geld|betrag|eur|euro|€) .{0,40}\b(?:veranlasst|raus|rausgegangen|abgebucht|unterwegs|"
    r"an sie gegangen)\b",
    r"\b(?:zahlung|geld|betrag|ue?berweisung)\b.{0,40}\b(?:(?:ist|liegt) (?:\w+ )?(?:seit|schon|bereits|langst)|war|"
    r"ging|wurde)\b.{0,30}\b(?:auf ihrem konto|bei ihnen|"
    r"belastet|gutgeschrieben)\b",
)
_MISBILLED = (
    rf"\b(?:{_BILL}) .{{0,60}}\b(?:falsch|fehler\w*|nicht korrekt|inkorrekt|doppelt|nicht richtig|unrichtig|"
    rf"akzeptieren|stimmt|stimmen)\b",
    r"\b(?:doppelt|zweimal) (?:berechnet|in rechnung|abgerechnet|gestellt)\b|\bfehlerhaft\w*|\bfalsche?[rnsm]? "
    r"(?:rechnung|betrag|menge|firma|gesellschaft|adressat\w*|mehrwertsteuer|mwst|steuersatz|empfanger|preis\w*|"
    r"stundensatz)\b",
    rf"\b(?:stimmt|stimmen|passt|passen) (?:\w+ ){{0,5}}(?:{_NOT})\b|\b(?:{_NOT}) (?:u|ue)bereinstimm\w*|"
    rf"\bnicht nachvollzieh\w*",
    r"\bfalsche gesellschaft\b|\ban die falsche\b|\b(?:gehort|betrifft) (?:\w+ )?(?:nicht|uns nicht|eine? andere)\b",
    r"\b(?:statt|anstatt|anstelle) \d|\b\d+ .{0,40}\b(?:berechnet|aufgefuhrt|abgerechnet)\b.{0,80}\b(?:nur|laut|"
    r"aber|bestellt|statt)\b|"
    r"\b(?:berechnet|aufgefuhrt|abgerechnet)\b.{0,60}\b(?:nur|aber|statt)\b.{0,30}\b(?:\d+|zwei|drei|vier|funf|sechs|"
    r"sieben|acht|neun|zehn|zwolf)\b",
    r"\b(?:differenz|abweichung) (?:von|uber|zwischen)\b|\b(?:alte|falsche|andere) preisliste\b|\birrtum\b|"
    r"\bversehentlich berechnet\b",
)
_CORRECT_IT = (
    r"\bkorrigier\w*|\brechnungskorrektur|\bstornier\w*|\bberichtig\w*|\bnicht verarbeite\w*|\bnicht (?:verbuchen|"
    r"buchen|zuordnen)\b",
)
_PRICING = (
    r"\b(?:preis\w*|betrag|summe|stundensatz|satz|tarif|kosten|gebuhr\w*)\b.{0,60}\b(?:zu hoch|hoher\w*|nicht (?:dem|"
    r"unserem|wie|korrekt|richtig|so|"
    r"einverstanden|vereinbart)|abweich\w*|weicht|entspricht nicht|falsch|anders|gestiegen|erhoht)\b|"
    r"\bhoheren? (?:preis|satz|stundensatz|betrag)\w*",
    rf"\b(?:{_AGREED})\b.{{0,30}}\b(?:preis\w*|betrag|konditionen|rabatt|satz|pauschale|festpreis)\b|\b(?:preis\w*|"
    rf"satz|stundensatz|betrag) .{{0,30}}\bangebot\b",
    r"\brabatt\b.{0,40}\b(?:fehlt|nicht|kein)\b|\bpreis(?:erhohung|anpassung)\b.{0,50}\b(?:nicht|kein\w*|ohne|wieso|"
    r"warum)\b|\b(?:mit der|keine) preis(?:erhohung|anpassung)\b|"
    r"\bzu (?:teuer|hoch)\b|\bkosten(?:los|frei)\w*|\bunentgeltlich\b|\bzugesagt\b.{0,40}\bdass\b|"
    r"\bnicht wie (?:vereinbart|besprochen|angeboten)\b|\bangebot\b.{0,40}\b(?:niedriger|anders|nur|stand|war)\b|"
    r"\bmehr als (?:vereinbart|angeboten|besprochen)\b",
)
_CONTRACT = (
    r"\b(?:laut|gemass|nach) .{0,20}(?:vertrag|vereinbarung|rahmenvertrag|agb)\b|"
    r"\bvertrag\w* .{0,60}\b(?:gekundigt|nicht|abgelaufen|beendet|kein|"
    r"verstoss\w*|widerspr\w*)\b|\bgekundigt\b|\bkundigung\b|\bvertragswidrig|\bnicht vertragsgema\w*|"
    r"\babweichend vo[nm]\b",
    r"\b(?:laut|gemass) (?:\w+ )?(?:angebot|auftrag|bestellung|absprache)\b|\b(?:inklusive|inbegriffen|enthalten)\b",
)
_SCOPE = (
    rf"\b(?:{_NOT}) (?:\w+ ){{0,3}}(?:beauftragt|bestellt|gebucht|vereinbart|angefordert|gewollt|autorisiert|"
    rf"im (?:angebot|auftrag|leistungsumfang)|zugestimmt)\b|"
    r"\bleistungsumfang\b|\bkein(?:en)? auftrag\b|\bohne (?:auftrag|bestellung)\b|\bzusatz(?:leistung|kosten|"
    r"aufwand)\w*",
)
_DELIVERY = (
    rf"\b(?:{_GOODS})\b.{{0,60}}\b(?:{_NOT}|unvollstandig|fehl\w*|verspatet|ausstehend|noch aus|teilweise)\b",
    rf"\b(?:{_NOT}) .{{0,20}}\b(?:geliefert|angekommen|eingetroffen|erbracht|abgenommen|durchgefue?hrt|"
    rf"stattgefunden)\b",
    rf"\b(?:fehl\w+|wart\w+|ausstehend\w*|steht noch aus) .{{0,40}}\b(?:{_GOODS})\b|\bunvollstandig|\blieferverzug|"
    rf"\brestlieferung|\bteillieferung",
)
_QUALITY = (
    r"\b(?:mangel|mangelhaft\w*|defekt\w*|beschadig\w*|fehlfunktion|kaputt|unzufrieden\w*|enttauscht|unbrauchbar|"
    r"reklam\w*|beschwer(?:e|en|de)\w*|nachbesser\w*|"
    r"ausfall\w*|storung\w*|schlecht\w*|inakzeptabel|ungenugend)\b",
    rf"\b(?:{_NOT}) (?:zufrieden|glucklich|brauchbar)\b|\b(?:funktionier|lauf)\w* (?:\w+ ){{0,6}}(?:{_NOT})\b",
    r"\b(?:support|kundendienst|service) .{0,30}\b(?:nichts|keine antwort|nicht)\b",
)
_STANCE = (
    r"\bnicht (?:\w+ ){0,2}(?:erklar|nachvollzieh|versteh)\w*|\b(?:um|bitte|keine) (?:\w+ )?(?:erlauterung|"
    r"aufklarung|klarstellung|erklarung)\b|"
    r"\b(?:widersprech\w*|widersprich\w*|widersprochen|widerspruch|beanstand\w*|bestreit\w*|einwand|einwande|"
    r"strittig|unstimmig\w*)\b|\bnicht einverstanden\b|"
    r"\bnicht berechtigt\b|\bnicht (?:so )?(?:akzeptieren|anerkennen|verstandlich|nachvollziehbar)\b|"
    r"\bverstehe\w* (?:\w+ ){0,2}nicht\b|\bwofur\b.{0,60}\b(?:zahl|rechn|sollen)\w*|"
    r"\bwarum (?:haben|wird|wurde|werden|sollen|ist|berechnen)\b|\bwunder\w+ (?:uns|mich)\b|\ber?klaren sie\b|"
    r"\bhatte (?:\w+ ){0,3}nicht (?:mehr )?.{0,30}durfen\b|\bauf der rechnung stehen durfen\b",
)
_REFUSED = (
    r"\b(?:vorher|bis dahin|solange|bis) .{0,30}\b(?:nichts|nicht|keine\w*) (?:\w+ )?(?:be|ge)zahlt\b|"
    r"\b(?:keine|nicht|nichts|nie) (?:\w+ ){0,3}(?:zahlung|zahlen|bezahlen|begleichen|freigeben|"
    r"zur zahlung freigegeben)\b(?!.{0,20}\b(?:pruf|erhalten))|"
    r"\bzahlen (?:wir )?(?:erst|nicht|nichts)\b|\berst (?:zahlen|bezahlen|ue?berweisen)\b|\b(?:halten|behalten|"
    r"weisen|stellen) .{0,30}\bzuruck\b|"
    r"\bzuruck(?:halten|behalten|gehalten|weisen|gewiesen|gestellt)\b|\bgesperrt zur zahlung\b|\beinbehalt\w*|"
    r"\bweiger\w*|\bklar(?:en|ung)\b.{0,30}\b(?:vor|bevor|erst|offene)\b|"
    r"\b(?:vor|bevor|erst) .{0,30}\bklar(?:en|ung)\b|\bmochten? erst\b|\bprufen sie\b|\bbitte .{0,20}prufen\b",
)

CHALLENGE_GERMAN: tuple[Row, ...] = (
    # Part of it came and the rest is acknowledged: nothing is challenged.
    row(
        _D,
        *_ALREADY_PAID,
        reason=_R.ALREADY_PAID,
        unless=(r"\b(?:den rest|restliche?n?)\b.{0,40}\b(?:ue?berweis\w*|zahl\w*|folg\w*|komm\w*)",),
    ),
    row(_D, *_MISBILLED, reason=_R.BILLING_ERROR),
    row(_D, *_PRICING, reason=_R.PRICING),
    row(_D, *_CONTRACT, reason=_R.CONTRACT, usual_in=("note",)),
    row(_D, *_SCOPE, reason=_R.SCOPE),
    row(_D, *_DELIVERY, reason=_R.DELIVERY),
    row(_D, *_QUALITY, reason=_R.QUALITY),
    row(_D, *_CORRECT_IT, reason=_R.BILLING_ERROR, yields_to_paper=True),
    row(_D, *_STANCE, then(_AGREED, _NOT, 40), reason=_R.OTHER),
    row(_D, *_REFUSED, reason=_R.OTHER, yields_to_paper=True),
    row(_D, near(r"irrtum|fehler", _BILL), reason=_R.OTHER),
)
