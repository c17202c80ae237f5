# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""The forbidden topics in the other languages our customers read; folded like the text, so without accents."""

from __future__ import annotations

from collections.abc import Mapping

#: Name of the topic → patterns, written as in `bot.stages.guarding.forbidden`.
ABROAD: Mapping[str, tuple[str, ...]] = {
    "fee_or_interest": (
        r"\b\w*(?:mahn|verzugs|bearbeitungs|saumnis|saeumnis|verspatungs|verspaetungs)(?:gebue?hr|kosten|zins|pauschal|zuschl)\w*",
        r"\bzins(?:en)?\b|\bgebuh?e?r(?:en)?\b|\bvertragsstrafe\b|\bstrafzahlung\b|\bzuschlag\b",
        r"\bfrais (?:de|supplementaires|bancaires)\b|\bpenalites?\b|\binterets? (?:de|moratoires|legaux|seront|courent|au)\b|\bmajoration\b|\bindemnite\b",
        r"\brecargos?\b|\bintereses\b|\bpenalizacion\w*|\bmultas?\b|\bcomision(?:es)? por\b|\bgastos de\b",
        r"\binteressi\b|\bmora\b|\bpenale\b|\bboete\b|\bwettelijke rente\b|\baanmaningskosten\b|\bjuros\b",
    ),
    "credit_or_discount": (
        r"\b\w*rabatt\w*|\b(?:zieh(?:en|e)|lass(?:en|e))\b[^.!?\n]{0,30}\b(?:ab|nach)(?=[.,!]|$)|\bverzichten\b|\berlass\w+|\b\w*nachlass\w*|\bgutschrift\w*|\berlassen\b|\bkulanz\w*|\berstatt\w+|\bentgegenkommen\b|\bkomm\w* (?:wir |ich )?ihnen\b[^.!?\n]{0,30}\bentgegen\b|\b(?:beim|am) preis\b",
        r"\bremise de\b|\bune remise\b|\brabais\b|\breduction de\b|\bun avoir\b|\bgeste commercial\b|\brembours\w+|\bristourne\b",
        r"\bdescuentos?\b|\bdescont\w+|\babonar(?:emos|e|le|les)\b|\brebajas?\b|\bnotas? de credito\b|\bun abono\b|\bcondon\w+|\breembols\w+|\bbonificacion\b",
        r"\bscont\w+\b|\babbuon\w+|\brimbors\w+|\briduzione\b|\bstorn\w+|\bnota di credito\b|\bkorting\b|\bcreditnota\b|\bdesconto\b",
    ),
    "payment_plan": (
        r"\b\w*raten(?:zahlung\w*|plan\w*)?\b|\bteilzahlung\w*|\bteilbetrag\w*|\bstundung\w*|\bstunden wir\b|\bzahlungsaufschub\b|\bzahlungsplan\b|\bmehr zeit\b|\bdie halfte (?:jetzt|sofort|heute|diesen)\b|\b(?:andere|zweite) halfte\b|\bspater zahlen\b|\bnach und nach\b|\b(?:zahlen|begleichen|uberweisen)\b[^.!?\n]{0,40}\b(?:jeden monat|monatlich\w*)\b|\bmonatlich\w* (?:zahlen|raten|betrage\w*)\b|\bin (?:zwei|drei|vier|mehreren) teilen\b",
        r"\becheancier\b|\bechelonn\w+|\ben (?:plusieurs|deux|trois|quatre) fois\b|\bdelai (?:de paiement|supplementaire)\b|\breport d'echeance\b|\bacomptes?\b|\bla moitie (?:maintenant|ce|tout de suite)\b|\bplus de temps\b|\bpetit a petit\b|\b(?:pa(?:yer|yez)|regl(?:er|ez)|vers(?:er|ez))\b[^.!?\n]{0,40}\b(?:chaque|par) mois\b|\bau fur et a mesure\b|\b(?:payer|regler) plus tard\b|\ben \w+ (?:versements|mensualites|echeances)\b",
        r"\ba plazos\b|\bla mitad (?:ahora|hoy|este|ya)\b|\bmas tiempo\b|\bpoco a poco\b|\bpor partes\b|\bpag(?:ar|ue|arla|arlo)\b[^.!?\n]{0,40}\b(?:cada mes|al mes|mas adelante)\b|\ben (?:\w+ )?(?:plazos|cuotas|pagos|partes)\b|\bfraccion\w+|\baplaz\w+|\bplan de pagos?\b|\bprorroga\b",
        r"\brateizza\w*|\ba rate\b|\bin (?:\w+ )?rate\b|\bdilazion\w+|\bmeta (?:ora|adesso|subito|questo)\b|\bproroga\w*|\bun po' (?:per|alla) volta\b|\b(?:versare|pagare|pagarla|saldare)\b[^.!?\n]{0,40}\bogni mese\b|\bpoco (?:per volta|alla volta)\b|\bacconto\b|\bbetalingsregeling\b|\bin termijnen\b|\bparcel\w+",
    ),
    "legal_or_agency": (
        r"\b(?:rechts)?anwalt\w*|\banwalte?\b|\bgericht(?:lich\w*|s\w*|e)?\b|\brechtliche\w*|\brechtsweg\b|\bklage\b|\bverklagen\b|\bmahnbescheid\w*|\bmahnverfahren\b|\bjuristisch\w*|\b\w*inkasso\w*|\bschufa\b|\bzwangsvollstreck\w+|\bgerichtsvollzieher\b",
        r"\bavocats?\b|\bhuissiers?\b|\bcontentieux\b|\bpoursuites?\b|\bmise en demeure\b|\ben justice\b|\bjudiciaires?\b|\bjuridiques?\b|\brecouvrement\b|\bvoie legale\b|\binjonction\b",
        r"\babogad\w+|\bjuzgados?\b|\bacciones legales\b|\bvia judicial\b|\bjudicial\w*|\bdemandar\w*|\bcobranzas?\b|\bagencia de cobros?\b|\bmorosos\b|\btribunales\b|\bburofax\b",
        r"\bavvocat\w+|\bvie (?:legali|giudiziarie)\b|\bazion[ei] legal[ei]\b|\btribunale\b|\bdecreto ingiuntivo\b|\brecupero crediti\b|\bincasso\w*|\badvocaat\b|\brechter\b|\brechtbank\b|\badvogad\w+",
    ),
    "suspension": (
        r"\b(?:ge|ab|aus)?sperr(?:e|en|t|ung|st)?\b|\babschalt\w+|\babgeschaltet\b|\babstellen\b|\bkundig(?:en|ung|t)\b|\bkuendig\w+|\bgekundigt\b|\blieferstopp\b|\beinstellen\b|\beingestellt\b|\baussetzen\b|\bzugang\b~\b(?:entzieh\w+|verlier\w+|gesperrt|beend\w+)\b",
        r"\bsuspen(?:dre|dons|drons|du|due|sion)\b|\bcoup(?:er|ons|erons|ure)\b|\bresili\w+|\bdesactiv\w+|\bbloqu(?:er|ons|erons) (?:votre|vos|l'acces|le|la|les)\b|\b(?:sera|est|etre) bloquee?s?\b|\binterrompre\b|\b(?:sera|seront|serait) (?:\w+ )?(?:fermee?s?|coupee?s?|limitee?s?|bloquee?s?|suspendue?s?|restreinte?s?)\b|\bferm(?:er|ons|erons) (?:votre|vos|l'acces)\b|\bmettre fin\b|\barreter (?:le|la|les|vos|nos)\b",
        r"\bsuspend(?:er|eremos|ido|ida)\b|\bcortar(?:emos)?\b|\bcancelaremos\b|\bdesactivar\w*|\bbloquear\w*|\b(?:sera|seran|quedara|quedaran) (?:\w+ )?(?:cerrad|cortad|bloquead|limitad|desactivad|suspendid)[oa]s?\b|\bdar de baja\b|\bcorte (?:de|del)\b|\brescindir\w*|\binterrumpir\w*",
        r"\bsospend\w+|\b(?:sara|saranno|verra|verranno) (?:\w+ )?(?:chius|bloccat|limitat|disattivat|interrott|sospes)[aoie]\b|\b(?:chiuder|bloccher|disattiver|interromper)\w+|\bopschort\w*|\bafsluiten\b|\bstopzetten\b|\bsuspens\w+",
    ),
    "threat": (
        r"\bletzte mahnung\b|\bletztmal\w*|\bkonsequenzen\b|\b(?:andernfalls|ansonsten)\b(?=[^.!?\n]*\b(?:wir|muss\w*|gezwungen|werden)\b)|\bweitere schritte\b|\bsehen wir uns (?:gezwungen|genotigt)\b|\bfristsetzung\b",
        r"\bderniere? (?:relance|rappel|avis|avertissement)\b|\bsous peine\b|\bfaute de (?:quoi|paiement)\b|\ba defaut de (?:paiement|reglement|reponse)\b|\bconsequences\b|\bnous (?:verrons|serons) (?:contraints|obliges)\b",
        r"\bultimo aviso\b|\bultimatum\b|\bde lo contrario\b|\bconsecuencias\b|\bnos veremos obligad\w+|\bmedidas\b",
    ),
    "insult": (
        r"\b(?:unverschamt|unverantwortlich|inakzeptabel|unseri\w+|frechheit|peinlich|respektlos\w*|lacherlich|betrug|betruger)\b",
        r"\b(?:inacceptable|inadmissible|scandaleux|honte(?:ux)?|manque de respect|malhonnete\w*|ridicule)\b",
        r"\b(?:inaceptable|intolerable|verguenza|vergonzos\w+|falta de respeto|ridicul[oa]|poco seri[oa]|estafa)\b",
        r"\b(?:inaccettabile|intollerabile|vergogn\w+|mancanza di rispetto|ridicol[oa]|poco seri[oa])\b",
    ),
    "pressure": (
        r"\b(?:ausreden|geduld (?:ist|am|hat|neigt|geht)|hinhalt\w+|zum letzten mal|fordern (?:wir )?(?:sie|zur))\b|\b(?:zahlen|uberweisen|begleichen) sie\b[^.!?\n]{0,30}\b(?:sofort|unverzuglich|umgehend|heute noch|auf der stelle)\b",
        r"\b(?:plus d'excuses|sans excuses?|notre patience|patience (?:est|a) (?:a bout|des limites)|a bout de patience|sommons)\b|\b(?:pa(?:yer|yez)|regl(?:er|ez)|paiement|reglement)\b[^.!?\n]{0,30}\b(?:immediat\w*|sur le champ|sans delai)\b|\b(?:maintenant|jetzt|ahora|adesso|subito) ?!",
        r"\b(?:sin (?:mas )?excusas|mas excusas|paciencia (?:se|tiene|ha)|acaba la paciencia|perdiendo la paciencia|ninguna excusa)\b|\bpagu?\w+[^.!?\n]{0,30}\b(?:hoy mismo|inmediatamente|de inmediato|ya mismo)\b",
        r"\b(?:(?:altre|piu|senza) scuse|pazienza (?:e|ha|sta)|perdendo la pazienza|esigiamo|pretendiamo|pagamento immediato)\b|\b(?:pag|vers|sald)\w+[^.!?\n]{0,30}\b(?:immediatamente|oggi stesso|senza indugio)\b",
    ),
    "dispute": (
        r"\bunser fehler\b|\bfehler unsererseits\b|\breklamation\w*|\bbestritten\w*|\bstreitig\w*|\bmangel\w*\b|\bbeanstand\w+",
        r"\bnotre erreur\b|(?<!sauf\s)\berreur de notre part\b|\blitige\w*|\breclamation\w*|\bcontest(?:e|ee|ation)\b",
        r"\bnuestro error\b|(?<!salvo\s)\berror nuestro\b|\bdisputa\w*|\breclamacion\w*|\bqueja\w*",
    ),
    "commitment": (
        r"\bwir werden\b(?![^.!?\n]*\b(?:weiter\w+|pruf\w+|klar\w+|melden|send\w*|schick\w*|zusend\w*|zukommen|not\w+|vermerk\w*|berucksichtig\w*|zuordn\w*|antwort\w*|anrufen|freuen|bestatig\w*|kummern|warten|abwarten|ruck\w+)\b)|\bwir (?:liefern|beheben|garantieren|sichern|erstatten|ersetzen)\b|\bzugesagt\b|\bzusage\b",
        r"\bnous (?:livrerons|rembourserons|garantissons|corrigerons|reparerons)\b|\bnous nous engageons\b",
        r"\b(?:entregaremos|garantizamos|corregiremos|reembolsaremos|repararemos)\b|\bnos comprometemos\b",
    ),
}
