"""How customers challenge an invoice in German, French and Spanish; accents are already gone."""

from __future__ import annotations

from bot.stages.phrases import Row, near, row
from models.dispute import DisputeReason
from models.packet import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

CHALLENGE_ABROAD: tuple[Row, ...] = (
    row(
        _D,
        r"\b(?:bereits|schon|langst|gestern|letzte \w+) .{0,40}(?:bezahlt|beglichen|ue?berwiesen|"
        r"gezahlt|angewiesen)",
        r"\b(?:bezahlt|beglichen|ue?berwiesen|gezahlt) (?:worden|haben wir|wurde)|(?:wurde|wurden|ist|haben) .{0,50}"
        r"(?:bezahlt|beglichen|ue?berwiesen|gezahlt|angewiesen)\b|\bzahlung (?:ist|wurde) .{0,30}"
        r"(?:erfolgt|raus|eingegangen|ausgefue?hrt|getatigt)",
        r"\b(?:deja|bien) .{0,30}(?:paye|regle|effectue|vire|acquitte)e?s?\b|"
        r"\b(?:a|avons|avez|ont|ete) (?:ete )?(?:deja )?(?:paye|regle|vire|acquitte|effectue|"
        r"solde)e?s?\b(?!.{0,40}\bprestation)",
        r"\bya (?:esta|fue|ha sido|hemos|se|lo|la|realiza)\w* .{0,30}(?:pagad|abonad|transferid|"
        r"pago|realizad|liquidad)\w*|"
        r"\b(?:pagamos|pague|abonamos|transferimos) (?:el|la|esta|este|ayer)|\b(?:fue|esta|ha sido|hemos) "
        r"(?:ya )?(?:pagad|abonad|transferid|liquidad)\w+",
        r"\b(?:zahlung|geld|betrag) (?:\w+ ){0,3}(?:veranlasst|raus|rausgegangen|abgebucht|unterwegs)\b",
        r"\b(?:avons|ai|a) (?:deja )?(?:fait|emis|envoye|effectue) (?:le|la|un|votre) (?:virement|"
        r"paiement|reglement|cheque)",
        r"\b(?:hicimos|hice|hemos hecho|realizamos|realice|efectuamos|enviamos|"
        r"ordenamos) (?:\w+ ){0,3}(?:transferencia|pago|ingreso)",
        reason=_R.ALREADY_PAID,
    ),
    row(
        _D,
        r"\brechnung\w* .{0,60}\b(?:falsch|fehler\w*|nicht korrekt|inkorrekt|doppelt|nicht richtig|"
        r"unrichtig|stimmt|stimmen|akzeptieren)",
        r"\b(?:doppelt|zweimal) (?:berechnet|in rechnung|abgerechnet|gestellt)|\bfehlerhaft\w*|"
        r"\bfalsche?[rnsm]? (?:rechnung|betrag|menge|firma|gesellschaft|adressat|mehrwertsteuer|"
        r"mwst|steuersatz|empfanger)|"
        r"\b(?:stimmt|stimmen|passt|passen) (?:\w+ ){0,5}(?:nicht|nie)\b|\bnicht (?:u|"
        r"ue)bereinstimm|\bstimmen nicht|\bnicht nachvollzieh\w*|\bkorrigier\w*|"
        r"\brechnungskorrektur|\bstornier\w*|\bberichtig\w*",
        r"\berreur|\bfacture\w* .{0,40}(?:erron\w+|incorrect\w*|double|deux fois)|\bdeux fois\b|"
        r"\bne correspond\w* pas|\brectifi\w*|\bcorriger\b|\bannuler (?:la|cette|votre) facture|"
        r"\bmauvais\w* (?:montant|entite|societe|quantite|taux|adresse)|\bdoublon",
        r"\bfactura\w* .{0,50}(?:error\w*|incorrect\w*|duplicad\w*|dos veces|equivocad\w*|mal\b)|"
        r"\berror(?:es)? en|\bdos veces\b|\bno (?:coincide|corresponde|cuadra)\w*|\brectific\w*|"
        r"\bcorregi\w*|\bcorrij\w*|\bequivocad\w*|\banular (?:la|esta) factura|\bduplicad\w*",
        reason=_R.BILLING_ERROR,
        yields_to_po=True,
    ),
    row(
        _D,
        r"\b(?:preis\w*|betrag|summe|stundensatz|satz|tarif|kosten) .{0,60}(?:zu hoch|hoher|"
        r"nicht (?:dem|unserem|wie|korrekt|richtig|so|vereinbart)|abweich\w*|weicht|"
        r"entspricht nicht|falsch|anders|gestiegen|erhoht)|"
        r"\bvereinbarte?[nrs]? (?:preis|betrag|konditionen|rabatt|satz)|\brabatt\b|\bpreiserhohung|"
        r"\bzu (?:teuer|hoch)\b|\bkostenlos|\bnicht wie (?:vereinbart|besprochen|angeboten)|"
        r"\bangebot\b.{0,40}\b(?:niedriger|anders|nur|stand)|\bmehr als (?:vereinbart|angeboten|"
        r"besprochen)",
        r"\b(?:prix|montant|tarif|taux|somme|cout) .{0,60}(?:trop|superieur|eleve|convenu|"
        r"pas (?:celui|le bon|correct|conforme)|different|negocie|plus (?:haut|cher)|errone|"
        r"augment\w*)|\bremise\b|\btrop cher|\bgratuit\w*|\bhausse|\bdevis\b.{0,40}\b(?:inferieur|"
        r"different|moins|indiquait|prevoyait)|\bcomme convenu\b.{0,30}\bpas|\bpas ce qui (?:a ete|"
        r"etait) convenu",
        r"\b(?:precio\w*|importe|tarifa|monto|coste?|cantidad) .{0,60}(?:alto|superior|mayor|"
        r"acordad\w*|no (?:es|coincide|corresponde)|diferente|distint\w*|incorrect\w*|inferior|"
        r"pactad\w*|subid\w*|mas (?:caro|alto))|\bdescuento|\bdemasiado (?:caro|alto)|\bgratis\b|"
        r"\bgratuit\w*|\b(?:no (?:es )?lo (?:que )?(?:acordad|pactad|hablad|acordamos|hablamos)\w*)|"
        r"\bno estamos de acuerdo con (?:el|la) (?:importe|precio|tarifa)",
        reason=_R.PRICING,
        yields_to_po=True,
    ),
    row(
        _D,
        r"\b(?:laut|gemass|nach) .{0,20}(?:vertrag|vereinbarung|rahmenvertrag|agb)|"
        r"\bvertrag\w* .{0,60}(?:gekundigt|nicht|abgelaufen|beendet|kein|verstoss\w*|widerspr\w*)|"
        r"\bgekundigt\b|\bkundigung|\bvertragswidrig|\bnicht vertragsgema\w*|\babweichend vo[nm]",
        r"\b(?:contrat|convention|accord|cgv|clause|article) .{0,60}(?:resili\w*|prevoit|ne |non|"
        r"stipul\w*|plafon\w*|expir\w*|termin\w*|pas)|\bresili\w+|\bpreavis\b|"
        r"\bcontraire au contrat|\bselon (?:le|notre) contrat|\bau contrat\b",
        r"\b(?:contrato|acuerdo|clausula|convenio) .{0,60}(?:no |cancel\w*|rescind\w*|terminad\w*|"
        r"establece|estipula|dice|venci\w*|limit\w*|incumpl\w*)|\bsegun (?:el|nuestro) (?:contrato|"
        r"acuerdo)|\bdimos de baja|\bdado de baja|\bcancelamos\b|\bincumpl\w*",
        r"\b(?:laut|gemass) (?:\w+ )?(?:angebot|auftrag|bestellung|absprache)|\b(?:inklusive|inbegriffen|enthalten)\b",
        r"\b(?:compris|inclus)e?s? dans|\bn'a pas lieu d'etre|\bselon (?:le|notre|votre) (?:devis|accord|commande)",
        r"\bincluid[oa]s? en\b|\bsegun (?:el|la|su|nuestr[oa]) (?:oferta|presupuesto|pedido)",
        reason=_R.CONTRACT,
        usual_in=("note",),
    ),
    row(
        _D,
        r"\bnicht (?:beauftragt|bestellt|gebucht|vereinbart|angefordert|gewollt|autorisiert|"
        r"freigegeben|im (?:angebot|auftrag|leistungsumfang))|\b(?:nie|niemals|"
        r"niemand) .{0,30}(?:beauftragt|bestellt|gebucht|angefordert|zugestimmt)|\bleistungsumfang|"
        r"\bkein(?:en)? auftrag|\bohne (?:auftrag|freigabe|bestellung)|\bzusatz(?:leistung|kosten|"
        r"aufwand)\w*",
        r"\b(?:n'avons|n'a|jamais|n'ai|pas|n'avions) .{0,30}(?:commande|demande|valide|souscrit|"
        r"autorise|accepte|sollicit)\w*|\bconformement au devis|\bhors (?:perimetre|devis|contrat|"
        r"forfait)|\bnon (?:prevu|commande|conforme|demande|compris)\w*|\bperimetre\b|"
        r"\bpas (?:prevu|inclus|compris|dans le devis)",
        r"\b(?:no|nunca|nadie) (?:\w+ ){0,3}(?:pedi|pedimos|solicit\w*|contrat\w*|encarg\w*|"
        r"autoriz\w*|aprob\w*|acept\w*|incluid\w*)|\bfuera del? (?:alcance|presupuesto|contrato|"
        r"acuerdo)|\bno (?:estaba|esta|estan) (?:incluid|previst|contemplad|en el presupuesto)\w*|"
        r"\balcance\b|\bsin (?:nuestra )?(?:autorizacion|aprobacion)",
        reason=_R.SCOPE,
        yields_to_po=True,
    ),
    row(
        _D,
        r"\b(?:lieferung\w*|ware|artikel|gerate|leistung\w*|paket|sendung|teile|"
        r"schulung\w*) .{0,60}(?:nicht|unvollstandig|fehl\w*|verspatet|ausstehend|noch aus|nie|"
        r"teilweise|falsch)|\b(?:nicht|nie|noch nicht) .{0,20}(?:geliefert|erhalten|angekommen|"
        r"eingetroffen|erbracht|abgenommen|durchgefue?hrt|stattgefunden|fertig)|\b(?:fehlt|fehlen|"
        r"fehlende)\b|\bunvollstandig|\bteillieferung|\babnahme\b|\blieferverzug|\brestlieferung",
        r"\b(?:livraison|marchandise|colis|commande|prestation|materiel|formation)\w* .{0,60}(?:pas|"
        r"incomplet\w*|manqu\w*|retard|jamais|partiel\w*|en attente|non)|\b(?:jamais|pas|"
        r"toujours pas) .{0,15}(?:recu|livre|ete livre|realise|effectue|termine)\w*|\bmanqu(?:e|ent|"
        r"ant)\w*|\bnon livre\w*|\bincomplet\w*|\bn'a pas ete (?:realise|livre|effectue|faite|"
        r"fourni)\w*",
        r"\b(?:entrega|mercancia|pedido|envio|material|servicio|formacion|"
        r"producto)\w* .{0,60}(?:no |incomplet\w*|falta\w*|retras\w*|nunca|parcial\w*|pendiente|"
        r"tarde)|\b(?:no|nunca|aun no|todavia no) (?:\w+ ){0,3}(?:recibid\w*|recibimos|llegad\w*|"
        r"llego|entregad\w*|entregaron|realizad\w*|terminad\w*)|\bfalta(?:n)?\b|\bincomplet\w*|"
        r"\bsin entregar",
        reason=_R.DELIVERY,
        about_money=False,
        yields_to_po=True,
    ),
    row(
        _D,
        r"\b(?:mangel\w*|mangelhaft\w*|defekt\w*|beschadig\w*|fehlfunktion|kaputt|unzufrieden\w*|"
        r"enttauscht|unbrauchbar|reklam\w*|beschwer\w*|nachbesser\w*|qualitat|ausfall|ausfalle|"
        r"storung\w*|schlecht\w*|funktioniert (?:\w+ ){0,3}nicht|nicht zufrieden\w*|inakzeptabel|"
        r"ungenugend)\b",
        r"\b(?:defectueu\w*|defaut\w*|endommag\w*|abime\w*|casse\w*|insatisf\w*|decu\w*|"
        r"mecontent\w*|malfacon\w*|inacceptable|qualite|panne\w*|ne fonctionne\w* (?:pas|plus|"
        r"toujours)|mauvais\w*|reclamation|dysfonction\w*|bogue\w*|reserves?)\b",
        r"\b(?:defectuos\w*|defecto\w*|danad\w*|averia\w*|rot[oa]s?|insatisfech\w*|descontent\w*|"
        r"mala calidad|calidad|no funciona\w*|inaceptable|queja\w*|reclama\w*|deficien\w*|fallo\w*|"
        r"falla\w*|caid\w* del|pesim\w*|decepcion\w*|mal hech\w*)\b",
        reason=_R.QUALITY,
        about_money=False,
    ),
    row(
        _D,
        r"\b(?:wir|ich) (?:\w+ ){0,4}(?:widerspr\w*|beanstand\w*|bestreit\w*|zuruck\w*|weiger\w*|"
        r"nicht einverstanden|einbehalt\w*)|\bwiderspr\w+|\bbeanstand\w*|\breklam\w*|\beinwand|"
        r"\beinwande|\bnicht einverstanden|\bstrittig|\bunklar\b|\bunstimmig\w*|\bkla(?:r|e)rung|"
        r"\bklaren\b|\bnicht akzeptier\w*|\bnicht (?:so )?(?:akzeptieren|anerkennen|freigeben|"
        r"bezahlen|zahlen|begleichen|verstandlich)|\bkeine zahlung|\bzahlen (?:wir )?(?:erst|nicht|"
        r"nichts)|\berst (?:zahlen|bezahlen|wenn|nach|ue?berweisen)|\bzuruck(?:halt|behalt|gestellt|"
        r"weis)\w*|\bwarum (?:haben|wird|wurde|werden|sollen|ist|berechnen)|\bwofur\b|\bwundern|"
        r"\ber?klaren sie|\bgesperrt zur zahlung|\bprufen sie|\birrtum|\bberechtigt\b|"
        r"\bnicht berechtigt",
        r"\bcontest\w*|\blitige|\bdesaccord|\bpas d'accord|\brefus\w*|\bn'accept\w*|\bbloqu\w*|"
        r"\ben attente (?:de|d') (?:clarification|reponse|explication|votre)|\bjustificatif\w*|"
        r"\bexpliquer|\bne comprend\w* pas|\bne comprenons pas|\bpourquoi\b|\betonn\w*|\bsurpris\w*|"
        r"\bsuspendons le (?:paiement|reglement)|\bne (?:payerons|paierons|reglerons) pas|"
        r"\bne paierons (?:que|rien)|\bpas question|\ba tort|\banomalie|\becart\b|\bverifier\b",
        r"\bdisput\w*|\bno (?:estamos|estoy) de acuerdo|\bdesacuerdo|\brechaz\w*|\bno acept\w*|"
        r"\bdisconform\w*|\bdiscrepanc\w*|\bno (?:vamos a|pensamos|podemos) (?:pagar|aceptar|"
        r"aprobar)|\bno pagaremos|\bimpugn\w*|\bobjec\w*|\baclara\w*|\bexpli(?:car|que|quen)|"
        r"\bno entend\w*|\bpor que (?:nos|se|hay|me|estan|aparece)|\bsorprend\w*|\bretenid\w*|"
        r"\bretener\b|\bbloquead\w*|\bhasta que\b|\brevis(?:ar|en|e) (?:la|el|esta) (?:factura|"
        r"importe|cargo)",
        reason=_R.OTHER,
        yields_to_po=True,
    ),
)

UNEASE_ABROAD: tuple[Row, ...] = (
    row(
        _D,
        near(
            r"nicht|kein\w*|nie|aber|jedoch|allerdings|sondern|statt|nur|erst|trotzdem|obwohl|falsch|"
            r"ohne|hoher\w*|mehr|weniger|immer noch|noch immer|fehl\w*|warten",
            r"rechnung\w*|betrag|preis\w*|leistung\w*|auftrag\w*|bestell\w*|liefer\w*|vertrag\w*|"
            r"angebot\w*|kosten|arbeit\w*|lizenz\w*|ergebnis\w*|vereinbar\w*|berechn\w*|abgerechnet|"
            r"system|service|stundens\w*|dokument\w*|software|projekt\w*|anlage\w*|modul\w*|gerate?",
            60,
        ),
        near(
            r"pas|jamais|aucun\w*|mais|cependant|toutefois|au lieu|seulement|sans|or|pourtant|trop|toujours",
            r"factur\w*|montant|prix|prestation\w*|commande\w*|livrais\w*|contrat|devis|tarif|travail|"
            r"travaux|licences?|convenu\w*|service|accord|negoci\w*|logiciel|marche|fonctionne|materiel|"
            r"module|projet",
            60,
        ),
        near(
            r"no|nunca|ningun\w*|nadie|pero|sin embargo|aunque|sino|solo|solamente|sin|en lugar",
            r"factur\w*|importe|precio|servicio\w*|pedido|entrega\w*|contrat\w*|presupuesto|cargo|"
            r"cobr\w*|trabajo|licencias?|acord\w*|cuota|programa|sistema|proyecto|material",
            60,
        ),
        reason=_R.OTHER,
        about_money=False,
        yields_to_po=True,
    ),
)
