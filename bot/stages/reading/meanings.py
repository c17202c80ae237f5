"""The classes of meaning a word can belong to, in the four languages that are read.

A class is what a word does in a sentence about an invoice, not what it means in a dictionary: *paid* is money that has
moved, *pay* money that is spoken of. A stem stands for every word that begins with it, a word marked with = for itself;
accents are folded. A German compound has the class of its last part: *Teillieferung* is *Lieferung*.
"""

from __future__ import annotations

from functools import lru_cache

_CLASSES: dict[str, str] = {
    "not": """=not =no =never =nobody =none =nothing =neither =nor =without =cannot =wont =dont =didnt =doesnt =isnt
        =cant nicht =kein keine =nie niemal niemand nichts =ohne =pas =jamais aucun =rien =sans =ne =n =personne
        =nunca =nadie ningun =nada =sin tampoco =jamas hardly""",
    "pay": """=pay =pays =paying payment =settle settling settlement remit wire =wiring =transfer transferring =cash
        =money =funds cheque =check penny cent =run zahle zahlen zahlung bezahlen begleich =geld uberweise
        uberweisung ausgleich zahllauf paie =payer payons =regler reglement virement =virer =argent =pagar
        pagamos =pago =pagos pagare abonar transferencia =dinero ingreso =remesa treasury""",
    "paid": """=paid =settled remitted transferred =wired =cleared debited =banked offset abgebucht abbuchung =bezahlt
        beglichen uberwiesen ausgeglichen gezahlt angewiesen =regle =reglee =reglees =regles =paye =payee =vire
        =viree =solde =soldee acquitt debite pagad abonad transferid liquidad =pagamos cobrado""",
    "bill": """invoice =bill =bills =billed =billing =charge =charges =charged statement reminder =line =lines
        =position position posten rechnung mahnung forderung abrechnung factur relance demande echeance recibo
        cargo cobro""",
    "amount": """amount =total =sum price pricing =rate =rates =cost =costs =fee =fees tariff =figure figures balance
        preis betrag =summe stundensatz =satz kosten gebuhr =prix montant tarif =taux =cout =couts precio
        importe coste cuota =monto""",
    "goods": """goods deliver shipment =order =orders pallet =box =boxes =parcel parcels consignment =unit =units
        machine equipment software system module training session workshop =work =job project =report reports
        service =site =sites licen =seat =seats =user =users terminal panel =part =parts material =portal
        integration installation feature consultant technician engineer subscription package upgrade liefer
        =ware =waren gerat schulung arbeit leistung bericht anlage maschine lizenz techniker berater paket
        sendung ersatzteil projekt livraison marchandise carton colis prestation formation logiciel materiel
        travaux commande palette entrega mercancia pedido servicio bulto caja maquina programa instalacion curso
        trabajo tecnico""",
    "arrive": """arriv =come =came =comes received =receive =got =here =there turned delivered shipped eingetroffen
        angekommen =geliefert erhalten =da =gekommen =livre =livree =livres =recu =recue =recus llegad =llega
        llegue llego recibi entregad happened =live completed finished accepted abgenommen fertig installed""",
    "absent": """missing =short shortage lacking outstanding =waiting =wait =awaiting =late delay delayed undelivered
        incomplete =fehlt =fehlen fehlend ausstehend =warten wartet warte unvollstandig =manque manquent manqu
        attend attendons retard incomplet falta =faltan espera retras lost yet =noch toujours =aun todavia still
        remaining half halfte mitad moitie""",
    "bad": """broken faulty defect poor terribl unacceptabl dissatisf disappoint unhappy unusable useless crash freez
        fails failed failing =leak leaking damage cracked scratch =wet buggy =bug =bugs outage downtime =down
        slow mistakes rework redo redone complain problem issue fault joke mess shoddy sloppy kaputt defekt
        mangel mangelhaft beschadigt schlecht unbrauchbar ausfall storung reklam beschwer nachbesser fehlerhaft
        enttausch unzufrieden panne defectueu endommag casse mecontent defaut reclamation fuite malfacon
        defectuos averia danad fallo fallan queja estropead deficien roto peeling shrank unreliab error errors
        falla cuelga""",
    "agreed": """agree agreed quote quoted quotation contract agreement offer promised =told signed =sow =terms clause
        section proposal understood negotiated discussed handshake vereinbar angebot vertrag rahmenvertrag
        zugesagt zugesichert versprochen ausgehandelt besprochen convenu =devis contrat promis negocie accord
        presupuesto contrato acord pactad oferta prometi hablamos quedamos =laut gemass =selon =segun =per""",
    "differs": """wrong incorrect different instead rather higher =more =too twice double duplicat error mistake
        mismatch =off overcharg overbill discrepanc extra additional =only exceed less lower than falsch doppelt zweimal
        =statt anders anstatt fehler hoher =zu abweich =nur mehr erreur errone =faux fausse =trop superieur
        =lieu seulement doublon =mal equivoc duplic =solo diferent distint superior mas veces""",
    "held": """=hold holding blocked withhold withheld withholding refuse refusal refusing reject =park parked =stop
        stopped stopping stays =keeping =kept =freeze frozen suspend pause unpaid dispute contest challenge
        query querying liegen =liegt zuruckh zuruckge einbehalten gesperrt sperren weiger widersprech widerspr
        bestreit beanstand weisen bloqu refus litige bloque rechaz reten parad disput impugn deduct knocked
        kurzen kurzung gekurzt""",
    "until": """=until =till =before =unless =once =when =long solange =bis bevor =erst =wenn tant =avant jusqu =quand
        lorsque =hasta mientras cuando =antes =if =provided sobald =falls =si""",
    "ended": """cancel terminat expired =ended lapsed notice downgrade renew gekundigt kundigung abgelaufen ausgelaufen
        beendet verlanger storniert resili denonc expir preavis =baja cancelad rescind vencid finaliz""",
    "ordered": """ordered requested =asked =wanted commission approved authoris authoriz subscribed booked bestellt
        beauftrag angefordert auftrag gebucht =wollten =demande =commande souscrit valide =autorise solicit
        encarg pedimos pedido contratad autoriz""",
    "we": """=we =our =us =ours =my =i =me wir =uns unser =ich =mir =nous =notre =nos =je =mon nosotros nuestr =mi
        hemos tenemos""",
    "you": """=you =your =yours =ihr =ihre ihrer ihnen =sie =vous =votre =vos =su =sus usted ustedes vuestr""",
    "which": """=why =who =what =which =where =how =since =warum =wieso =wofur =weshalb =wer =was =pourquoi =quoi
        =comment =qui =que =quien =como""",
    "settled": """resolved sorted fixed closed withdraw corrected solved cleared thank thanks cheers perfect happy =good
        =fine grand =ok =okay erledigt behoben geklart =danke =dank berichtigt korrigiert =passt =ordnung resolu
        =clos =merci corrige rectifie parfait resuelt aclarad gracias correct arregl perfecto solucion""",
    "company": """company companies entity subsidiary firm people customer tenant =sold sister gesellschaft firma
        schwester unternehmen filiale societe entreprise empresa filial ltd gmbh""",
    "ours": """recogni =ours belongs belong responsible zustandig gehort concerne anerkenn reconoc reconnais
        corresponde""",
    "copy": """copy =pdf resend =again resubmit attached attachment kopie nochmal nochmals zusenden zuschicken =erneut
        copie renvoy copia reenvi adjunt duplicata""",
    "paper": """=po purchase number form certificate signature registration reference w-9 bestellnummer bestell formular
        bescheinigung unterschrift formulaire attestation certificad formulario numero""",
    "send": """=send sending =sent forward schick senden envoy envi mand""",
    "please": """please =can =could =would kindly bitte konnen konnten pourr pouvez =merci =puede pueden podria podrian
        =favor""",
    "will": """=will =shall =going ='ll wird werden sera seront =va =vamos werde""",
    "approved": """approved approval sign-off release released process processing processed scheduled freigabe
        freigegeben genehmig validation valide approuv aprob tramite contabil =queue""",
    "credit": """credit refund gutschrift erstatt =avoir rembours abono reembols compens""",
    "legal": """lawyer solicitor legal court anwalt gericht avocat tribunal abogad juridic auditor confidential
        recipient privilege vertraulich confidentiel confidencial""",
    "tax": """=vat tax mwst steuer umsatzsteuer =tva =iva exempt""",
    "time": """hours =hour days =day stunden =tage heures jours horas dias months""",
    "maybe": """hope maybe perhaps probably might try vielleicht hoffe eigentlich peut-etre normalement quizas
        intent""",
    "should": """should ought supposed meant sollte sollen devrait deberia debe""",
    "was": """=was =were =had =went =gone =left =made wurde wurden =war =waren =hatte ging =ete =etait avons =fue
        salio hicimos hizo =ha""",
    "proof": """slip proof receipt extract kontoauszug beleg auszug releve justificatif preuve extracto justificante
        =bank =swift ref""",
}
_SHORTEST_STEM = 3
#: Only longer words are taken apart, and only into parts at least so long.
_COMPOUND = 9
_SHORTEST_PART = 5


def _listed(mark: bool) -> dict[str, tuple[str, ...]]:
    """Whole words (*mark*) or stems → their classes."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _CLASSES.items():
        for word in words.split():
            if word.startswith("=") is mark:
                key = word.removeprefix("=")
                found[key] = (*found.get(key, ()), name)
    return found


_WORDS = _listed(mark=True)
_STEMS = _listed(mark=False)
_LONGEST_STEM = max(map(len, _STEMS))


@lru_cache(maxsize=1 << 14)
def classes_of(word: str) -> tuple[str, ...]:
    """The classes of a folded word; none for most words."""
    found = _WORDS.get(word, ()) + _of_stem(word, _SHORTEST_STEM)
    if not found and len(word) > _COMPOUND:
        parts = (_of_stem(word[start:], _SHORTEST_PART) for start in range(3, len(word) - _SHORTEST_PART + 1))
        found = next((part for part in parts if part), ())
    return (*found, "not") if word.endswith("n't") else found


def _of_stem(word: str, shortest: int) -> tuple[str, ...]:
    lengths = range(min(len(word), _LONGEST_STEM), shortest - 1, -1)
    return next((_STEMS[word[:length]] for length in lengths if word[:length] in _STEMS), ())
