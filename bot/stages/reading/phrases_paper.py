"""The purchase-order number an invoice lacks, or that they give, and other paper of ours they wait for."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, any_of, near, row
from models.signal import SignalKind

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
            rf"\b(?:{_PO})\b.{{0,25}} (?:is|are|was|figures?|stands?) (?:\w+ ){{0,2}}?(?:printed|shown|quoted|there|"
            rf"on (?:the|"
            r"your|both|all|each|every) (?:\w+ )?(?:invoice|document|page|bill))\b(?!.*\b(?:but|wrong|however|not)\b)",
            rf"\b(?:{_PO})\b.{{0,20}}\b(?:steht|figure bien|esta|aparece) (?:\w+ )?(?:drauf|darauf|auf der|sur la|en "
            rf"la)\b"
            r"(?!.*\b(?:aber|mais|pero|falsch|fausse?|nicht)\b)",
            rf"\b(?:higher|lower|more|less) than .{{0,30}}\b(?:{_PO})\b",
            rf"\b(?:match|agree|tally|correspond|reconcil|differ|exceed|coincid|ubereinstimm|"
            rf"abweich)\w*\b.{{0,30}}\b(?:{_PO})\b",
        ),
    ),
)

#: In an answer of ours: the paper goes with it, or the set-up is done.
PAPER_SENT = any_of(
    r"\b(?:attached|enclosed|here (?:is|are)|once more as|"
    r"(?:form|registration|set-?up) is (?:complete|done|submitted))\b",
    r"\b(?:anbei|im anhang|beigefugt|angehangt|ci-joint\w*|en piece jointe|voici|adjunt\w+)\b",
)

#: What a vendor is asked for once, and what an invoice is sent with.
_VENDOR_PAPER = (
    r"(?:w-?[89]\w*|tax (?:form|certificate|residency\w*|id form)|vat certificate|(?:vendor|supplier|onboarding|"
    r"set-?up|"
    r"registration|bank) (?:set-?up |registration |master data |data |detail\w* )?(?:forms?|packs?|questionnaires?|"
    r"registration|letters?|confirmation)|(?:voided|cancelled) che(?:que|ck)|bank (?:letter|confirmation|statement "
    r"header)|"
    r"letter (?:from your bank|confirming)|proof of (?:delivery|insurance|bank\w*|account)|delivery note|"
    r"certificate of (?:insurance|residen\w+|incorporation)|insurance certificate|signed (?:timesheets?|delivery note)|"
    r"freistellungs\w+|unbedenklichkeits\w+|ansassigkeits\w+|lieferanten(?:formular|stammblatt|fragebogen|"
    r"selbstauskunft)\w*|stammdatenblatt|bankbestatigung\w*|steuerbescheinigung\w*|lieferschein\w*|"
    r"rib|releve d'identite bancaire|attestation (?:de (?:vigilance|regularite)|fiscale|d'assurance|urssaf|bancaire)|"
    r"kbis|"
    r"(?:formulaire|fiche|dossier) (?:de )?(?:creation |d'ouverture )?(?:de compte )?fournisseur|bon de livraison|"
    r"certificado (?:\w+ ){0,3}(?:bancari\w+|fiscal\w*|tributari\w*|residencia|corriente)|"
    r"(?:alta|ficha|formulario|hoja) (?:de |como )?proveedor\w*|albaran)"
)
_WANT = (
    r"(?:need|needs|never got|do you have|shoot|require[sd]?|want|wants|send|provide|complete|fill|return|submit|"
    r"share|forward|sign|missing|"
    r"without|until|before|expired|renew\w*|let (?:us|me) have|brauch\w*|benotig\w*|fehl\w*|schick\w*|send\w*|"
    r"ausfull\w*|abgelaufen|ubermitt\w*|zukommen|ohne|faut|besoin|envoy\w*|adress\w*|transmet\w*|rempli\w*|"
    r"complet\w*|manqu\w*|joindre|fourni\w*|necesit\w*|envi\w*|rellen\w*|falta\w*|remit\w*|aport\w*|dar(?:les|nos)?)"
)
_INVOICE = r"(?:invoices?|bill|rechnung\w*|factur\w+)"
_COPY = r"(?:copy|copies|duplicates?|pdfs?|kopien?|zweitschrift|duplicata|copie|copia|duplicado)"

#: Without which they do not pay; a form that is there, or a portal that is down, is none.
PAPER_WANTED = row(
    SignalKind.PAPER_WANTED,
    near(_VENDOR_PAPER, rf"\b{_WANT}", 60),
    # Set up as a vendor, in whatever system.
    r"\b(?:register|sign up|enrol|set (?:you )?up|onboard(?:ed)?|create (?:an? )?account) (?:\w+ ){0,5}(?:as (?:a |an "
    r")?"
    r"(?:new )?(?:vendor|supplier)|(?:supplier|vendor) (?:portal|record|account|master|network))\b|"
    r"\b(?:onboarded|registered|set up|approved) (?:\w+ ){0,3}(?:in|as|on) (?:\w+ ){0,3}(?:supplier|vendor)\b"
    r"(?<!are registered as a supplier)|\b(?:not|never|\w+n't) (?:\w+ ){0,3}(?:set up|registered|onboarded|active|"
    r"approved)(?: \w+){0,3} (?:vendor|supplier)\b|\b(?:vendor|supplier) (?:set-?up|registration|onboarding|record|"
    r"form) "
    r"(?:is |has |needs |must |\w+ ){0,3}(?:complete\w*|pending|missing|outstanding|active|expired|approved)\b",
    r"\b(?:registrieren|anmelden|registrierung|anlegen)\b.{0,60}\b(?:lieferant\w*|portal)\b|\b(?:lieferant\w*|portal)\b"
    r".{0,60}\b(?:registrieren|anmelden|registrierung|anlegen)\b(?! (?:ist|war|wurde) abgeschlossen)",
    r"\b(?:creer|creation|ouvrir|enregistrer|inscrire|inscription)\b.{0,50}\b(?:fournisseurs?|portail)\b",
    r"\b(?:dar(?:les|se|nos)?|darle) de alta\b|\b(?:registr(?:arse|ense|o)|alta)\b.{0,40}\b(?:proveedor\w*|portal)\b",
    # An invoice that has to be uploaded somewhere.
    r"\binvoices?\b.{0,40}\b(?:must|has to|have to|need to|needs to|should|can only|to) be (?:\w+ )?(?:uploaded|"
    r"submitted|"
    r"entered|sent|issued)\b.{0,25}\b(?:portal|coupa|ariba|tungsten|via|through|electronic\w*|peppol|chorus|xrechnung)\b|"
    r"\b(?:upload|submit|re-?submit) (?:\w+ ){0,4}(?:invoices?|it|them) .{0,20}\b(?:portal|coupa|ariba|tungsten|"
    r"peppol)\b|\b(?:rechnung\w*)\b.{0,40}\b(?:hochladen|hochgeladen werden|einreichen|als xrechnung)\b|"
    r"\bdeposer\b.{0,30}"
    r"\b(?:facture|chorus|portail)\b|\b(?:subir\w*|cargar\w*)\b.{0,20}\bportal\b|\b(?:subir|cargar)\b.{0,30}\bfacturas?\b",
    # Another copy of the invoice.
    rf"\b(?:could|can|would|please|kindly|need|want|send|resend|e-?mail|forward|drop|have|get|bitte|konnen|merci|pourriez|"
    rf"pouvez|priere|puede\w*|podria\w*|favor|schick\w*|envoy\w*|adresser|"
    rf"envi\w*)\b.{{0,50}}\b{_COPY}\b.{{0,25}}\b(?:{_INVOICE}\b|inv\S*\d|(?:of|von|de) \S*\d{{3,}})",
    rf"\b(?:re-?send|send|e-?mail|drop|forward|shoot|ping|let)\b(?:(?!corrected|revised|amended|credit)[^.;]){{0,25}}\b"
    rf"(?:{_INVOICE}|inv\S*)\b(?:(?!corrected|revised|amended)[^.;]){{0,25}}\b(?:again|once more|one more time|as "
    rf"(?:a )?pdf|"
    r"over|across|through|please)\b|\b(?:re-?send|send (?:me |us )?(?:another|a fresh|a new)) (?:\w+ "
    r"){0,3}(?:invoices?|bill|"
    r"inv\S*|it)\b(?! .{0,30}(?:corrected|revised|once it is))",
    rf"\b{_INVOICE}\b.{{0,40}}\b(?:noch ?(?:ein)?mal|nochmals|erneut|als pdf)\b.{{0,30}}\b(?:schick\w*|send\w*|zu\w*|"
    rf"mail\w*)\b",
    r"\b(?:renvoy\w+|reenvi\w+|volver a enviar)\b.{0,30}\bfactur\w+|\b(?:enviar|envie|enviarme|"
    r"envoyer)\b.{0,40}\bfactur\w+\b"
    r".{0,30}\b(?:pdf|otra vez|de nouveau|a nouveau|de nuevo)\b",
    r"\b(?:e-?mail|send|have|get|share|forward|see) (?:me |us )?(?:over )?(?:a|another|the) copy\b(?! of (?:the |our |"
    r"your )?(?:contract|"
    r"statement|agreement|nda|dpa))|\bcopy of (?:the |that |this )?(?:invoice|bill|\w+ (?:one|"
    r"invoice))\b.{0,40}\bwhen\b|"
    r"\b(?:could|can|would|please|kindly)(?: you)? (?:\w+ )?re-?send(?: (?:it|this|that|them))?(?: (?:to|as|here|"
    r"again|please|over)\b|"
    r"\W*$)|\b(?:puede\w*|podria\w*|podeis|podriais|pueden|favor) (?:\w+ )?reenvi\w+|\b(?:la|nous la|me la) renvoyer\b|"
    r"\b(?:adresser|envoyer|transmettre) une copie\b|\bbittet um (?:eine )?kopie\b",
    unless=(
        r"\blink to\b",
        # It is here, it was sent, somebody did it.
        r"\b(?:thanks?|thank you|merci|gracias|danke) (?:\w+ )?(?:for|pour|por|fur) (?:the|your|la|el|die|das|votre|"
        r"su)\b",
        r"\b(?:have|has|had|'ve|haben|avons|hemos) (?:(?!not\b|never\b|nicht\b|pas\b)\w+ ){0,3}?(?:uploaded|received|"
        r"filled|completed|printed|registered|erhalten|"
        r"recu|recibido|ausgefullt)\b(?!.*\b(?:but|aber|mais|pero)\b)",
        r"\b(?:i|we|wir|ich)(?:'ll| will|'ve| have|'m| am| are|'re)? (?:\w+ )?(?:send|sent|sending|attach\w*|"
        r"enclos\w*|upload\w*|forward\w*|schicke\w*|"
        r"sende\w*) (?!.*\b(?:please|need|want|bitte|could you)\b)",
        r"\b(?:adjunto|anbei|ci-joint|attached is|here is|hiermit)\b.{0,60}\b(?:relleno|ausgefullt\w*|rempli\w*|"
        r"completed|filled)\b",
        r"\b(?:find|attached|enclosed|anbei|ci-joint|adjunt\w*)\b.{0,10}\b(?:remittance|our|unsere?|notre|nuestr\w)\b",
    ),
)
