"""Customers who write German, French or Spanish, and some whose language nobody's reader knows."""

from __future__ import annotations

from tools.demo_company.world import MARCO, OLIVE, PRIYA, TOMAS, Company


def tell(company: Company) -> None:
    """Every customer of this chapter, C-1320 to C-1336."""
    german_routine(company)
    german_billing_dispute(company)
    german_promise(company)
    german_order_number(company)
    austrian_with_commas(company)
    french_promise(company)
    french_service_not_as_ordered(company)
    french_routine(company)
    spanish_already_paid(company)
    spanish_routine(company)
    spanish_asks_for_time(company)
    dutch_nobody_reads(company)
    italian_end_of_month(company)
    polish_in_english(company)
    german_under_an_english_thread(company)
    german_transfer_under_way(company)
    belgian_with_a_smile(company)


# ── German ───────────────────────────────────────────────────────────────────────────────────
def german_routine(company: Company) -> None:
    """Twelve days late, a solid payer, one polite old mail."""
    c = company.customer(
        "C-1320", "Sollfurt Antriebsbau GmbH", owner=PRIYA, domain="sollfurt.example", language="de", since="2020-09-01"
    )
    annegret = c.contact(
        "Annegret Thielke", "accounts payable", client="outlook",
        signature="i. A. Annegret Thielke\nKreditorenbuchhaltung\nSollfurt Antriebsbau GmbH",
    )  # fmt: skip
    gears = c.invoice("6940.00", due="2026-04-29")
    c.invoice("1450.00", due="2026-06-10")
    c.history(6, "6940.00", late=(-4, 2))
    c.contract(renews="2027-09-01", note="Maschinendaten, Werk 1 und 2.")
    c.writes(
        annegret, "2026-04-01 08:12", "AW: Rechnung {inv}",
        "Guten Tag,\n\nvielen Dank, die Rechnung ist bei uns eingegangen und wurde zur Prüfung an die Fachabteilung "
        "weitergegeben.\n\nMit freundlichen Grüßen", inv=gears,
    )  # fmt: skip
    c.story(
        "German, routine", "Twelve days late, first reminder, in German.",
        card="routine · account owner", words=("6,940.00", "Rechnung"), shows="a draft in German with Sie",
    )  # fmt: skip


def german_billing_dispute(company: Company) -> None:
    """They were invoiced for 40 seats and say they ordered 25."""
    c = company.customer(
        "C-1321", "Hagenried Kunststofftechnik GmbH & Co. KG", owner=OLIVE, domain="hagenried.example", language="de",
        since="2021-03-15",
    )  # fmt: skip
    roloff = c.contact(
        "Matthias Roloff", "accounts payable", client="outlook",
        signature="Matthias Roloff\nLeiter Rechnungsprüfung\n\nHagenried Kunststofftechnik GmbH & Co. KG",
    )  # fmt: skip
    seats = c.invoice("11200.00", due="2026-04-24")
    c.history(5, "7000.00", late=(-3, 3))
    c.contract(renews="2026-11-15", terms=30)
    sent = c.we_write(
        roloff, "2026-03-25 09:00", "Rechnung {inv}",
        "Sehr geehrter Herr Roloff,\n\nanbei unsere Rechnung {inv} für das zweite Quartal.\n\nMit freundlichen Grüßen\n"
        "Fennel Systems, Accounts", inv=seats,
    )  # fmt: skip
    c.writes(
        roloff, "2026-05-05 16:35", "AW: Rechnung {inv}",
        "Sehr geehrte Damen und Herren,\n\nbei der Prüfung o. g. Rechnung ist uns aufgefallen, dass Sie 40 "
        "Arbeitsplätze berechnet haben. Laut unserer Bestellung sind es 25. Wir haben die Rechnung daher zunächst "
        "nicht zur Zahlung freigegeben und bitten um Übersendung einer korrigierten Rechnung.\n\nFreundliche Grüße",
        answers=sent, quotes=True, inv=seats,
    )  # fmt: skip
    c.story(
        "German, billing dispute", "40 seats invoiced, 25 ordered, said politely; the ERP has no mark.",
        card="executive review · account owner", gates=("suspicion", "unread_message"),
        words=("Laut unserer Bestellung sind es 25",), shows="the German sentence, to confirm or to reject; no draft",
    )  # fmt: skip


def german_promise(company: Company) -> None:
    """A day in a German mail, unread, and kept."""
    c = company.customer(
        "C-1322", "Wiesenau Fördersysteme GmbH", owner=MARCO, domain="wiesenau-foerder.example", language="de",
        since="2022-01-10",
    )  # fmt: skip
    bertram = c.contact(
        "Silke Bertram", "accounts payable", client="outlook", signature="Silke Bertram\nFinanzbuchhaltung"
    )
    belts = c.invoice("4415.00", due="2026-04-21")
    c.history(5, "4415.00", late=(0, 8))
    c.contract(renews="2027-01-10")
    reminder = c.we_write(
        bertram, "2026-04-30 11:10", "Zahlungserinnerung {inv}",
        "Guten Tag Frau Bertram,\n\nunsere Rechnung {inv} über 4.415,00 EUR war am 21.04. fällig. Dürfen wir Sie um "
        "Prüfung bitten?\n\nViele Grüße\nFennel Systems, Accounts", inv=belts,
    )  # fmt: skip
    c.writes(
        bertram, "2026-05-08 07:48", "AW: Zahlungserinnerung {inv}",
        "Guten Morgen,\n\nentschuldigen Sie bitte, durch die Umstellung unserer Software ist einiges liegen geblieben. "
        "Sie erhalten den Betrag bis spätestens 15.05.2026.\n\nMit freundlichem Gruß",
        answers=reminder, quotes=True, inv=belts,
    )  # fmt: skip
    c.pays(belts, on="2026-05-14")
    c.story(
        "German, promise in a mail", "“bis spätestens 15.05.2026”, in the inbox only.",
        card="routine · account owner", gates=("unread_message",), words=("bis spätestens 15.05.2026",),
        shows="the German message in full, unread",
        later="the promise read from the mail and offered to the owner as one press",
    )  # fmt: skip
    c.story(
        "German, promise kept", "The money comes a day early.",
        on="2026-05-15", card="no packet", shows="the card is settled by itself",
    )  # fmt: skip


def german_order_number(company: Company) -> None:
    """Without our customer's order number their system takes no invoice."""
    c = company.customer(
        "C-1323", "Krummsee Medizintechnik AG", owner=TOMAS, domain="krummsee-med.example", language="de",
        since="2021-06-21",
    )  # fmt: skip
    eingang = c.contact(
        "Rechnungseingang Krummsee", "accounts payable", email="rechnungseingang@krummsee-med.example", client="plain"
    )
    c.contact("Dr. Beate Lindauer", "head of production", client="outlook")
    lab = c.invoice("8330.00", due="2026-04-23")
    c.history(4, "8330.00", late=(-2, 5))
    c.contract(renews="2026-12-21")
    c.writes(
        eingang, "2026-04-02 13:05", "Rechnung {inv} kann nicht verarbeitet werden",
        "Sehr geehrte Damen und Herren,\n\nauf Ihrer Rechnung {inv} fehlt unsere Bestellnummer (10-stellig, beginnt "
        "mit 45). Rechnungen ohne Bestellnummer können wir leider nicht buchen. Bitte reichen Sie diese nach.\n\nMit "
        "freundlichen Grüßen\nIhr Team Rechnungseingang", inv=lab,
    )  # fmt: skip
    c.story(
        "German, order number missing", "Their invoice desk wants a Bestellnummer that the invoice does not carry.",
        card="exception · finance", words=("Bestellnummer", "8,330.00"),
        shows="the sentence that asks for the number, as the reason; the draft asks them for it",
    )  # fmt: skip


def austrian_with_commas(company: Company) -> None:
    """Two thousand came in advance; the rest is written 4.217,50."""
    c = company.customer(
        "C-1324", "Tauernblick Seilbahnservice GmbH", owner=PRIYA, domain="tauernblick.example", language="de",
        since="2023-11-06",
    )  # fmt: skip
    hofer = c.contact(
        "Veronika Hofstätter",
        "accounts payable",
        client="apple",
        signature="Liebe Grüße aus dem Pinzgau\nV. Hofstätter",
    )
    ropes = c.invoice("6217.50", due="2026-04-30")
    c.history(3, "6217.50", late=(0, 9))
    c.contract(renews="2026-11-06")
    c.pays(ropes, on="2026-05-05", amount="2000.00")
    c.writes(
        hofer, "2026-05-08 10:02", "Ihre Rechnung {inv}",
        "Grüß Gott,\n\nzu Ihrer Information: 2.000,00 EUR sind am Dienstag an Sie gegangen, die restlichen 4.217,50 "
        "EUR überweist der Herr Ingenieur Moser, sobald er aus dem Krankenstand zurück ist. Wir bitten um ein bisserl "
        "Geduld.",
        inv=ropes,
    )  # fmt: skip
    c.pays(ropes, on="2026-05-18", amount="4217.50")
    c.story(
        "Austrian, amounts with commas", "2.000,00 came, the remaining 4.217,50 will; no day is named.",
        card="routine · account owner", gates=("unread_message",), words=("die restlichen 4.217,50 EUR", "4,217.50"),
        shows="the open rest in the draft, and the message with the same figure written their way",
    )  # fmt: skip
    c.story(
        "paid, and the bank's file is late", "The rest came on the 18th; the bank's file of the 19th did not come.",
        on="2026-05-19", card="exception · finance", gates=("unread_message", "missing_fact"),
        words=("4,217.50", "bank is true for 15 May 2026", "Cash posted through: 15 May"),
        shows="the card stands one more morning without Approve: the bank's file is late, and it says so",
    )  # fmt: skip
    c.story(
        "Austrian, rest paid", "The next morning's file brings both days.",
        on="2026-05-20", card="no packet", shows="the card is settled by itself",
    )  # fmt: skip


def german_under_an_english_thread(company: Company) -> None:
    """Our mail is English, the answer above it German, and it is a challenge."""
    c = company.customer(
        "C-1334", "Ostermoor Logistik GmbH", owner=OLIVE, domain="ostermoor.example", since="2020-04-20"
    )
    jansen = c.contact("Hauke Jansen", "accounts payable", client="outlook", signature="Moin und Gruß\nHauke Jansen")
    modules = c.invoice("9860.00", due="2026-04-20")
    c.history(6, "9860.00", late=(-1, 4))
    c.contract(renews="2027-04-20", note="Base package and yard module.")
    reminder = c.we_write(
        jansen, "2026-04-29 10:00", "Invoice {inv} is overdue",
        "Dear Hauke,\n\nour invoice {inv} over €9,860.00 was due on 20 April. Could you let us know when it will be "
        "paid?\n\n"
        "Kind regards\nFennel Systems, Accounts", inv=modules,
    )  # fmt: skip
    c.writes(
        jansen, "2026-05-07 15:27", "AW: Invoice {inv} is overdue",
        "Hallo zusammen,\n\nPosition 2 (Hofmodul) hatten wir zum 31.03. gekündigt, die hätte gar nicht mehr auf der "
        "Rechnung stehen dürfen. Könnt ihr das bitte einmal prüfen?",
        answers=reminder, quotes=True, language="de", inv=modules,
    )  # fmt: skip
    c.story(
        "German under an English thread", "The CRM says English, the answer above our English mail is German.",
        card="executive review · account owner", gates=("suspicion", "unread_message"), words=("gekündigt",),
        shows="the German sentence, not the English one quoted under it",
    )  # fmt: skip


def german_transfer_under_way(company: Company) -> None:
    """The transfer was ordered on Friday; the money is there on Tuesday."""
    c = company.customer(
        "C-1335", "Brunnthaler Backmaschinen GmbH", owner=MARCO, domain="brunnthaler-back.example", tier="small",
        language="de", since="2024-05-13",
    )  # fmt: skip
    brunn = c.contact("Xaver Brunnthaler", "Geschäftsführer", client="phone")
    ovens = c.invoice("1980.00", due="2026-04-27")
    c.history(3, "1980.00", late=(0, 14))
    c.contract(renews="2027-05-13")
    c.writes(
        brunn, "2026-05-08 18:20", "{inv}",
        "Servus, hab die {inv} grad online angewiesen, müsst Anfang der Woche bei euch sein. Nix für ungut, X. "
        "Brunnthaler",
        inv=ovens,
    )  # fmt: skip
    c.pays(ovens, on="2026-05-12")
    c.story(
        "German, transfer under way", "He says he has ordered the transfer; the bank has not seen it yet.",
        card="executive review · account owner", gates=("suspicion", "unread_message"),
        words=("grad online angewiesen",),
        shows="his sentence as a suspicion: he says it is paid, and nobody sends the reminder",
        later="a transfer said to be under way waiting a few days for the bank by itself",
    )  # fmt: skip
    c.story(
        "German, transfer arrived", "The money is posted on 12 May.",
        on="2026-05-13", card="no packet", shows="the card is settled by itself",
    )  # fmt: skip


# ── French ───────────────────────────────────────────────────────────────────────────────────
def french_promise(company: Company) -> None:
    """The payment leaves on Friday, says the assistant."""
    c = company.customer(
        "C-1325", "Ateliers Courvoisière SAS", owner=TOMAS, domain="courvoisiere.example", language="fr",
        since="2021-10-04",
    )  # fmt: skip
    nadege = c.contact(
        "Nadège Perrotin", "accounts payable", client="outlook",
        signature="Nadège Perrotin\nService comptabilité fournisseurs\nAteliers Courvoisière",
    )  # fmt: skip
    presses = c.invoice("5670.00", due="2026-04-15")
    c.history(5, "5670.00", late=(1, 9))
    c.contract(renews="2026-10-04")
    reminder = c.we_write(
        nadege, "2026-04-28 09:45", "Relance facture {inv}",
        "Bonjour Madame Perrotin,\n\nsauf erreur de notre part, la facture {inv} de 5 670,00 € échue le 15 avril reste "
        "impayée. Pourriez-vous nous donner une date de règlement ?\n\nCordialement\nFennel Systems, Accounts",
        inv=presses,
    )  # fmt: skip
    c.writes(
        nadege, "2026-05-06 11:58", "RE: Relance facture {inv}",
        "Bonjour,\n\nAvec les ponts de mai nous sommes en effectif réduit, veuillez nous excuser. Le virement partira "
        "vendredi 15 mai.\n\nBien à vous,", answers=reminder, quotes=True, inv=presses,
    )  # fmt: skip
    c.pays(presses, on="2026-05-18")
    c.story(
        "French, promise in a mail", "“Le virement partira vendredi 15 mai”, in the inbox only.",
        card="routine · account owner", gates=("unread_message",), words=("Le virement partira vendredi 15 mai",),
        shows="the French message in full, unread",
        later="the promise read from the mail and offered to the owner as one press",
    )  # fmt: skip
    c.story(
        "French, promise kept within the grace", "Sent on Friday, received on Monday, in the bank's file of Wednesday.",
        on="2026-05-20", card="no packet", shows="the card is settled by itself",
    )  # fmt: skip


def french_service_not_as_ordered(company: Company) -> None:
    """The service does not match the order; payment is suspended until somebody comes back to them."""
    c = company.customer(
        "C-1326", "Fromagerie de la Combe Noire SARL", owner=PRIYA, domain="combenoire.example", language="fr",
        since="2023-02-13",
    )  # fmt: skip
    lucien = c.contact("Lucien Arbogast", "directeur", client="apple", signature="L. Arbogast\nCombe Noire")
    setup = c.invoice("7450.00", due="2026-04-27")
    c.history(3, "3100.00", late=(-2, 4))
    c.contract(renews="2027-02-13")
    c.writes(
        lucien, "2026-05-05 19:06", "Facture {inv}",
        "Madame, Monsieur,\n\nJe ne comprends pas votre facture {inv}. La prestation n'est pas conforme au devis : le "
        "raccordement de la deuxième cave n'a jamais été fait et mes équipes notent toujours les températures à la "
        "main. J'attends votre retour avant tout règlement.\n\nSalutations,", inv=setup,
    )  # fmt: skip
    c.story(
        "French, service not as ordered", "“La prestation n'est pas conforme au devis”; no ticket, no mark in the ERP.",
        card="executive review · account owner", gates=("suspicion", "unread_message"),
        words=("pas conforme au devis",), shows="the French sentence, to confirm or to reject; no draft",
    )  # fmt: skip


def french_routine(company: Company) -> None:
    """A small vineyard that pays a little late."""
    c = company.customer(
        "C-1327", "Domaine Saint-Aurel SCEA", owner=OLIVE, domain="saintaurel.example", tier="small", language="fr",
        since="2022-03-28",
    )  # fmt: skip
    maelle = c.contact("Maëlle Joubard", "accounts payable", client="gmail", signature="Maëlle")
    c.invoice("1240.00", due="2026-04-28")
    c.history(5, "1240.00", late=(0, 11))
    c.contract(renews="2027-03-28")
    c.writes(
        maelle, "2026-02-19 17:30", "Merci !",
        "Bonjour à toute l'équipe, l'export vers notre caisse marche enfin, merci beaucoup pour votre aide. Bonne "
        "soirée !",
    )  # fmt: skip
    c.story(
        "French, routine", "Thirteen days late, first reminder, in French.",
        card="routine · account owner", words=("1,240.00",), shows="a draft in French",
    )  # fmt: skip


def belgian_with_a_smile(company: Company) -> None:
    """He answers a reminder with good humour and says nothing at all."""
    c = company.customer(
        "C-1336", "Imprimerie Vandekerre SRL", owner=MARCO, domain="vandekerre.example", language="fr",
        since="2020-11-23",
    )  # fmt: skip
    benoit = c.contact("Benoît Vandekerre", "accounts payable", client="outlook")
    inks = c.invoice("2730.00", due="2026-04-02")
    c.history(6, "2730.00", late=(4, 19))
    c.contract(renews="2026-11-23")
    reminder = c.we_write(
        benoit, "2026-04-16 14:00", "Rappel facture {inv}",
        "Bonjour Monsieur Vandekerre,\n\nla facture {inv} (2 730,00 €) est échue depuis le 2 avril. Est-elle bien en "
        "cours de paiement ?\n\nCordialement\nMarco Vidal", by=MARCO, inv=inks,
    )  # fmt: skip
    c.writes(
        benoit, "2026-04-17 12:21", "RE: Rappel facture {inv}",
        "Bonjour Marco,\n\nBien reçu votre petit mot, toujours aussi aimable :-) Elle est sur la pile, et la pile est "
        "haute. Je fais au mieux.\n\nB.V.", answers=reminder, quotes=True, inv=inks,
    )  # fmt: skip
    c.story(
        "French, a polite evasion", "“La pile est haute”: no day, no complaint, no promise.",
        card="routine · account owner", words=("la pile est haute", "2,730.00"),
        shows="a second reminder in French under his friendly answer",
    )  # fmt: skip


# ── Spanish ──────────────────────────────────────────────────────────────────────────────────
def spanish_already_paid(company: Company) -> None:
    """They say it is paid; our ledger says it is not."""
    c = company.customer(
        "C-1328", "Almazara Sierra Quemada SL", owner=MARCO, domain="sierraquemada.example", language="es",
        since="2022-05-16",
    )  # fmt: skip
    remedios = c.contact(
        "Remedios Cañamero", "accounts payable", client="outlook",
        signature="Remedios Cañamero\nDpto. de Administración\nAlmazara Sierra Quemada, S.L.",
    )  # fmt: skip
    mill = c.invoice("3385.00", due="2026-04-17")
    c.history(5, "3385.00", late=(-1, 7))
    c.contract(renews="2027-05-16")
    reminder = c.we_write(
        remedios, "2026-04-29 12:00", "Recordatorio factura {inv}",
        "Estimada Remedios:\n\nla factura {inv} de 3.385,00 € venció el 17 de abril y sigue pendiente. ¿Podría "
        "comprobarlo?\n\nUn saludo\nFennel Systems, Accounts", inv=mill,
    )  # fmt: skip
    c.writes(
        remedios, "2026-05-08 13:44", "RE: Recordatorio factura {inv}",
        "Buenos días,\n\nEsta factura ya está pagada, se hizo transferencia el pasado día 16 de abril desde nuestro "
        "banco. Les ruego que lo revisen antes de volver a reclamar.\n\nSaludos cordiales,",
        answers=reminder, quotes=True, inv=mill,
    )  # fmt: skip
    c.story(
        "Spanish, already paid", "“Esta factura ya está pagada”; no such money in the ledger.",
        card="executive review · account owner", gates=("suspicion", "unread_message"), words=("ya está pagada",),
        shows="handled as a dispute until cash application says otherwise; no draft",
    )  # fmt: skip


def spanish_routine(company: Company) -> None:
    """A second reminder in Spanish."""
    c = company.customer(
        "C-1329", "Cerámicas Vallhonda SA", owner=TOMAS, domain="vallhonda.example", language="es", since="2020-06-08"
    )
    ferran = c.contact("Ferran Oliach", "accounts payable", client="outlook", signature="Ferran Oliach\nProveedores")
    kilns = c.invoice("4760.00", due="2026-04-06")
    c.invoice("780.00", due="2026-06-05")
    c.history(6, "4760.00", late=(2, 15))
    c.contract(renews="2027-06-08")
    reminder = c.we_write(
        ferran, "2026-04-17 10:30", "Recordatorio de pago {inv}",
        "Estimado Ferran:\n\nle recordamos que la factura {inv} de 4.760,00 € venció el 6 de abril.\n\nUn cordial "
        "saludo\nFennel Systems, Accounts", inv=kilns,
    )  # fmt: skip
    c.writes(
        ferran, "2026-04-20 09:17", "RE: Recordatorio de pago {inv}",
        "Hola, buenos días. Recibido, la paso a dirección para la firma. Gracias.",
        answers=reminder, quotes=True, inv=kilns,
    )  # fmt: skip
    c.story(
        "Spanish, routine", "35 days late; our first reminder went out on 17 April.",
        card="routine · account owner", words=("4,760.00", "la paso a dirección"), shows="a second reminder in Spanish",
    )  # fmt: skip


def spanish_asks_for_time(company: Company) -> None:
    """Three instalments, please: a payment plan is for people to decide."""
    c = company.customer(
        "C-1330", "Transportes Peñarrubia SL", owner=OLIVE, domain="penarrubia.example", language="es",
        since="2021-12-13",
    )  # fmt: skip
    chelo = c.contact("Consuelo Ibarrola", "gerente", client="phone", signature="Consuelo Ibarrola")
    fleet = c.invoice("12600.00", due="2026-04-22")
    c.history(4, "6300.00", late=(3, 18))
    c.contract(renews="2026-12-13")
    c.writes(
        chelo, "2026-05-07 20:35", "Aplazamiento factura {inv}",
        "Buenas tardes, les escribo con un poco de apuro. Con el gasóleo como está no podemos atender la {inv} de una "
        "vez. ¿Sería posible un aplazamiento, por ejemplo tres pagos de 4.200 € en mayo, junio y julio? Llevamos años "
        "con ustedes y queremos cumplir.", inv=fleet,
    )  # fmt: skip
    c.story(
        "Spanish, asks for a payment plan", "“¿Sería posible un aplazamiento?”, in three parts.",
        card="executive review · finance leadership", gates=("path_undecided", "unread_message"),
        words=("aplazamiento",), shows="the sentence; no draft until leadership has chosen a path",
    )  # fmt: skip


# ── languages nobody's reader knows ──────────────────────────────────────────────────────────
def dutch_nobody_reads(company: Company) -> None:
    """A Dutch mail that disputes the seat count; only a person can tell."""
    c = company.customer(
        "C-1331", "Kwekerij Zwartewaal BV", owner=PRIYA, domain="zwartewaal.example", language="nl", since="2022-08-22"
    )
    femke = c.contact(
        "Femke Oudshoorn", "accounts payable", client="outlook", signature="Femke Oudshoorn\nAdministratie"
    )
    glass = c.invoice("3540.00", due="2026-04-30")
    c.history(4, "3540.00", late=(-2, 6))
    c.contract(renews="2027-08-22")
    c.writes(
        femke, "2026-05-06 09:33", "Factuur {inv}",
        "Goedemorgen,\n\nVolgens mij zit er een foutje in factuur {inv}: jullie rekenen 18 gebruikers en wij hebben er "
        "maar 12. Willen jullie dit even nakijken? Tot die tijd laat ik hem even liggen.\n\nGroetjes", inv=glass,
    )  # fmt: skip
    c.story(
        "Dutch, read by nobody", "A dispute in a language the reader does not know: 18 users invoiced, 12 in use.",
        card="executive review · account owner", gates=("suspicion", "unread_message"),
        words=("jullie rekenen 18 gebruikers",),
        shows="her sentence as a suspicion, in Dutch: the reader knows the plainest words of it",
    )  # fmt: skip


def italian_end_of_month(company: Company) -> None:
    """An old Italian mail says what every Italian mail says."""
    c = company.customer(
        "C-1332", "Officine Valdarena Srl", owner=TOMAS, domain="valdarena.example", language="it", terms=60,
        since="2021-05-03",
    )  # fmt: skip
    ornella = c.contact(
        "Ornella Battistoni", "accounts payable", client="outlook", signature="Ornella Battistoni\nAmministrazione"
    )
    lathes = c.invoice("6110.00", due="2026-04-19")
    c.history(5, "6110.00", late=(8, 20))
    c.contract(renews="2026-10-03", terms=60, note="Sixty days, agreed at signing.")
    c.writes(
        ornella, "2026-04-28 15:15", "R: fattura {inv}",
        "Buongiorno,\n\nfattura registrata, va in pagamento con le scadenze di fine mese.\n\nCordiali saluti",
        inv=lathes,
    )  # fmt: skip
    c.story(
        "Italian, routine", "Sixty days are agreed, and they take a fortnight more.",
        card="routine · account owner", words=("6,110.00",), shows="a draft in English beside the Italian mail",
    )  # fmt: skip


def polish_in_english(company: Company) -> None:
    """English learned at work: every word is right and the meaning is kind."""
    c = company.customer(
        "C-1333", "Zakłady Miedziane Olszanka Sp. z o.o.", owner=PRIYA, domain="olszanka.example", language="pl",
        since="2022-10-17",
    )  # fmt: skip
    beata = c.contact(
        "Beata Kurowska", "accounts payable", client="outlook", signature="Pozdrawiam / With regards\nBeata Kurowska"
    )
    foil = c.invoice("5205.00", due="2026-04-24")
    c.history(5, "5205.00", late=(0, 10))
    c.contract(renews="2026-10-17")
    c.writes(
        beata, "2026-04-29 12:40", "invoice {inv}",
        "Dear Sirs,\n\nI inform you kindly that invoice {inv} is by our side correct and it wait only for the "
        "signature of Mr. President. He is actually in delegation. After his return we realize the transfer "
        "immediately.", inv=foil,
    )  # fmt: skip
    c.story(
        "Polish, in English", "The invoice is correct and waits for a signature; no day is named.",
        card="routine · account owner", words=("5,205.00", "is by our side correct"),
        shows="an ordinary first reminder; nothing in the mail is a challenge",
    )  # fmt: skip
