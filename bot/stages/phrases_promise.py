"""How customers say that they will pay, and what makes it no promise."""

from __future__ import annotations

from bot.stages.phrases import Row, row
from models.packet import SignalKind

_K = SignalKind

#: "We will pay": a day is looked for in the same sentence.
PROMISES: tuple[Row, ...] = (
    row(
        _K.PROMISE,
        r"\b(?:will|shall|'ll|ll|going to|gonna|plan(?:ning)? to|expect(?:ing)? to|intend to|"
        r"aim(?:ing)? to|able to|can|should|is to|are to|to be|promise to|commit to|try to|hope to|"
        r"would)\b.{0,40}\b(?:pay|paid|paying|settl\w*|transfer\w*|remit\w*|wire[d]?|clear(?:ed)?|"
        r"process\w*|releas\w*|sen[dt]|made?|issued?|execut\w*|go(?:es)? out|reach you|arrive|land|"
        r"credited|initiat\w*|actioned|sorted|initiate)\b",
        r"\b(?:payment|transfer|wire|money|funds|cheque|check|remittance|it|invoice|this|"
        r"they)\b.{0,30}\b(?:is|are|has been|have been|was)? ?(?:now )?(?:scheduled|planned|"
        r"due (?:out|to go)|going out|set (?:up )?for|lined up|booked|queued|programmed|approved|"
        r"earmarked|diari[sz]ed)\b|\b(?:scheduled|planned|booked|queued|set|(?:put|have) (?:it|this|"
        r"them|you) (?:in|down|through)) (?:for|on|to go)\b",
        r"\b(?:payment|pay|cheque|check|bacs) run\b",
        r"\b(?:will|'ll|shall) (?:\w+ ){0,2}(?:get|have|send) (?:this|it|that|the \w+) (?:over |out |"
        r"across |to |with )",
        r"\byou(?:'ll| will| should| can| shall|'d)? (?:\w+ )?(?:have|receive|get|see|"
        r"expect)\b.{0,40}\b(?:it|money|payment|funds|transfer|amount|balance|cash|this|by|on)\b",
        r"\b(?:money|funds|payment|transfer|it|amount|balance|cash)\b.{0,20}\b(?:will|should|"
        r"'ll) be (?:with you|in your|there|on its way|on your|done|yours)",
        r"\bexpect (?:our|the|a|your|payment|it|transfer)\b|\b(?:paying|settling|wiring|remitting|"
        r"transferring|sending|clearing) (?:this|it|that|them|you|today|tomorrow|on|by|next|the|"
        r"these|everything|invoice|all|in full|both)\b|\bcommit(?:ted)? to\b|\bpromise\w*\b|"
        r"\bcleared by\b|\bpayment (?:on|by|date|value date)\b",
        r"\b(?:ue?berweis\w*|zahlen|zahle|bezahlen|begleichen|zahlung|bezahlt|beglichen|anweisen|"
        r"zahlungslauf|zahlbar|angewiesen|geld|betrag)\b",
        r"\b(?:paierons|paierai|reglerons|reglerai|paiement|reglement|virement|virerons|"
        r"effectuerons|payer|regler|sera (?:paye|payee|regle|vire|effectue)\w*|partira|payons|"
        r"reglons)\b",
        r"\b(?:pagaremos|pagare|pago|abonaremos|transferencia|transferiremos|realizaremos|se pagara|"
        r"pagar|haremos|liquidaremos|efectuaremos|efectuara|sera pagad\w*|pagamos)\b",
    ),
)

#: A sentence with one of these states no intention to pay by a day.
NO_PROMISE = (
    r"\b(?:won't|wont|will not|'ll not|not going to|cannot|can't|can not|unable to|not be able|"
    r"never|refuse\w*|not (?:be )?(?:pay|paid|paying|releas\w*|settl\w*|process\w*))\b"
    r"|\b(?:until|unless|only (?:if|when|once|after)|once|as soon as|provided|if|subject to|"
    r"erst (?:wenn|nach)|sobald|wenn|falls|des que|lorsque|quand|si|cuando|hasta que|en cuanto|"
    r"una vez)\b"
    r"|\b(?:keine|nicht) (?:zahlung|zahlen|bezahlen|ue?berweis\w*)|\bne (?:paierons|payerons|"
    r"reglerons) pas|\bno (?:pagaremos|vamos a pagar)"
    r"|\b(?:was|were|had been) (?:paid|settled|sent|transferred)|\?\s*$"
)
