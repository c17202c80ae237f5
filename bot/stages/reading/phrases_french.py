"""How customers challenge an invoice in French; accents are already gone."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, row
from models.dispute import DisputeReason
from models.signal import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

_NOT = r"pas|jamais|aucun\w*|non|sans|plus"
_GOODS = (
    r"livraison\w*|marchandise\w*|colis|commande|prestation\w*|materiel\w*|formation\w*|logiciel|module\w*|service|"
    r"systeme|installation|"
    r"raccordement|export|travaux|appareil\w*|machine\w*|palettes?|cartons?|licences?|application|projet"
)
_PRICE = r"prix|montant|tarif|taux|somme|cout"
_CAUSE = r"\b(?:paye|regle|vire|acquitte|solde)e?s?"

_ALREADY_PAID = (
    rf"\b(?:deja|bien) (?:\w+ ){{0,3}}(?:ete )?{_CAUSE}\b",
    rf"\b(?:a|avons|avez|ont|ai|ete) (?:ete )?(?:deja )?{_CAUSE}\b(?! d'avance)|\b(?:avons|ai|a) (?:deja )?(?:fait|"
    rf"emis|envoye|effectue) (?:le|la|un|votre) "
    r"(?:virement|paiement|reglement|cheque)\b|\b(?:virement|paiement|reglement) .{0,20}\b(?:a|"
    r"est) (?:deja )?(?:ete )?(?:effectue|fait|parti|emis|envoye|execute)\b",
)
_MISBILLED = (
    r"\berreur\b.{0,40}\b(?:factur\w*|montant|quantite|calcul|tva|prix)\b|\b(?:factur\w*|montant|"
    r"calcul) .{0,40}\b(?:erron\w+|incorrect\w*|errone\w*|double|deux fois|inexact\w*)\b|"
    r"\b(?:tva|quantite|adresse|montant) .{0,30}\b(?:incorrect\w*|erron\w+|fausse?|inexact\w*)\b|\b(?:facture|compte|"
    r"preleve)\w* .{0,20}\bdeux fois\b|\bdoublon\b",
    r"\bau lieu (?:de|des|du) \d|\b(?:factur\w*|compte) (?:\w+ ){0,2}\d+ .{0,30}\b(?:seulement|que|sommes|avons)\b",
    r"\bne correspond\w* pas\b|\bmauvais\w* (?:montant|entite|societe|quantite|taux|adresse)\b|\bpas (?:a nous|"
    r"pour nous|destinee?)\b",
)
_CORRECT_IT = (
    r"\brectifi\w*|\bcorrig\w*|\bannuler (?:la|cette|votre) facture\b|\bfacture (?:corrigee|rectifi\w+|au tarif)\b",
)
_PRICING = (
    rf"\b(?:{_PRICE})\b.{{0,60}}\b(?:trop|superieur\w*|eleve\w*|convenu\w*|pas (?:celui|le bon|correct|conforme)|"
    rf"different\w*|negocie\w*|plus (?:haut|cher)|errone|augment\w*)\b|"
    rf"\bpas le (?:{_PRICE})\b|\bremise\b.{{0,40}}\b(?:pas|oubli\w*|manqu\w*|convenu\w*|accordee?)\b|\btrop cher\b|"
    rf"\bgratuit\w*|\bhausse\b|"
    r"\b(?:devis|offre)\b.{0,40}\b(?:inferieur|different|moins|indiquait|prevoyait)\b|"
    r"\bcomme convenu\b.{0,30}\bpas\b|\bpas ce qui (?:a ete|etait) convenu\b|"
    r"\b(?:avions|avons|etait|sommes) (?:\w+ )?(?:convenu|negocie)\w*\b|\btarif (?:convenu|negocie)\b",
)
_CONTRACT = (
    rf"\b(?:contrat|convention|accord|cgv|clause|article)\b.{{0,60}}\b(?:resili\w*|prevoit|ne|stipul\w*|plafon\w*|"
    rf"expir\w*|termin\w*|{_NOT})\b|\bresili\w+|\bpreavis\b|"
    r"\bcontraire au contrat\b|\bselon (?:le|notre|votre) (?:contrat|devis|accord|commande)\b|\b(?:compris|"
    r"inclus)e?s? dans\b|\bn'a pas lieu d'etre\b",
)
_SCOPE = (
    r"\b(?:n'avons|n'a|jamais|n'ai|n'avions) (?:\w+ ){0,3}(?:commande|demande|valide|souscrit|autorise|"
    r"sollicite)e?s?\b(?! en attente)|"
    r"\b(?:conforme|conformement) au devis\b|\bhors (?:perimetre|devis|contrat|forfait)\b|\bpas (?:prevu|inclus|"
    r"compris|dans le devis)\b",
)
_DELIVERY = (
    rf"\b(?:{_GOODS})\b.{{0,60}}\b(?:pas|incomplet\w*|manqu\w*|en retard|jamais|partiel\w*|non (?:livre|recu|realise|"
    rf"fait)\w*)\b",
    rf"\b(?:manqu(?:e|ent|ant)\w*) .{{0,40}}\b(?:{_GOODS})\b|\b(?:jamais|pas|toujours pas) .{{0,15}}\b(?:livre|"
    rf"installe|realise|eu lieu)\w*|\bnon livre\w*|\b(?:attendons|attends) (?:toujours|encore) (?:la|le|"
    rf"les) (?:{_GOODS})\b",
    rf"\b(?:pas|jamais) (?:\w+ )?(?:recu) (?:la|le|les|nos|votre|vos|notre) (?:{_GOODS})\b",
)
_QUALITY = (
    r"\b(?:defectueu\w*|defauts?|endommag\w*|abime\w*|casse\w*|insatisf\w*|decus?|decue\w*|mecontent\w*|malfacon\w*|"
    r"inacceptable|interrompue?s?|panne\w*|reclamation|dysfonction\w*|bogue\w*)\b|"
    r"\bne (?:fonctionne|marche)\w* (?:toujours )?(?:pas|plus)\b|\b(?:fonctionne|marche) (?:toujours )?pas\b|"
    r"\bmauvaise qualite\b|\btoujours .{0,30}\ba la main\b",
)
_STANCE = (
    r"\bcontest\w*|\blitige\b|\bdesaccord\b|\bpas d'accord\b|\bn'accept\w*|\b(?:l')?expliquer\b|"
    r"\bne comprend\w* pas\b|\bne comprenons pas\b|\bpourquoi\b|\betonn\w*|\bsurpris\w*|"
    r"\ba tort\b|\banomalie\b|\becart\b|\bpas question\b|\bjustificatif\w*|\bexplication\w*",
)
_REFUSED = (
    r"\bavant de (?:regler|payer)\b|\btant que\b|"
    r"\brefus\w*|\bbloqu\w* (?:le|la|votre|cette|en)\b|\ben attente (?:de|d') (?:clarification|reponse|explication|"
    r"votre)\b|\bsuspend\w* (?:le|tout) (?:paiement|reglement)\b|"
    r"\bne (?:payerons|paierons|reglerons) (?:pas|que|rien)\b|\bavant tout (?:paiement|reglement)\b|"
    r"\bn'est pas conforme\b",
)

CHALLENGE_FRENCH: tuple[Row, ...] = (
    row(_D, *_ALREADY_PAID, reason=_R.ALREADY_PAID),
    row(_D, *_PRICING, reason=_R.PRICING),
    row(_D, *_MISBILLED, reason=_R.BILLING_ERROR),
    row(_D, *_CONTRACT, reason=_R.CONTRACT, usual_in=("note",)),
    row(_D, *_SCOPE, reason=_R.SCOPE),
    row(_D, *_DELIVERY, reason=_R.DELIVERY),
    row(_D, *_QUALITY, reason=_R.QUALITY),
    row(_D, *_CORRECT_IT, reason=_R.BILLING_ERROR, yields_to_paper=True),
    row(_D, *_STANCE, reason=_R.OTHER),
    row(_D, *_REFUSED, reason=_R.OTHER, yields_to_paper=True),
)
