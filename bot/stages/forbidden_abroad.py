# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""The forbidden topics in the other languages our customers read; folded like the text, so without accents."""

from __future__ import annotations

from collections.abc import Mapping

#: Name of the topic → patterns, written as in `bot.stages.forbidden`.
ABROAD: Mapping[str, tuple[str, ...]] = {
    "fee_or_interest": (
        r"\b\w*(?:mahn|verzugs|bearbeitungs|saumnis|saeumnis|verspatungs|verspaetungs)(?:gebue?hr|kosten|zins|pauschal|zuschl)\w*",
        r"\bzins(?:en)?\b|\bgebuh?e?r(?:en)?\b|\bvertragsstrafe\b|\bstrafzahlung\b|\bzuschlag\b",
        r"\bfrais (?:de|supplementaires|bancaires)\b|\bpenalites?\b|\binterets? (?:de|moratoires|legaux|seront|courent|au)\b|\bmajoration\b|\bindemnite\b",
        r"\brecargos?\b|\bintereses\b|\bpenalizacion\w*|\bmultas?\b|\bcomision(?:es)? por\b|\bgastos de\b",
        r"\binteressi\b|\bmora\b|\bpenale\b|\bboete\b|\bwettelijke rente\b|\baanmaningskosten\b|\bjuros\b",
    ),
    "credit_or_discount": (
        r"\b\w*rabatt\w*|\b\w*nachlass\w*|\bgutschrift\w*|\berlassen\b|\bkulanz\w*|\berstatt\w+|\bentgegenkommen\b",
        r"\bremise de\b|\bune remise\b|\brabais\b|\breduction de\b|\bun avoir\b|\bgeste commercial\b|\brembours\w+|\bristourne\b",
        r"\bdescuentos?\b|\brebajas?\b|\bnotas? de credito\b|\bun abono\b|\bcondon\w+|\breembols\w+|\bbonificacion\b",
        r"\bsconto\b|\bnota di credito\b|\bkorting\b|\bcreditnota\b|\bdesconto\b",
    ),
    "payment_plan": (
        r"\b\w*raten(?:zahlung\w*|plan\w*)?\b|\bteilzahlung\w*|\bteilbetrag\w*|\bstundung\w*|\bstunden wir\b|\bzahlungsaufschub\b|\bzahlungsplan\b|\bmehr zeit\b|\bin (?:zwei|drei|vier|mehreren) teilen\b",
        r"\becheancier\b|\bechelonn\w+|\ben (?:plusieurs|deux|trois|quatre) fois\b|\bdelai (?:de paiement|supplementaire)\b|\breport d'echeance\b|\bacomptes?\b",
        r"\ba plazos\b|\ben (?:\w+ )?(?:plazos|cuotas|pagos|partes)\b|\bfraccion\w+|\baplaz\w+|\bplan de pagos?\b|\bprorroga\b",
        r"\brateizza\w*|\ba rate\b|\bbetalingsregeling\b|\bin termijnen\b|\bparcel\w+",
    ),
    "legal_or_agency": (
        r"\b(?:rechts)?anwalt\w*|\banwalte?\b|\bgericht(?:lich\w*|s\w*|e)?\b|\brechtliche\w*|\brechtsweg\b|\bklage\b|\bverklagen\b|\bmahnbescheid\w*|\bmahnverfahren\b|\bjuristisch\w*|\b\w*inkasso\w*|\bschufa\b|\bzwangsvollstreck\w+|\bgerichtsvollzieher\b",
        r"\bavocats?\b|\bhuissiers?\b|\bcontentieux\b|\bpoursuites?\b|\bmise en demeure\b|\ben justice\b|\bjudiciaires?\b|\bjuridiques?\b|\brecouvrement\b|\bvoie legale\b|\binjonction\b",
        r"\babogad\w+|\bjuzgados?\b|\bacciones legales\b|\bvia judicial\b|\bjudicial\w*|\bdemandar\w*|\bcobranzas?\b|\bagencia de cobros?\b|\bmorosos\b|\btribunales\b|\bburofax\b",
        r"\bavvocat\w+|\brecupero crediti\b|\bincasso\w*|\badvocaat\b|\brechter\b|\brechtbank\b|\badvogad\w+",
    ),
    "suspension": (
        r"\b(?:ge|ab|aus)?sperr(?:e|en|t|ung|st)?\b|\babschalt\w+|\babgeschaltet\b|\babstellen\b|\bkundig(?:en|ung|t)\b|\bkuendig\w+|\bgekundigt\b|\blieferstopp\b|\beinstellen\b|\beingestellt\b|\baussetzen\b|\bzugang\b~\b(?:entzieh\w+|verlier\w+|gesperrt|beend\w+)\b",
        r"\bsuspen(?:dre|dons|drons|du|due|sion)\b|\bcoup(?:er|ons|erons|ure)\b|\bresili\w+|\bdesactiv\w+|\bbloqu(?:er|ons|erons|e|ee)\b|\binterrompre\b|\barreter (?:le|la|les|vos|nos)\b",
        r"\bsuspend(?:er|eremos|ido|ida)\b|\bcortar(?:emos)?\b|\bcancelaremos\b|\bdesactivar\w*|\bbloquear\w*|\bdar de baja\b|\bcorte (?:de|del)\b|\brescindir\w*|\binterrumpir\w*",
        r"\bsospend\w+|\bopschort\w*|\bafsluiten\b|\bstopzetten\b|\bsuspens\w+",
    ),
    "threat": (
        r"\bletzte mahnung\b|\bletztmal\w*|\bkonsequenzen\b|\bandernfalls\b|\bansonsten\b|\bweitere schritte\b|\bsehen wir uns (?:gezwungen|genotigt)\b|\bfristsetzung\b",
        r"\bderniere? (?:relance|rappel|avis|avertissement)\b|\bsous peine\b|\bfaute de (?:quoi|paiement)\b|\ba defaut\b|\bconsequences\b|\bnous (?:verrons|serons) (?:contraints|obliges)\b",
        r"\bultimo aviso\b|\bultimatum\b|\bde lo contrario\b|\bconsecuencias\b|\bnos veremos obligad\w+|\bmedidas\b",
    ),
    "dispute": (
        r"\bunser fehler\b|\bfehler unsererseits\b|\breklamation\w*|\bbestritten\w*|\bstreitig\w*|\bmangel\w*\b|\bbeanstand\w+",
        r"\bnotre erreur\b|\berreur de notre part\b|\blitige\w*|\breclamation\w*|\bcontest(?:e|ee|ation)\b",
        r"\bnuestro error\b|\berror nuestro\b|\bdisputa\w*|\breclamacion\w*|\bqueja\w*",
    ),
    "commitment": (
        r"\bwir (?:werden|liefern|beheben|garantieren|sichern|erstatten|ersetzen)\b|\bzugesagt\b|\bzusage\b",
        r"\bnous (?:livrerons|rembourserons|garantissons|corrigerons|reparerons)\b|\bnous nous engageons\b",
        r"\b(?:entregaremos|garantizamos|corregiremos|reembolsaremos|repararemos)\b|\bnos comprometemos\b",
    ),
}
