"""The classes of meaning a word of a reminder can belong to, in the six languages the guard weighs.

A stem stands for every word that begins with it, a word marked with = for itself; accents are folded. A German or
Dutch compound has the class of its last part.
"""

from __future__ import annotations

from functools import lru_cache

_CLASSES: dict[str, str] = {
    "not": """=no =not =never =nobody =none =nothing =neither =nor =without =cannot =hardly nicht =kein keine =nie
        niemand nichts =ohne =pas =plus =jamais aucun =rien =sans =ne =n =nunca =nadie ningun =nada =sin tampoco
        dejara dejare =niet =geen =nooit =niets =zonder =non =mai nessun =niente =senza difficilmente =kaum""",
    "vehicle": """=van =vans lorr truck wagon driver carrier courier =fleet =lkw laster fahrer =wagen fahrzeug
        camion chauffeur livreur furgon conductor vrachtw bestelbus autist corrier spedition""",
    "supply": """deliver shipment shipping dispatch order =orders seat licen login access support subscription platform
        dashboard hosting portal =feed service maintenance module =goods pallet crate stock =parts machine equipment
        shelves linen cleaning queue =slot booking renewal software =supply supplies replenish install harvester
        console terminal scaffold =crane cranes =key =keys data lights tank oxygen =gas cylinder =server servers
        liefer bestellung auftrag =ware =waren zugang zugriff lizenz wartung dienst ersatzteil maschine palette
        ersatz lager anlage =kran livraison commande acces abonnement prestation marchandise colis piece carton
        maintenance licence stock entrepot depot entreg pedido acceso suscrip licencia servicio soporte mantenim
        mercanc maquina almacen suministr genero lever bestelling toegang onderhoud magazijn licentie machines
        consegn ordin access serviz abbonament licenz assistenza manutenz fornitur merce colli magazzin pezzi""",
    "crew": """crew technician engineer installer =team teams squad cleaners =people fitters monteur techniker
        kolonne equipe technicien ouvrier cuadrilla tecnic equipo ploeg squadra operai foreman =reps consultant
        berater gerustbau staff =boys =guys =lads""",
    "stop": """stop halt paus suspen freez frozen cease =cut =cuts cutting block =hold holds holding =held withh
        switch shut =off offline =dark down lapse discontinu terminat =end ends interrupt disconnect deactivat disabl
        revok closed closes =stay stays skip =wait waits waiting park parked =ice silent unload refus idle
        einstell eingestellt stopp gestoppt sperr gesperrt abschalt abgeschaltet ruht ruhen pausier unterbrech
        zuruckgehalten zuruckhalten abgestellt liegen stehen coup suspend interromp arret bloqu attendr geler
        reteni couper eteindr retenid deten deja cort apag paraliz suspendid interrump bloque opgeschort stop
        stilgelegd dicht blokk gestaakt ferm sospe blocc spegn interrott trattenut""",
    "law": """law lawyer legal solicitor attorney counsel court judge magistrate bailiff sheriff claim lawsuit litig
        sue =suing proceeding statut writ default =rights remed enforc lien petition paralegal barrister registry
        anwalt gericht richter klage mahnbescheid rechtlich verzug rechtsabteilung titel vollstreck avocat
        tribunal juge huissier judiciair juridi demeure injonction droit abogad juzgad juez demanda judicial
        juridic mora procurador advocaat rechter deurwaarder rechtbank dagvaard gebreke rechtsmiddel legale
        avvocat giudic tribunal ufficial ingiunt diffida messa""",
    "agency": """agency agencies collector collection collections bureau recovery outside external partner specialist
        professionals insurer rating factor inkasso auskunft schufa externe extern dienstleister recouvrement
        cabinet assureur recobro morosos despacho gestoria incasso incassobureau deurwaarder recupero agenzia
        assicurazion studio""",
    "extra": """fee fees charge charges charged surcharge interest penalt percent =rate premium uplift supplement
        compensation accrue dearer =costs overdraft =extra add =adds added adding =grow grows gebuhr zins spesen
        saumnis verzugszins pauschale aufschlag mahnkosten mehrkosten prozent basiszins zuschlag zugeschlagen
        hinzu teurer penalite interet frais majorat indemnit forfait pourcent alourd recargo interes gastos
        penaliz comision suplement indemniz rente kosten toeslag opslag boete procent aanmaning interess mora
        spese maggioraz penale oneri supplement percento""",
    "less": """discount credit rebate refund waive deduct subtract reduc allowance voucher free cancel forget forgive
        offset knock shave halfway write-off goodwill cheaper lighter short-pay =less swallow absorb erase drop
        gutschrift gutschreib nachlass rabatt skonto erlass abzieh kurz streich entgegenkomm storn verzicht
        geschenk kostenlos remise avoir dedui geste gratuit annul rembours rabais oubli reduc descuent abono
        abonar restar deduc gratis anul devol rebaj condon korting credit aftrek kwijt vervall gratis sconto
        detra nota accredit abbuon stralc gratuit annulla rimbors offr""",
    "parts": """instal split spread half third portion stage stagger schedule =plan rhythm piece bits weekly monthly
        equal deposit remainder =rest raten =rate teilbetr abzahl stuck halfte monatlich drittel tranche echeanc
        echelon fois moitie mensu etal plazo cuotas mitad fraccion aplaz mensual termijn betalingsregeling delen
        helft maandelijks stukjes rateizz rate meta dilazion mensil scaglion""",
    "later": """later defer postpon exten wait until autumn winter spring summer harvest season easter quarter relax
        breath grace =time push stund verlang zeit spater ernte quartal saison herbst warten aufschub verschob
        delai report repouss attendre recolte vendange trimestre saison rentree prorrog ampli esper cosecha
        trimestre temporada despues uitstel later wachten zomer oogst kwartaal najaar verschoven proroga
        aspett attender vendemmia stagione trimestre spostat rinvi""",
    "promise": """promis assur guarantee =word vow pledge commit count reserve certain undertake definitely personally
        versprech versproch garantier zusicher zugesichert reservier wort verlass promet promis engag garanti
        assure comptez reserv garantiz asegur compromet prometo cuente reserv beloof beloofd garander reken
        verzeker gereserveerd promett garant assicur contar parola riserv impegn""",
    "make": """fix repair replace finish complete launch upgrade build redo ready arrive visit install swap send come
        coming reach land leave leaves ship reparier ersetz fertig kommt bauen einbau austausch geliefert
        reparer remplac termin viendra passera installer repar reempl termin vendra pasara instal repar vervang
        klaar komt langs ripar sostitu finir verra passera""",
    "ours_wrong": """sorry mistake error fault mix-up apolog oversight blame admit fehler irrtum versehen entschuldig
        recht erreur tort raison excus erreurs error culpa razon disculp fout gelijk excuus errore colpa ragione
        scus""",
    "flaw": """broken defect damage missing short wrong faulty rattle leak scratch outage bug dispute objection
        complaint quality shortage dead kaputt defekt mangel schaden fehlend falsch reklam beschadigt manqu
        defaut casse endommag panne rota defect danad falta averia queja kapot gebrek ontbrek schade storing
        klacht rott difett mancant dann guasto reclam""",
    "happened": """signed delivered left checked tested approved accepted agreed ordered activated counted confirmed
        installed unloaded shipped handed proved shows prove quittier unterschrieben gepruft geliefert bestellt
        bestatigt verlassen abgenommen signe livre verifie accepte valide commande firm entregad comprob acept
        aprob getekend geleverd gecontroleerd goedgekeurd firmat consegnat verificat accettat approvat""",
    "cause": """because due hence since owing reason therefore weil wegen aufgrund daher deshalb ergeben liegt car
        parce cause vient debid porque causa debe omdat door vanwege daarom perche dovut dipend causa""",
    "correct": """correct right valid justified accurate order perfect fine normal usual tolerance contract agreement
        korrekt richtig einwandfrei vertrag berechtigt ordnung conforme exact contrat juste correct contrato
        conforme correcto klopt juist contract terecht corrett contratto regolare""",
    "shame": """asham shame decent sleep patience respect excuse embarrass honest temper blunt nonsense joke pathetic
        disappoint annoy tired fed grace grow childish rude trust geduld scham anstand peinlich frech enttausch
        verstandnis reicht unverscham honte patience confiance decu respect honor verguenza paciencia respeto
        decepcion confianza seriedad geduld schande teleurgesteld netjes vergogn pazienza rispett delus fiducia
        serieta""",
    "demand": """must demand insist immediately now today once deadline last final ultimat act enough mussen sofort
        umgehend letzt unverzuglich jetzt immediat exig dernier devez doit inmediat exij ultim debe ahora
        onmiddellijk direct laatst moet nu subito immediat ultim deve esig""",
    "others": """competitor rival neighbour neighbor everybody everyone client clients customers others industry
        trade wettbewerb konkurrent nachbar kunde kunden branche andere concurrent voisin clients autres secteur
        metier competid vecin clientes otros sector demas concurrent buren klanten anderen branche concorrent
        vicin clienti altri settore""",
    "trouble": """insolven bankrupt layoff redundan restructur rumour rumor cash-flow liquid divorce illness newspaper
        lender bank covenant hear heard understand strugg tight trouble merger acquisition leaving resign switch
        insolvenz kundigung krise entlass gehort gerucht faillite licenci difficult rumeur crise quiebra despid
        dificult rumor crisis ontslag faillissement moeilijk fallimento licenziam difficolta voci crisi""",
    "ask": """=could =would =when =can =may =might please kindly grateful ask asking let tell confirm advise bitte
        konnten konnen wann durfen wann merci pourriez pouvez quand auriez veuillez puede podria cuando favor
        agradec kunt wanneer graag wilt puo potrebbe quando cortes gentil prego""",
    "thanks": """thank grateful appreciat regards hope wish hoping best cheers danke dank grusse gruss hoffe merci
        cordial espere saludo gracias espero groet bedankt hoop grazie salut spero cordial""",
    "paper": """copy pdf attach reference form list statement number remittance advice portal email note message kopie
        anhang beleg nummer aufstellung copie joint piece numero releve adjunt copia remesa bijlage allegat
        estratto promemoria remind erinner rappel recordator herinner""",
    "call": """=call ring phone talk speak telefon anruf rufe appel telephon llam telef bel =bellen chiam telefon
        reach contact""",
    "if": """=if =should =once =unless =until =before =while =whether wenn falls sollte sofern bis bevor solange =si
        sauf avant tant jusqu hasta mientras antes als indien zolang tot =se qualora finche prima fino""",
    "pay": """=pay paid payment transfer settle remit wire money cash zahl bezahl uberweis geld begleich eingang
        ausgleich paie payer paye virement regl argent pag transferencia ingreso betal overma bonific sald pagat
        incass""",
    "owed": """invoice bill balance open overdue outstanding due account amount sum total rechnung offen fallig
        betrag saldo summe facture solde echu montant ouvert factur venc importe pendiente saldo factuur
        openstaan bedrag vervaldat fattur scadut scadenz import apert""",
    "will": """=will =shall 'll =going wird werden werde =may =could =might =would sera seront =va seran =van =zal
        zullen sara saranno verra""",
    "we": """=we =our =us =i =my =me =we'll =i'll =we've =i've =i'd =wir =uns unser =ich =mein meine =nous =notre =nos
        =je =mon =mes nosotros nuestr =mi =mis =le =wij =ons onze =ik =mijn =noi nostr =io =mio""",
    "you": """=you =your =yours =ihr =ihre =ihnen =sie ihrer ihrem ihren =vous =votre =vos =su =sus usted ustedes =u
        =uw =jullie =je =lei =voi vostr =vi =suo =sua""",
    "think": """note noted passed forward review look colleague separate aside question point message weiter notiert
        kollege pruf getrennt hinweis transmis note collegue examen trasladad companer mirando revis collega
        doorgestuurd kijken inoltrat collegh osservaz vermerkt""",
    "ignore": """ignore disregard forget already crossed meantime gegenstandslos uberschnitten bereits schon deja
        croise ya cruzado negeren reeds al gia ignori incrociat""",
}
_SHORTEST_STEM = 3
#: Only longer words are taken apart, and only into parts at least so long.
_COMPOUND = 9
_SHORTEST_PART = 5


def _listed(mark: bool) -> dict[str, tuple[str, ...]]:
    """Whole words (*mark*) or stems → their classes."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _CLASSES.items():
        for word in dict.fromkeys(words.split()):
            if word.startswith("=") is mark:
                key = word.removeprefix("=")
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), name)))
    return found


_WORDS = _listed(mark=True)
_STEMS = _listed(mark=False)
_LONGEST_STEM = max(map(len, _STEMS))


@lru_cache(maxsize=1 << 14)
def classes_of(word: str) -> tuple[str, ...]:
    """The classes of a folded word; none for most words."""
    found = tuple(dict.fromkeys(_WORDS.get(word, ()) + _of_stem(word, _SHORTEST_STEM)))
    if not found and len(word) > _COMPOUND:
        parts = (_of_stem(word[start:], _SHORTEST_PART) for start in range(3, len(word) - _SHORTEST_PART + 1))
        found = next((part for part in parts if part), ())
    return (*found, "not") if word.endswith("n't") else found


def _of_stem(word: str, shortest: int) -> tuple[str, ...]:
    lengths = range(min(len(word), _LONGEST_STEM), shortest - 1, -1)
    return next((_STEMS[word[:length]] for length in lengths if word[:length] in _STEMS), ())
