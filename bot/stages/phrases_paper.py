"""The purchase-order number an invoice lacks, or that they give."""

from __future__ import annotations

from bot.stages.phrases import Row, near, row
from models.packet import SignalKind

_PO = (
    r"po|p\.o\.?|pos|purchase[- ]orders?|po-?(?:number|nr|nummer)|order (?:number|reference|ref)|po[- ]?\d{3,}|"
    r"bestell-?(?:nummer|nr\.?|referenz|bezug)|bons? de commande|numero de (?:commande|pedido|orden)|"
    r"(?:numero|orden|n.?o) de (?:pedido|compra|orden)|reference de commande|inkoopnummer|bestelnummer|"
    r"ordine d'acquisto|numero d'ordine"
)
_LACK = (
    r"need\w*|requir\w*|missing|without|must|quot(?:e|ing|ed|es)|includ\w*|add(?:ed)?|blank|reject\w*|bounce\w*|"
    r"cannot|can't|no|not|\w*n't|wrong|old|closed|"
    r"expir\w*|new|which|what|invalid|reference\w*|raise|re-?issue\w*|mention\w*|state|put|carr(?:y|ies)|show\w*|"
    r"lack\w*|provide|send|against|exhausted|used up|"
    r"consumed|empty|blank|absent|mandatory|compulsory|correct|update\w*|amend\w*|resend|resubmit|"
    r"fehl\w*|ohne|benotig\w*|brauch\w*|angeb\w*|geben|anfug\w*|erganz\w*|vermerk\w*|nennen|keine?|"
    r"pas de|ne porte|ne figure|manqu\w*|sans|indiqu\w*|mentionn\w*|besoin|faut|ajout\w*|obligatoire|absence|"
    r"falta\w*|sin|necesit\w*|inclu\w*|indi\w*|obligatori\w*|requerim\w*|precis\w*|anad\w*|zonder|ontbreekt|senza|manca"
)

PAPER_WISHES: tuple[Row, ...] = (
    row(
        SignalKind.PO_NEEDED,
        near(_PO, _LACK, 50),
        r"\bpo (?:number|no\.?|#|ref\w*)\?|\bpo\?|\bpo (?:only )?(?:covers|exceed\w*|amount|value|balance|line|"
        r"is (?:for|over|full|spent))",
        near(_PO, r"4[0-9]{9}", 30),
        # A number of an order system, given to be put on the invoice.
        r"\b(?:quot\w+|reference|ref|number|put|use|add|order|it is|it's|"
        r"avec la reference)\W+(?:\w+\W+){0,3}?(?:45\d{8}|4[0-9]{9}|po-?\d{3,}|bc-?\d{3,}[\d-]*)\b",
        r"\bnew (?:order )?number\b.{0,40}\b(?:order|off|from|our side)\w*",
        # An invoice that does not agree with the order is a challenge, not a lack of paper.
        unless=(
            rf"\b(?:higher|lower|more|less) than .{{0,30}}\b(?:{_PO})\b",
            rf"\b(?:match|agree|tally|correspond|reconcil|differ|exceed|coincid|ubereinstimm|"
            rf"abweich)\w*\b.{{0,30}}\b(?:{_PO})\b",
        ),
    ),
)
