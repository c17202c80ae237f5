"""The plainest challenges in Dutch and Italian: enough to raise a hand, no more."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, row
from models.dispute import DisputeReason
from models.signal import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

_DUTCH = (
    r"\b(?:klopt|kloppen|deugt) (?:\w+ ){0,4}niet\b|\bniet (?:juist|correct|akkoord|mee eens|besteld|geleverd|"
    r"ontvangen|afgesproken)\b|\bfout(?:je|en|ief)?\b|"
    r"\b(?:onjuist|dubbel|verkeerd|te veel|te hoog)\w* .{0,20}\b(?:gefactureerd|berekend|bedrag|factuur|prijs)\b|"
    r"\bbetwist\w*|\bbezwaar\b|\bklacht\w*|\bdefect\w*|\bopgezegd\b|"
    r"\b(?:tot die tijd|zolang) .{0,30}\b(?:liggen|niet|wachten)\b",
)
_DUTCH_PAID = (
    r"\b(?:al|reeds|gisteren) (?:\w+ ){0,3}(?:betaald|overgemaakt)\b|\b(?:is|hebben|heb) (?:\w+ ){0,4}(?:betaald|"
    r"overgemaakt)\b",
)
_ITALIAN = (
    r"\bcontest\w*|\bnon (?:e|siamo|abbiamo|corrisponde|concordiamo|riconosciamo) (?:\w+ ){0,2}(?:corrett\w*|"
    r"d'accordo|ordinat\w*|ricevut\w*|richiest\w*|all'ordine|alla|al|quest\w+)\b|"
    r"\b(?:errore|errat\w*|sbagliat\w*|doppia|due volte|difettos\w*|reclamo)\b|\bnon funziona\w*|\bmai (?:ordinat|"
    r"richiest|consegnat)\w*",
)
_ITALIAN_PAID = (
    r"\bgia (?:\w+ )?(?:pagat|saldat|bonificat)\w*|\b(?:abbiamo|e stat[oa]|e) (?:gia )?(?:pagat|saldat|"
    r"effettuat)\w*(?! (?:la|una) (?:registr|verific))",
)

CHALLENGE_DUTCH: tuple[Row, ...] = (row(_D, *_DUTCH_PAID, reason=_R.ALREADY_PAID), row(_D, *_DUTCH, reason=_R.OTHER))
CHALLENGE_ITALIAN: tuple[Row, ...] = (
    row(_D, *_ITALIAN_PAID, reason=_R.ALREADY_PAID),
    row(_D, *_ITALIAN, reason=_R.OTHER),
)
