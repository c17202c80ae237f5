"""How customers commit to pay by a day, and what makes it no commitment.

A promise is a commitment with a day: money that will move, or an instruction that is given, said of the writer's own
side, in a clause that neither denies nor asks nor makes it depend on anything. Without a day there is no promise.
"""

from __future__ import annotations

from bot.stages.reading.phrases import any_of
from bot.stages.reading.phrases_words import NOT

_PAY = (
    r"pay|paid|paying|settl\w*|transfer(?:red|ring)?|remit\w*|wir(?:e|ed|ing)|clear(?:ed|ing)?|releas\w*|"
    r"sen[dt] (?:you )?(?:the |our |a )?(?:money|payment|funds|transfer|cheque|check|balance|rest|amount|it|this|"
    r"\d\S*)|be sent|"
    r"hit|deposit|disburs\w+|go(?:es|ing)?(?: out| across| through| in)?(?! to\b)|reach(?: you)?|arriv\w*|land\w*|"
    r"credited|execut\w*|actioned|process\w*|"
    r"sort(?:ed)?|ma[dk]e (?:the |a |our |this |your |that |full )?(?:payment|transfer)|be made|issued?|initiat\w*|"
    r"put (?:it|this|that|them) through|be (?:with you|there|yours|done|on (?:its way|your|the list))|"
    r"be in (?:\S+ ){0,3}(?:run|batch|account|bank|file|proposal)|have (?:it|this)|get (?:it|this|that) (?:over|out|"
    r"across|to you|paid|done|sorted|off)"
)
_IT = (
    r"it|this|that|this one|them|both|you|yours|everything|everyone|all|the (?:\w+ )?(?:lot|rest|amount|balance|"
    r"invoices?|money|bill|full)|"
    r"invoice \S+|[\w/-]{0,12}\d[\w/-]{0,12}"
)
_SUBJECT = (
    r"it|this|that|this one|they|both|yours?|all|payment|transfer|wire|money|funds|cheque|check|remittance|balance|"
    r"settlement|"
    r"invoice|amount|treasury|accounts|finance|the rest|[\w/-]{0,12}\d[\w/-]{0,12}"
)
_RUN = (
    r"(?:payment|pay|cheque|check|bacs|ach|sepa|weekly|friday|thursday|wednesday|tuesday|monday)?'?s? ?(?:run|batch|"
    r"proposal|file|bacs|ach)"
)

#: "We will pay …", "payment should reach you …".
_FUTURE = (
    rf"\b(?:will|shall|'ll|ll|going to|gonna|plan(?:ning)? to|expect(?:ing)? to|intend to|aim to|able to|can|should|"
    rf"ought to|is to|are to|"
    rf"to be|promise to|commit to|would) (?:[^\s,]+ ){{0,6}}?(?:{_PAY})\b",
    rf"\b(?:{_SUBJECT})\b.{{0,20}}\b(?:will|should|'ll|ought to) be (?:with you|in your|there|on its way|on your|"
    rf"done|yours|in)\b",
    r"\byou(?:'ll|ll| will| should| can| shall|'d)? (?:\w+ )?(?:have|receive|get|see|expect|count on)\b.{0,40}\b"
    r"(?:it|money|payment|funds|transfer|amount|balance|cash|this|that)\b",
    r"\byou(?:'ll|ll| will| shall) (?:\w+ )?(?:be paid|have it|see it|get it|get paid)\b",
    rf"\b(?:will|shall|'ll|ll|to) be (?:part|in|on|included) (?:\w+ ){{0,8}}?{_RUN}\b|"
    r"\b(?:he|she|they|jan|accounts|finance|ap)?(?:'ll| will) (?:pay|wire|settle|transfer|release)\b|"
    r"\bexpect (?:our|the|a|your|payment|it|transfer|funds|money)\b|\bcount on (?:it|payment|us)\b",
)
#: "It is down for Thursday's run", "approved and scheduled, value date 24/04".
_SCHEDULED = (
    r"\b(?:scheduled|planned|booked|queued|set up|lined up|programmed|earmarked|diari[sz]ed|down|in|on the list|"
    r"on your list|added|entered|"
    r"approved|cleared|released|signed off|set|slated|put(?: it| this| them)? (?:in|through|down)|included|"
    r"due (?:out|to go))\b.{0,30}\b(?:for|in|on|to|with|is)\b",
    rf"\b(?:in|with|on|part of|down for|for|next) (?:our |the |my |this |next )?(?:\S+ ){{0,3}}?{_RUN}\b",
    r"\b(?:scheduled|approved|payment|paid|transfer|release[ds]?)\b.{0,30}\bvalue(?: date)?\b",
    # "The run is on the 10th and ours is in it."
    rf"\b{_RUN} is (?:on|this|next|due)\b|\bruns? payments? (?:on|this)\b|\b(?:included|in it|part of it)\b",
)
#: "We pay it on Friday", "goes out on the 14th", "Paying this tomorrow", "Doing it Friday".
_MOVING = (
    rf"\b(?:we|i|accounts|treasury|finance|ap|they|he|she)(?:'re|'m| are| am| is)? (?:\w+ )?(?:pay|paying|pays|"
    rf"settle|settling|wire|wiring|transfer|transferring|"
    rf"releas(?:e|es|ing)|send|sending|clear|clearing|do|doing|make|making|putting|remit\w*)\b (?:the payment|"
    rf"payment|transfer|{_IT}|on|by|today|tomorrow|through)",
    rf"^\W*(?:(?:\w+\W+){{0,3}})?(?:paying|settling|wiring|remitting|transferring|sending|clearing|doing|releasing|"
    rf"initiating) (?:{_IT}|\w+ transfer|transfer|payment|on|by|today|tomorrow)\b",
    rf"\b(?:{_SUBJECT})\b.{{0,25}}?\b(?:goes|go(?! to\b)|going|leaves|leaving|lands|landing|arrives|gets paid|"
    rf"is paid|are paid|is being paid|is released|releases|hits)\b",
    r"\b(?:told|instructed|asked) (?:our|the|my) (?:bank|accountant|bookkeeper) to (?:pay|transfer|wire|release|"
    r"send)\b",
    r"\bcommit(?:ted)? to\b|\bi promise\b|\bpromise you\b|\bmy word\b|\bpayment (?:on|by|date)\b|\b(?:treasury|"
    r"accounts|finance) (?:releases|pays|sends)\b",
)
_GERMAN = (
    r"\b(?:ue?berweis(?:e|en|t)|zahle|zahlen|bezahlen|begleichen|anweisen|veranlassen)\b",
    r"\b(?:wird|werden) .{0,60}\b(?:bezahlt|beglichen|ue?berwiesen|angewiesen|ausgefuhrt|gezahlt|erfolgen|eingehen|"
    r"freigegeben)\b",
    r"\b(?:zahlung|ue?berweisung|geld|betrag|rechnung)\b.{0,40}\b(?:erfolgt|geht|kommt|ist|wird|raus|eingeplant|"
    r"vorgesehen)\b",
    r"\b(?:geht|gehen|kommt|lauft|fliesst)\b.{0,40}\b(?:raus|ab|rein|weg|los|mit)\b|\bzahllauf\b|"
    r"\b(?:wird|werden|ist|sind) .{0,40}\b(?:angewiesen|eingestellt|terminiert|vorgemerkt|abgebucht|eingeplant)\b|"
    r"\bhaben sie (?:das|den|die|ihr) (?:geld|betrag|zahlung)\b|"
    r"\b(?:gleichen|gleiche|weisen|weise|begleiche|erledige|erledigen) (?:wir|ich|\w+ )\b|"
    r"\bzahlungslauf\b|\bsie (?:erhalten|bekommen|haben) (?:den|das|die|unsere?|ihr) (?:\w+ )?(?:betrag|geld|"
    r"zahlung)\b|\b(?:wertstellung|valuta)\b|\bist (?:\w+ )?eingeplant\b",
)
_FRENCH = (
    r"\b(?:paierons|paierai|payons|reglerons|reglerai|reglons|virerons|effectuerons|payerons|procederons)\b",
    r"\b(?:paiement|reglement|virement|facture|il|elle|solde)\b.{0,40}\b(?:sera|partira|part|interviendra|"
    r"est prevu\w*|aura lieu|passera|est programm\w*|arrivera)\b",
    r"\b(?:allons|vais|va|prevoyons de|pouvons) (?:\w+ )?(?:payer|regler|virer|effectuer)\b|\bdate de valeur\b|"
    r"\bserez (?:paye|regle)\w*|\b(?:je|nous|on|il|elle|ils|elles) (?:l[ae] |l'|les |vous |en )?(?:regl(?:e|ons|ent)|"
    r"pai?[ey]\w*|sold(?:e|ons|ent)|vir(?:e|ons|ent)|"
    r"fais|faisons|fait|effectue\w*|procede\w*|envo\w+)\b|\baurez (?:le|votre|l'|les|la)\b|"
    r"\b(?:paiement|reglement|virement|argent|fonds)\b.{0,30}\b(?:partent|tombe|arrive|est ordonne|est lance)\b",
)
_SPANISH = (
    r"\b(?:pagaremos|pagare|abonaremos|transferiremos|realizaremos|haremos|liquidaremos|efectuaremos|pagamos|"
    r"se (?:pagara|abonara|efectuara|realizara|transferira))\b",
    r"\b(?:(?:lo|la|los|las|se|le|les|os) )(?:pag[ao]\w*|abon\w+|transfier\w+|transferi\w+|liquid\w+|ingres\w+|hac\w+|"
    r"tien\w+)\b|"
    r"\b(?:pagan|paga|abonan|liquidan|ingresan|queda(?:ra)? (?:pagad|abonad|liquidad|saldad)\w+|lo tendra\w*|"
    r"tendra[ns]? (?:el|su))\b|"
    r"\b(?:pago|transferencia|factura|importe|dinero|remesa)\b.{0,40}\b(?:sale|salen|llega\w*|se hace|sera|esta "
    r"previst\w*|esta programad\w*|saldra|se hara|"
    r"se efectuara|entra|va)\b",
    r"\b(?:vamos a|voy a|podemos) (?:pagar|abonar|transferir|hacer (?:el pago|la transferencia))\b|\bremesa del?\b|"
    r"\bfecha valor\b",
)
_NEIGHBOURS = (
    r"\b(?:wordt|worden|zal|zullen) .{0,40}\b(?:betaald|overgemaakt|voldaan)\b|\b(?:betalen|betaal) (?:wij|we|ik|het|"
    r"deze|hem)\b|\b(?:wij|we|ik) (?:betalen|betaal|maken)\b",
    r"\b(?:va|andra|sara|verra) (?:\w+ )?(?:in pagamento|pagat\w*|saldat\w*)\b|\b(?:pagheremo|paghiamo|salderemo|"
    r"provvederemo)\b|\b(?:bonifico|pagamento) .{0,30}\b(?:sara|partira|previsto)\b",
)

COMMITMENT = any_of(*_FUTURE, *_SCHEDULED, *_MOVING, *_GERMAN, *_FRENCH, *_SPANISH, *_NEIGHBOURS)

#: A commitment is about money; a meeting is scheduled for Friday too.
ABOUT_PAYING = any_of(
    r"\b(?:pay\w*|paid|settl\w*|transfer\w*|remit\w*|wir(?:e|ed|ing)|clear\w*|releas\w*|invoic\w*|bill|balance|money|"
    r"funds|cash|cheque|check|bacs|ach|sepa|run|"
    r"batch|treasury|account|amount|credited|value date|approved|scheduled|deposit|disburs\w*|neft|rtgs|whole lot|"
    r"yours|both|everyone)\b",
    r"(?<![\w-])[a-z]{0,4}\d*-?\d{3,}\b|[€£$]",
    r"\b(?:you(?:'ll| will| should) (?:have|receive|get|see) it|do(?:ing)? (?:it|this|that)|ha(?:ve|s) (?:it|this)|"
    r"put (?:it|this|that) (?:in|through|down)|get (?:it|"
    r"this|that)|see it|see funds|be with you|with you|putting (?:it|this|that) through|goes out|going out)\b",
    r"\b(?:zahl\w*|bezahl\w*|ue?berw\w*|beglich\w*|begleich\w*|angewiesen|anweisen|betrag|geld|rechnung\w*)\b",
    r"\b(?:pai\w+|pay\w+|regl\w+|vir\w+|factur\w*)\b|\b(?:pag\w+|abon\w+|transfer\w+|remesa|importe|ingreso)\b|"
    r"\b(?:betaal\w*|betal\w*|factuur|bonifico|fattura)\b",
)

#: Denied, asked, hoped for, or dependent on something: no commitment.
NO_COMMITMENT = any_of(
    rf"\b(?:won't|wont|will not|'ll not|not going to|cannot|can't|can not|unable to|not be able|never|refuse\w*)\b|"
    rf"\b(?:{NOT}) (?:be )?"
    r"(?:pay|paid|paying|releas\w*|settl\w*|process\w*|say|know)\b|\bnothing moves\b",
    r"\b(?:until|unless|only (?:if|when|once|after)|once|as soon as|provided|if|subject to|depend\w*|whether)\b",
    r"\b(?:(?:with|some|any) (?:\w+ )?luck|aim(?:ing)? (?:for|at)|tentative\w*|ideally|in theory|realistically|touch "
    r"wood|"
    r"the plan was|fell through|(?:was|were|got) rejected|voraussichtlich|mit (?:etwas )?gluck|eventuell|normalerweise|"
    r"bemuh\w*|versuch\w*|si tout va bien|en principe|normalement|j'espere|esper\w+|essay\w+|essaie\w*|intentar\w*|"
    r"en principio|normalmente|a ver si)\b",
    # Something else happens that day: a meeting, a call, a look at it.
    r"\b(?:board|committee|management|meeting|team|they|we|gremium|vorstand|comite|consejo|junta) (?:will |'ll "
    r")?(?:meets?|"
    r"sits?|discuss\w*|decid\w*|review\w*|tagt|entscheidet|se reun\w+|decide\w*)\b|\b(?:i|we|he|she)(?:'ll| will| "
    r"can) (?:\w+ )?"
    r"(?:call|ring|look|know|check|answer|reply|come back|get back|be back|tell|ask|speak|talk|write|update|let you "
    r"know|"
    r"have (?:an? )?(?:answer|news|update|reply))\b|\b(?:an answer|know more|look at it|will confirm)\b|"
    r"\b(?:weiss ich mehr|melde (?:ich )?mich|rufe (?:ich )?(?:sie )?an|gebe (?:ich )?bescheid|sage (?:ich "
    r")?bescheid)\b|"
    r"\b(?:vous rappelle|reviens vers vous|vous (?:dirai|dis|tiens))\b|\b(?:le|les|te|os) (?:digo|dire|aviso|avisare|"
    r"llamo|llamare)\b|"
    r"\bbooks? (?:are )?close\w*|\b(?:fiscal|financial) year\b",
    r"\b(?:hope(?:fully|s)?|hoping|might|maybe|perhaps|with (?:any|a bit of) luck|try|trying|probably|possibly|"
    r"fingers crossed|should know|was hoping)\b",
    r"\b(?:'d|had) (?:planned|hoped|intended|wanted|meant|promised)\b|\bdoubt\b",
    r"\b(?:was|were) (?:supposed|meant|due|going) to\b|\b(?:was|were|had been) (?:paid|settled|sent|transferred|"
    r"wired|made)\b|\bwhat happened\b",
    r"\b(?:every|each) (?:second |other |two )?(?:week|month|monday|tuesday|wednesday|thursday|friday)\b|\busually\b|"
    r"\bnormally\b",
    r"\b(?:since|seit|depuis|desde|sinds)\b",
    r"\?\s*$",
    r"\b(?:erst (?:wenn|nach)|sobald|wenn|falls|sofern|vielleicht|hoffentlich|nicht (?:zahl|bezahl|ue?berweis|"
    r"begl)\w*|keine (?:zahlung|ue?berweisung))\b",
    r"\b(?:des que|lorsque|quand|si|peut-etre|sous reserve|ne (?:paierons|payerons|reglerons))\b",
    r"\b(?:cuando|hasta que|en cuanto|una vez|si|quizas?|no (?:pagaremos|vamos a pagar))\b",
)

#: Said somewhere in a sentence, it takes back every word of it: "by Friday, but no guarantees".
NO_WORD_GIVEN = any_of(
    r"\b(?:no (?:guarantees?|promises?|firm date)|(?:not|\w*n't|cannot) (?:\w+ )?(?:promise|guarantee|swear|commit|"
    r"vouch)|"
    r"hold (?:me|us) to)\b",
    r"\bnicht (?:\w+ ){0,2}(?:garantier|versprech|zusag)\w*|\b(?:versprechen|garantieren|zusagen) kann ich\b|\bohne "
    r"gewahr\b",
    r"\bsans (?:garantie|engagement)\b|\bne (?:peux|peut|pouvons|promets|garantis|promettons) (?:\w+ )?(?:rien|pas)\b",
    r"\bsin (?:compromiso|garantia)\b|\bno (?:(?:se|te|lo|la|os|le|puedo|podemos) )*(?:asegur|promet|garantiz)\w*",
)

#: What a note of ours begins with that tells what they said to us, and who has spoken with them.
THEIR_WORD = any_of(
    r"\b(?:spoke|called|rang|phoned|met|talked|call|tel|telefonat|telefoniert|gesprochen|angerufen|appele|appel|"
    r"parle|eu au telephone|hable|llame|llamada|telefono|he|she|they|says|said|confirmed|confirms|promised|"
    r"promises|told|assured|sagt|sagte|zugesagt|bestatigt\w*|verspricht|dit|confirme|promet|assure|dice|"
    r"confirma\w*|promete|asegura)\b",
)

#: A clause of its own: "we'll pay 1001 on Thursday but 1002 has the wrong rate".
CLAUSES = any_of(r"[;]", r",? \b(?:but|however|although|though|whereas|aber|jedoch|mais|pero|maar)\b", r" - ")
