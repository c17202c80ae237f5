"""C-1101 to C-1135: data and paperwork. People who left, numbers that are missing, money nobody can place."""

from __future__ import annotations

from textwrap import dedent

from tools.demo_company.world import DANA, MARCO, OLIVE, PRIYA, TOMAS, Company


def tell(company: Company) -> None:
    """Tell all of them."""
    clerk_left_without_a_successor(company)
    clerk_left_and_a_colleague_names_the_next(company)
    owner_left_packaging(company)
    owner_left_mill(company)
    contract_says_other_terms(company)
    padded_number_in_the_erp(company)
    purchase_order_has_expired(company)
    purchase_order_missing_on_one_of_two(company)
    reminder_bounced(company)
    reminder_bounces_in_the_second_week(company)
    unapplied_cash_covers_everything(company)
    unapplied_cash_covers_a_part(company)
    open_credit_note_to_be_deducted(company)
    supplier_portal_before_payment(company)
    w9_before_payment(company)
    invoice_never_received(company)
    one_number_twice_quarry(company)
    one_number_twice_workshop(company)
    one_number_twice_across_lists(company)
    three_instalments(company)
    tier_left_empty(company)
    terms_nowhere(company)
    billed_by_both_of_us(company)
    twenty_eight_open_invoices(company)
    bank_charges_left(company)
    address_from_a_signature(company)
    address_from_a_business_card(company)
    payment_under_their_neighbours_number(company)
    due_today(company)
    french_order_number_missing(company)
    german_clerk_left(company)
    spanish_copy_wanted(company)
    sixty_cents_too_much(company)


# ── people who left ──────────────────────────────────────────────────────────────────────────


def clerk_left_without_a_successor(company: Company) -> None:
    """An automatic answer says she has left; the CRM notices on the 13th, a successor is confirmed on the 18th."""
    customer = company.customer(
        "C-1101", "Brackenfold Joinery Ltd", owner=OLIVE, domain="brackenfold.example", since="2021-03-15"
    )
    maureen = customer.contact("Maureen Tully", confirmed="2025-11-20")
    open_invoice = customer.invoice("3960.00", late=24)
    customer.invoice("3960.00", due="2026-06-17")
    customer.history(5, "3960.00")
    customer.contract(renews="2026-12-01", note="Scheduling, 22 seats, billed quarterly in advance.")
    reminder = customer.we_write(
        maureen,
        "2026-04-29 10:15",
        "Reminder: invoice {inv}",
        dedent("""
            Dear Maureen,

            invoice {inv} over EUR 3,960.00 was due on 17 April and is still open in our books. Could you let us know
            when we may expect the payment?

            Kind regards
            Fennel Systems, Accounts
        """),
        inv=open_invoice,
    )
    customer.writes(
        maureen,
        "2026-04-29 10:16",
        "Automatic reply: Reminder: invoice {inv}",
        dedent("""
            Maureen Tully no longer works at Brackenfold Joinery. Her last day was Friday 17 April.

            This mailbox is not being read and mail sent to it is not forwarded.
        """),
        answers=reminder,
        automatic="auto_reply",
        inv=open_invoice,
    )
    maureen.becomes("2026-05-13", status="left")
    customer.contact("Declan Foyle", on="2026-05-19", confirmed="2026-05-18")
    customer.story(
        "Departed AP clerk, no successor",
        "The auto-reply to our reminder says she has left and names nobody; the CRM still has her as verified.",
        card="exception · finance",
        shows="the sentence of the auto-reply; nobody else is verified, so no draft: nothing may go to her address",
        gates=("no_verified_contact",),
        words=("Maureen Tully no longer works at Brackenfold Joinery", "3,960.00"),
    )
    customer.story(
        "Departed AP clerk, the CRM has noticed",
        "The CRM marks her as left and has nobody else.",
        card="exception · finance",
        shows="nobody verified, so no Approve",
        on="2026-05-13",
        gates=("no_verified_contact",),
    )
    customer.story(
        "Departed AP clerk, successor confirmed",
        "Arjun rang them; Declan Foyle was confirmed on 18 May.",
        card="routine · account owner",
        shows="a second reminder, to Declan Foyle",
        on="2026-05-20",
        words=("declan.foyle@brackenfold.example",),
    )


def clerk_left_and_a_colleague_names_the_next(company: Company) -> None:
    """A colleague writes who has it now; Arjun answers on the 12th, the successor is confirmed on the 14th."""
    customer = company.customer("C-1102", "Skarvik Aquaculture AS", owner=MARCO, domain="skarvik.example")
    customer.contact("Signe Aune", status="left")
    henrik = customer.contact("Henrik Lunde", status="unverified")
    open_invoice = customer.invoice("7125.00", late=20)
    customer.history(6, "7125.00", late=(0, 6))
    customer.contract(renews="2027-01-31", note="Machine data for 14 pens, billed quarterly.")
    asked = customer.writes(
        ("Torunn Bakke", "torunn.bakke@skarvik.example"),
        "2026-05-06 08:21",
        "Invoices from Fennel",
        dedent("""
            Hello

            Signe Aune finished with us at Easter. Her mail is still open so your letters go in but no one reads them.
            It is Henrik Lunde who has the invoices now: henrik.lunde@skarvik.example. I gave him the one from march
            ({inv}) on paper, but please send to him direct.

            Torunn Bakke
            Skarvik, plant office
        """),
        inv=open_invoice,
    )
    customer.we_write(
        henrik,
        "2026-05-12 11:02",
        "Re: Invoices from Fennel",
        dedent("""
            Dear Torunn, dear Henrik,

            thank you for telling us. We would like to confirm the address by telephone before we use it; Arjun will
            ring the plant office this week.

            Kind regards
            Fennel Systems, Accounts
        """),
        answers=asked,
    )
    henrik.becomes("2026-05-15", status="verified", confirmed="2026-05-14")
    customer.story(
        "Departed AP clerk, a colleague names the successor",
        "A colleague the CRM does not know says that Signe has gone and gives Henrik's address; he is unverified.",
        card="exception · finance",
        shows="the colleague's sentence; no Approve, and no draft to an unverified address",
        gates=("unread_message", "no_verified_contact"),
        words=("Signe Aune finished with us at Easter",),
    )
    customer.story(
        "Departed AP clerk, we have just answered",
        "We answered in the thread on the 12th.",
        card="row in the list",
        shows="our contact of the day before",
        on="2026-05-13",
        gates=("contact_cap",),
    )
    customer.story(
        "Departed AP clerk, successor verified",
        "Henrik was confirmed by telephone on the 14th, and the cap has passed.",
        card="routine · account owner",
        shows="a first reminder to Henrik Lunde",
        on="2026-05-20",
        words=("henrik.lunde@skarvik.example",),
    )


def owner_left_packaging(company: Company) -> None:
    """The CRM still names Dana; nobody has taken the account over."""
    customer = company.customer(
        "C-1103", "Kestrel & Vane Packaging Ltd", owner=DANA, domain="kestrelvane.example", since="2020-09-01"
    )
    customer.contact("Philippa Strand", signature="Philippa Strand\nPurchase Ledger\nKestrel & Vane Packaging")
    open_invoice = customer.invoice("5180.00", late=13)
    customer.history(7, "5180.00", late=(1, 6))
    customer.contract(renews="2026-11-15", note="Analytics, two plants.")
    customer.pays(open_invoice, on="2026-05-14")
    customer.story(
        "Departed account owner",
        "The CRM names Dana Whitlock, who left in April; nothing else is out of the ordinary.",
        card="exception · finance",
        shows="Arjun Rao has it meanwhile",
        words=("Arjun Rao has it meanwhile", "5,180.00"),
    )
    customer.story(
        "Departed account owner, paid meanwhile",
        "The payment of 14 May is in the books.",
        card="no packet",
        shows="nothing",
        on="2026-05-15",
    )


def owner_left_mill(company: Company) -> None:
    """As above; from the 14th the CRM names Priya, and the account is ordinary again."""
    customer = company.customer(
        "C-1104", "Molino Las Arenas S.L.", owner=DANA, domain="molinolasarenas.example", tier="small", language="es"
    )
    customer.contact("Consuelo Iborra", role="billing")
    customer.invoice("2745.00", late=19)
    customer.history(4, "2745.00", late=(2, 8))
    customer.contract(renews="2027-02-28")
    customer.changes("2026-05-14", Owner=PRIYA)
    customer.story(
        "Departed account owner, then handed over",
        "The CRM names Dana Whitlock.",
        card="exception · finance",
        shows="Arjun Rao has it meanwhile",
        words=("Arjun Rao has it meanwhile",),
    )
    customer.story(
        "Account handed over to Priya",
        "Since the 14th the CRM names Priya Nair.",
        card="routine · account owner",
        shows="a first reminder, in Priya's channel",
        on="2026-05-14",
        words=("Priya Nair", "2,745.00"),
        later="a draft in Spanish; today it is in English",
    )


def german_clerk_left(company: Company) -> None:
    """Her boss's office writes; the CRM still lists her as verified until somebody has read it."""
    customer = company.customer(
        "C-1130", "Kolbe & Sauer Werkzeugbau GmbH", owner=MARCO, domain="kolbe-sauer.example", language="de"
    )
    wiebke = customer.contact("Wiebke Harms", confirmed="2025-09-03")
    open_invoice = customer.invoice("6240.00", late=10)
    customer.history(6, "6240.00", late=(-4, 2))
    customer.contract(renews="2026-10-31", note="Maschinendaten, 18 Maschinen, vierteljährlich im Voraus.")
    customer.writes(
        ("Sabine Trautwein", "s.trautwein@kolbe-sauer.example"),
        "2026-05-08 13:47",
        "Ansprechpartner Rechnungen",
        dedent("""
            Sehr geehrte Damen und Herren,

            Frau Wiebke Harms ist zum 30.04. aus unserem Unternehmen ausgeschieden. Ihre Rechnungen (zuletzt {inv})
            richten Sie bitte künftig an unsere Kreditorenbuchhaltung, Herrn Jens Pohlmann,
            j.pohlmann@kolbe-sauer.example.

            Mit freundlichen Grüßen

            i. A. Sabine Trautwein
            Sekretariat der Geschäftsleitung
        """),
        inv=open_invoice,
    )
    wiebke.becomes("2026-05-12", status="left")
    customer.contact(
        "Jens Pohlmann", email="j.pohlmann@kolbe-sauer.example", status="unverified", on="2026-05-12"
    ).becomes("2026-05-20", status="verified", confirmed="2026-05-19")
    customer.story(
        "Departed AP clerk, in German",
        "The secretary writes that she left on 30 April and who follows; the CRM still has her as verified.",
        card="exception · finance",
        shows="the German sentence; the unread mail; nobody verified is left",
        gates=("unread_message", "no_verified_contact"),
        words=("ausgeschieden", "6,240.00"),
    )
    customer.story(
        "Departed AP clerk, in German, the CRM has noticed",
        "She is marked as left, her successor is entered but nobody has confirmed him.",
        card="exception · finance",
        shows="nobody verified",
        on="2026-05-12",
        gates=("unread_message", "no_verified_contact"),
    )
    customer.story(
        "Departed AP clerk, in German, successor confirmed",
        "Herr Pohlmann was confirmed on the 19th; the mail itself is still unread.",
        card="routine · account owner",
        shows="a reminder to Herr Pohlmann, with the unread mail on the card",
        on="2026-05-20",
        gates=("unread_message",),
        later="a draft in German; today it is in English",
    )


# ── records that disagree ────────────────────────────────────────────────────────────────────


def contract_says_other_terms(company: Company) -> None:
    """Net 30 in the CRM, net 45 in the contract: on the first morning late by one, not yet due by the other."""
    customer = company.customer(
        "C-1105", "Tannenberg Fördertechnik GmbH", owner=PRIYA, domain="tannenberg-ft.example", language="de"
    )
    customer.contact("Holger Brandt", signature="Holger Brandt\nFinanzbuchhaltung\nTannenberg Fördertechnik GmbH")
    open_invoice = customer.invoice("11900.00", due="2026-05-02")
    customer.history(5, "11900.00", late=(10, 15))
    customer.contract(renews="2026-12-31", terms=45, note="Rahmenvertrag 2024, Zahlungsziel 45 Tage netto.")
    customer.pays(open_invoice, on="2026-05-20")
    customer.story(
        "Contradicting payment terms",
        "The CRM says 30 days (due on 2 May), the contract 45 (due on 17 May); they always pay after about 45.",
        card="exception · finance",
        shows="both terms and where each stands; nothing can be approved while they differ",
        gates=("contradiction",),
        words=("30 days", "45 days", "11,900.00"),
    )
    customer.story(
        "Contradicting payment terms, late by both",
        "The 17th has passed; the two records still differ.",
        card="exception · finance",
        shows="both terms",
        on="2026-05-18",
        gates=("contradiction",),
        words=("30 days", "45 days"),
    )
    customer.story(
        "Contradicting payment terms, paid",
        "They paid after 48 days.",
        card="no packet",
        shows="nothing past due",
        on="2026-05-21",
    )


def padded_number_in_the_erp(company: Company) -> None:
    """The ERP pads the number: the invoices stand under C-01106, everything else under C-1106."""
    customer = company.customer(
        "C-1106", "Ballinacor Cold Storage Ltd", owner=TOMAS, domain="ballinacor.example", erp_id="C-01106"
    )
    customer.contact("Grainne Malone")
    customer.invoice("4650.00", late=15)
    customer.invoice("4650.00", due="2026-06-10")
    customer.history(4, "4650.00")
    customer.contract(renews="2026-09-30", note="Temperature dashboards, 3 stores.")
    customer.story(
        "Zero-padded and unpadded ids",
        "The ERP's C-01106 has invoices and no name; the CRM's C-1106 has a name, an owner and no invoice.",
        card="executive review · legal",
        shows="an account nobody knows, and that it may be C-1106; it counts as a person's and as strategic",
        gates=("path_undecided", "no_verified_contact"),
        words=("C-01106", "may be C-1106 Ballinacor", "4,650.00"),
        later="identities: both ids offered as one customer, joined by one press and remembered",
    )


def one_number_twice_quarry(company: Company) -> None:
    """Its invoice number stands a second time in the list, on somebody else's account."""
    customer = company.customer("C-1117", "Lisdoonan Quarries Ltd", owner=PRIYA, domain="lisdoonan.example")
    customer.contact("Eamon Scully", client="apple")
    customer.invoice("6420.00", late=14, number="F26-2088")
    customer.history(5, "6420.00", late=(0, 9))
    customer.contract(renews="2026-11-30")
    customer.story(
        "One invoice number, two customers",
        "F26-2088 is an invoice of Lisdoonan over 6,420.00 and one of Ostermann over 2,950.00.",
        card="exception · finance",
        shows="both rows of the number, side by side, with the lines of the export they come from",
        gates=("contradiction",),
        words=("F26-2088", "6,420.00"),
    )


def one_number_twice_workshop(company: Company) -> None:
    """The other account with F26-2088; they say that it arrived with the wrong number in the filename."""
    customer = company.customer(
        "C-1118", "Ostermann Feinmechanik GmbH", owner=TOMAS, domain="ostermann-fm.example", tier="small", language="de"
    )
    buchhaltung = customer.contact("Annegret Ostermann", role="billing", client="plain")
    customer.invoice("2950.00", late=6, number="F26-2088")
    customer.history(6, "2950.00", late=(-6, 0))
    customer.contract(renews="2027-03-31")
    customer.writes(
        buchhaltung,
        "2026-04-27 07:58",
        "Rechnungsnummer",
        dedent("""
            Guten Morgen,

            auf Ihrer Rechnung steht F26-2088, im Kopf Ihrer Mail aber eine andere Nummer. Welche soll ich bei der
            Überweisung angeben?

            Viele Grüße
            A. Ostermann
        """),
    )
    customer.story(
        "One invoice number, two customers, the other one",
        "F26-2088 once more, with another amount; they asked in April which number is right.",
        card="exception · finance",
        shows="the same contradiction",
        gates=("contradiction",),
        words=("F26-2088", "2,950.00"),
    )


def one_number_twice_across_lists(company: Company) -> None:
    """F26-2091 is open on one account and was paid on another in April: both files of the ERP have it."""
    open_on = company.customer("C-1133", "Ravensgill Print Ltd", owner=MARCO, domain="ravensgill.example", tier="small")
    open_on.contact("Petronella Voss", role="billing", client="apple")
    open_on.invoice("1760.00", late=11, number="F26-2091")
    open_on.history(4, "1760.00", late=(-1, 6))
    open_on.contract(renews="2026-12-12")
    paid_on = company.customer("C-1134", "Silverdale Pumps Ltd", owner=OLIVE, domain="silverdalepumps.example")
    paid_on.contact("Rodney Achebe", signature="Rodney Achebe\nAccounts Payable, Silverdale Pumps")
    paid = paid_on.invoice("5325.00", late=20, number="F26-2091")
    paid_on.history(4, "5325.00", late=(-2, 2))
    paid_on.contract(renews="2027-01-20")
    paid_on.pays(paid, on="2026-04-20")
    open_on.story(
        "One invoice number, open here and paid there",
        "F26-2091 over 1,760.00 is open here; F26-2091 over 5,325.00 was paid by Silverdale Pumps in April.",
        card="exception · finance",
        shows="the contradiction with both invoices",
        gates=("contradiction",),
        words=("F26-2091", "C-1134", "1,760.00"),
    )
    paid_on.story(
        "One invoice number, paid here and open there",
        "Everything of theirs is paid.",
        card="no packet",
        shows="nothing",
    )


def terms_nowhere(company: Company) -> None:
    """No payment terms in the CRM, no contract on file; the CRM is completed on the 19th."""
    customer = company.customer(
        "C-1121", "Stackpole Surveying Ltd", owner=OLIVE, domain="stackpole.example", tier="small", terms=None
    )
    customer.contact("Wyn Prosser", role="billing", client="gmail")
    customer.invoice("1380.00", late=12)
    customer.history(3, "1380.00", late=(3, 12))
    customer.changes("2026-05-19", **{"Terms (days)": "30"})
    customer.story(
        "Unknown payment terms",
        "Neither the CRM nor a contract says when they agreed to pay.",
        card="exception · finance",
        shows="payment terms: unknown",
        words=("payment terms", "1,380.00"),
    )
    customer.story(
        "Unknown payment terms, now known",
        "The CRM says 30 days since the 19th.",
        card="routine · account owner",
        shows="a first reminder",
        on="2026-05-20",
    )


def tier_left_empty(company: Company) -> None:
    """Nobody filled in the tier, and unknown counts as strategic; on the 15th it is small."""
    customer = company.customer(
        "C-1120", "Northmoor Seed Company Ltd", owner=MARCO, domain="northmoorseed.example", tier="", since="2025-10-01"
    )
    customer.contact("Ottilie Frame", client="apple", signature="Ottilie Frame\nOffice Manager, Northmoor Seed")
    customer.invoice("1890.00", late=11)
    customer.history(2, "1890.00", late=(0, 4))
    customer.contract(renews="2026-10-01", note="Scheduling, starter package.")
    customer.changes("2026-05-15", Tier="small")
    customer.story(
        "Tier unknown",
        "The CRM's tier is empty, so the account counts as strategic.",
        card="executive review · finance leadership",
        shows="choose the path; tier: unknown",
        gates=("path_undecided",),
        words=("tier: unknown", "1,890.00"),
    )
    customer.story(
        "Tier filled in",
        "Somebody entered *small* on the 14th.",
        card="routine · account owner",
        shows="a first reminder",
        on="2026-05-15",
    )


# ── purchase orders, portals and forms ───────────────────────────────────────────────────────


def purchase_order_has_expired(company: Company) -> None:
    """The clerk refuses the invoice: the order it names was last year's."""
    customer = company.customer(
        "C-1107", "Hathersage Rail Services Ltd", owner=OLIVE, domain="hathersagerail.example", po_required=True
    )
    denise = customer.contact(
        "Denise Okoro", signature="Denise Okoro | Purchase Ledger | Hathersage Rail Services | ext 4417"
    )
    open_invoice = customer.invoice("14280.00", late=17, po="PO-88141")
    customer.history(4, "13600.00", late=(2, 9))
    customer.contract(renews="2027-01-31", note="Fleet analytics. Purchase order renewed each April.")
    customer.writes(
        denise,
        "2026-05-06 16:31",
        "{inv} - PO-88141",
        dedent("""
            Afternoon,

            {inv} is sitting in my exceptions tray. It quotes PO-88141 which was for last year and got closed off on
            31 March, so there's nothing for me to match it to. You'll have to get the new number off whoever ordered
            it our side (Gareth Pym in Fleet I think) and send it in again with that on.

            Not much I can do from here till then.
        """),
        inv=open_invoice,
    )
    customer.story(
        "Purchase order refused",
        "They cannot book the invoice because the order it names was closed in March.",
        card="exception · finance",
        shows="her sentence as the reason, and a draft that asks for the new number; unread until somebody looks",
        gates=("unread_message",),
        words=("PO-88141", "14,280.00"),
    )


def purchase_order_missing_on_one_of_two(company: Company) -> None:
    """One of two invoices has no number; it comes by mail on the 13th."""
    customer = company.customer(
        "C-1108", "Oude Veste Logistiek B.V.", owner=MARCO, domain="oudeveste.example", po_required=True
    )
    sanne = customer.contact("Sanne Terpstra", client="gmail", signature="Groet,\nSanne Terpstra\nInkoop & Crediteuren")
    with_order = customer.invoice("7350.00", late=20, po="4500118832")
    without = customer.invoice("2100.00", late=6)
    customer.history(6, "7350.00", late=(-1, 5))
    customer.contract(renews="2026-12-15", note="Scheduling for two sites; extra licences by order.")
    asked = customer.we_write(
        sanne,
        "2026-04-21 09:40",
        "Invoice {without}",
        dedent("""
            Dear Sanne,

            could you give us the order number for the additional licences? Our invoice {without} went out without one.

            Kind regards
            Fennel Systems, Accounts
        """),
        without=without,
    )
    customer.writes(
        sanne,
        "2026-05-13 15:40",
        "Re: Invoice {without}",
        dedent("""
            Hi,

            sorry for late, was waiting on my manager. For the extra licences it is 4500119407. Can you put it on
            {without} and send again, then I book it.
        """),
        answers=asked,
        quotes=True,
        without=without,
    )
    customer.pays(with_order, on="2026-05-19")
    customer.story(
        "Purchase order missing on one of two",
        "They do not pay without an order number; one of the two invoices has none.",
        card="exception · finance",
        shows="which invoice has no number; a draft that asks for it",
        words=("has no PO number", "2,100.00", "7,350.00"),
    )
    customer.story(
        "Purchase order arrives by mail",
        "Sanne gives the number in her answer of the 13th; the ERP does not have it yet.",
        card="exception · finance",
        shows="her mail with the number, unread",
        on="2026-05-14",
        gates=("unread_message",),
        words=("4500119407",),
        later="the number is read out of the mail and offered as *PO received*",
    )
    customer.story(
        "Purchase order arrived, the other one is paid",
        "The invoice with a number is paid; the number of the other one still stands only in the mail.",
        card="exception · finance",
        shows="one invoice, and the number still only in her mail",
        on="2026-05-20",
        words=("2,100.00",),
        gates=("unread_message",),
        later="the number is read out of the mail and offered as *PO received*",
    )


def french_order_number_missing(company: Company) -> None:
    """A French workshop sends the invoice back: no order number on it."""
    customer = company.customer(
        "C-1129",
        "Atelier Kervella SARL",
        owner=TOMAS,
        domain="kervella.example",
        tier="small",
        language="fr",
        po_required=True,
    )
    compta = customer.contact(
        "Yannick Le Goff",
        role="billing",
        client="apple",
        signature="Yannick Le Goff\nComptabilité fournisseurs\nAtelier Kervella",
    )
    open_invoice = customer.invoice("3315.00", late=9)
    customer.history(4, "3150.00", late=(0, 7))
    customer.contract(renews="2026-11-01")
    customer.writes(
        compta,
        "2026-05-05 11:26",
        "Votre facture {inv}",
        dedent("""
            Bonjour,

            Nous vous retournons la facture {inv}, qui ne porte pas de numéro de bon de commande. Sans ce numéro
            impossible de l'enregistrer chez nous. Merci de nous la renvoyer avec la référence BC-2026-0412.

            Bien cordialement,
        """),
        inv=open_invoice,
    )
    customer.story(
        "Purchase order missing, in French",
        "They return the invoice and give the order number to put on it.",
        card="exception · finance",
        shows="the French sentence as the reason, and the number in it",
        gates=("unread_message",),
        words=("bon de commande", "BC-2026-0412", "3,315.00"),
        later="the number is read out of the mail and offered as *PO received*",
    )


def supplier_portal_before_payment(company: Company) -> None:
    """They pay nobody who is not registered in their new portal."""
    customer = company.customer("C-1114", "Alder & Moss Furniture Ltd", owner=PRIYA, domain="aldermoss.example")
    sophie = customer.contact(
        "Sophie Landry", signature="Sophie Landry\nSupplier Onboarding\nAlder & Moss Furniture Ltd, Lisburn"
    )
    open_invoice = customer.invoice("8460.00", late=8)
    customer.history(5, "8460.00", late=(-3, 1))
    customer.contract(renews="2027-02-14", note="Analytics, works and showroom.")
    customer.writes(
        sophie,
        "2026-05-07 09:05",
        "Action required: supplier registration - Fennel Systems Ltd",
        dedent("""
            Dear Supplier,

            From 1 May all payments go through our new supplier portal. Our records show that Fennel Systems Ltd has
            not completed its registration. Please return the attached set-up form together with a bank letter no older
            than three months. Invoices of unregistered suppliers (yours: {inv}) stay out of the payment run until
            the record is approved, usually 5 working days.
        """),
        attachments=("Supplier set-up form v3.pdf",),
        inv=open_invoice,
    )
    customer.story(
        "Vendor set-up wanted",
        "They cannot pay before we have filled in a supplier form.",
        card="exception · finance",
        shows="what they want from finance, in their words; no Approve until somebody has looked",
        gates=("unread_message",),
        words=("not completed its registration", "8,460.00"),
    )


def w9_before_payment(company: Company) -> None:
    """An American customer needs our W-9; we send it on the 13th."""
    customer = company.customer(
        "C-1115",
        "Cobalt Ridge Devices Inc",
        owner=TOMAS,
        domain="cobaltridge.example",
        currency="USD",
        entity="fennel-inc",
    )
    kayla = customer.contact("Kayla Brandvold", client="gmail")
    open_invoice = customer.invoice("12750.00", late=14)
    customer.history(3, "12750.00", late=(4, 11))
    customer.contract(renews="2026-12-31")
    asked = customer.writes(
        kayla,
        "2026-05-08 20:14",
        "w9",
        dedent("""
            hey there, doing a vendor file cleanup and looks like we never got a W-9 from Fennel Systems Inc. can you
            shoot me the current one? system has you on payment hold till its in, {inv} is the only one caught by it

            thx
            kayla
        """),
        inv=open_invoice,
    )
    customer.we_write(
        kayla,
        "2026-05-13 15:20",
        "Re: w9",
        dedent("""
            Hi Kayla,

            our W-9 for 2026 is attached. Is there anything else your vendor file needs from us?

            Arjun
        """),
        by="Arjun Rao",
        answers=asked,
        attachments=("Fennel Systems Inc W-9 2026.pdf",),
    )
    customer.pays(open_invoice, on="2026-05-20")
    customer.story(
        "W-9 requested",
        "Their system holds the payment until they have our tax form.",
        card="exception · finance",
        shows="what they want from finance, in her words; no Approve until somebody has looked",
        gates=("unread_message",),
        words=("W-9", "12,750.00"),
    )
    customer.story(
        "W-9 sent",
        "Arjun sent the form on the 13th.",
        card="row in the list",
        shows="a row: the form was asked for and sent, and the cap runs",
        on="2026-05-14",
        gates=("contact_cap",),
    )
    customer.story("W-9 sent, paid", "They paid on the 20th.", card="no packet", shows="nothing", on="2026-05-21")


def invoice_never_received(company: Company) -> None:
    """They never had the invoice; we send a copy on the 12th, they pay on the 20th."""
    customer = company.customer("C-1116", "Penhallow Brewing Co Ltd", owner=OLIVE, domain="penhallow.example")
    jago = customer.contact("Jago Trevena", role="billing", client="phone", signature="Sent from my phone")
    open_invoice = customer.invoice("2290.00", late=13)
    customer.history(4, "2290.00", late=(-2, 6))
    customer.contract(renews="2026-10-15")
    asked = customer.writes(
        jago,
        "2026-05-08 17:42",
        "your statement",
        dedent("""
            Hi, your statement has {inv} on it but we never received that one, been through the inbox and the spam and
            asked the lads in the office. Can you resend as pdf? It'll go in the next run once I've got it
        """),
        inv=open_invoice,
    )
    customer.we_write(
        jago,
        "2026-05-12 10:20",
        "Re: your statement",
        "Hi Jago,\n\nhere is {inv} once more as a PDF. Sorry for the search.\n\nKind regards\nFennel Systems, Accounts",
        answers=asked,
        attachments=("Invoice.pdf",),
        inv=open_invoice,
    )
    customer.pays(open_invoice, on="2026-05-20")
    customer.story(
        "Invoice never received",
        "They ask for a copy of an invoice they say never came.",
        card="exception · finance",
        shows="what they want from finance, in their words; no Approve until somebody has looked",
        gates=("unread_message",),
        words=("we never received that one", "2,290.00"),
        later="the draft sends the invoice again instead of reminding",
    )
    customer.story(
        "Invoice sent again",
        "The copy went out on the 12th.",
        card="row in the list",
        shows="a row: the copy was asked for and sent, and the cap runs",
        on="2026-05-13",
        gates=("contact_cap",),
    )
    customer.story(
        "Invoice sent again, a week later",
        "The cap has passed.",
        card="routine · account owner",
        shows="a reminder that follows up on the copy",
        on="2026-05-20",
        words=("2,290.00",),
    )
    customer.story(
        "Invoice sent again, paid", "They paid on the 20th.", card="no packet", shows="nothing", on="2026-05-21"
    )


def spanish_copy_wanted(company: Company) -> None:
    """The same in Spanish: no trace of the invoice, please send it again."""
    customer = company.customer(
        "C-1131", "Frutas Benalúa S.A.", owner=PRIYA, domain="frutasbenalua.example", language="es"
    )
    inma = customer.contact("Inmaculada Rico", signature="Inmaculada Rico\nDpto. Administración\nFrutas Benalúa, S.A.")
    open_invoice = customer.invoice("4875.00", late=7)
    customer.history(5, "4875.00", late=(5, 14))
    customer.contract(renews="2026-12-01")
    customer.writes(
        inma,
        "2026-05-07 12:18",
        "Factura {inv}",
        dedent("""
            Buenos días:

            No nos consta haber recibido la factura {inv}. ¿Nos la podéis reenviar en PDF a esta misma dirección?
            En cuanto la tengamos la metemos en la remesa del día 25.

            Un saludo,
        """),
        inv=open_invoice,
    )
    customer.story(
        "Invoice never received, in Spanish",
        "They have no record of the invoice and ask for a PDF.",
        card="exception · finance",
        shows="what they want from finance, in their words; no Approve until somebody has looked",
        gates=("unread_message",),
        words=("No nos consta haber recibido la factura", "4,875.00"),
        later="the draft sends the invoice again instead of reminding",
    )


# ── addresses ────────────────────────────────────────────────────────────────────────────────


def reminder_bounced(company: Company) -> None:
    """Our reminder of April came back; another address is confirmed on the 14th."""
    customer = company.customer("C-1109", "Rookhope Minerals Ltd", owner=TOMAS, domain="rookhope.example")
    alec = customer.contact("Alec Stobbart", status="bounced")
    open_invoice = customer.invoice("6175.00", late=22)
    customer.history(5, "6175.00", late=(1, 8))
    customer.contract(renews="2026-11-20", note="Machine data, crushing plant.")
    reminder = customer.we_write(
        alec,
        "2026-04-28 11:30",
        "Reminder: invoice {inv}",
        dedent("""
            Dear Alec,

            our invoice {inv} over EUR 6,175.00 fell due on 19 April. May we ask when the payment is planned?

            Kind regards
            Fennel Systems, Accounts
        """),
        inv=open_invoice,
    )
    customer.bounces(reminder, "2026-04-28 11:30")
    customer.contact("Fiona Heslop", role="billing", on="2026-05-15", confirmed="2026-05-14")
    customer.story(
        "Bounced contact",
        "Our reminder could not be delivered and the CRM marks the address as bounced.",
        card="exception · finance",
        shows="nobody verified, and which mail came back when",
        gates=("no_verified_contact",),
        words=("alec.stobbart@rookhope.example) came back on 28 April 2026", "6,175.00"),
    )
    customer.story(
        "Bounced contact, another one confirmed",
        "Fiona Heslop was confirmed on the 14th.",
        card="routine · account owner",
        shows="a reminder to Fiona Heslop",
        on="2026-05-15",
        words=("fiona.heslop@rookhope.example",),
    )


def reminder_bounces_in_the_second_week(company: Company) -> None:
    """Tomás's reminder of the 12th comes back; the CRM learns of it on the 15th."""
    customer = company.customer(
        "C-1110",
        "Tallgrass Metering Inc",
        owner=TOMAS,
        domain="tallgrassmetering.example",
        currency="USD",
        entity="fennel-inc",
    )
    curtis = customer.contact("Curtis Wehr", confirmed="2025-06-12")
    open_invoice = customer.invoice("8150.00", late=7)
    customer.history(4, "8150.00", late=(-3, 4))
    customer.contract(renews="2027-01-10")
    reminder = customer.we_write(
        curtis,
        "2026-05-12 16:05",
        "Invoice {inv}",
        "Hi Curtis,\n\nquick note that {inv} ($8,150.00) was due last Monday. Is it scheduled for payment?\n\nTomás",
        by=TOMAS,
        inv=open_invoice,
    )
    customer.bounces(reminder, "2026-05-12 16:06")
    curtis.becomes("2026-05-15", status="bounced")
    customer.story(
        "Before the bounce",
        "An ordinary first reminder.",
        card="routine · account owner",
        shows="a first reminder to Curtis Wehr",
        words=("8,150.00",),
    )
    customer.story(
        "A reminder bounces",
        "Tomás's mail of the 12th was returned; it reached nobody.",
        card="exception · finance",
        shows="nobody verified, and which mail came back when; it was no contact of ours",
        on="2026-05-13",
        gates=("no_verified_contact",),
        words=("8,150.00",),
    )
    customer.story(
        "A reminder bounced a week ago",
        "The cap has passed; the CRM too marks the address as bounced, and nobody else is known.",
        card="exception · finance",
        shows="nobody verified, and which mail came back when",
        on="2026-05-19",
        gates=("no_verified_contact",),
        words=("curtis.wehr@tallgrassmetering.example) came back on 12 May 2026",),
    )


def address_from_a_signature(company: Company) -> None:
    """The only address was taken from a signature; the CRM confirms it on the 14th."""
    customer = company.customer("C-1125", "Dunmore Glassworks Ltd", owner=MARCO, domain="dunmoreglass.example")
    roisin = customer.contact(
        "Róisín Keane",
        email="accounts@dunmoreglass.example",
        status="unverified",
        client="gmail",
        signature="Róisín Keane\nAccounts, Dunmore Glassworks\naccounts@dunmoreglass.example",
    )
    open_invoice = customer.invoice("3420.00", late=16)
    customer.history(4, "3420.00", late=(1, 5))
    customer.contract(renews="2026-12-20")
    customer.writes(
        roisin,
        "2026-04-23 14:55",
        "New e-mail for accounts",
        dedent("""
            Hi all,

            Just so you have it, accounts has its own e-mail now, it's the one below. {inv} came in to the workshop
            address and took a week to find its way up to me!

            Thanks a million
        """),
        inv=open_invoice,
    )
    roisin.becomes("2026-05-14", status="verified", confirmed="2026-05-13")
    customer.story(
        "Unverified address",
        "The only address we have was taken from a signature, and nobody has confirmed it.",
        card="exception · finance",
        shows="nobody verified, so no Approve",
        gates=("no_verified_contact",),
        words=("Róisín Keane: unverified", "3,420.00"),
    )
    customer.story(
        "Unverified address, confirmed",
        "The CRM confirmed the address on the 13th.",
        card="routine · account owner",
        shows="a reminder to the confirmed address",
        on="2026-05-14",
        words=("Dunmore Glassworks Ltd",),
    )


def address_from_a_business_card(company: Company) -> None:
    """Entered at a trade fair and never confirmed; somebody rings them on the 13th."""
    customer = company.customer(
        "C-1135", "Greyfriars Textiles Ltd", owner=TOMAS, domain="greyfriarstextiles.example", tier="small"
    )
    esther = customer.contact("Esther Mbeki", role="billing", status="")
    customer.invoice("2180.00", late=15)
    customer.history(3, "2180.00", late=(0, 5))
    customer.contract(renews="2027-04-01")
    esther.becomes("2026-05-14", status="verified", confirmed="2026-05-13")
    customer.story(
        "Contact without a status",
        "The CRM has one contact and does not say whether anybody ever confirmed her.",
        card="exception · finance",
        shows="nobody verified",
        gates=("no_verified_contact",),
        words=("Esther Mbeki: unverified", "2,180.00"),
    )
    customer.story(
        "Contact without a status, confirmed",
        "The CRM has her as verified since the 13th.",
        card="routine · account owner",
        shows="a first reminder to Esther Mbeki",
        on="2026-05-14",
        words=("esther.mbeki@greyfriarstextiles.example",),
    )


# ── money nobody can place ───────────────────────────────────────────────────────────────────


def unapplied_cash_covers_everything(company: Company) -> None:
    """The money came without a reference, and it is exactly what is open."""
    customer = company.customer("C-1111", "Corrigan Feeds Ltd", owner=PRIYA, domain="corriganfeeds.example")
    customer.contact("Majella Corrigan", role="billing", client="phone")
    customer.invoice("4284.00", late=12)
    customer.history(6, "4284.00", late=(-1, 7))
    customer.contract(renews="2027-01-15")
    customer.pays(None, on="2026-05-06", amount="4284.00")
    customer.story(
        "Unapplied cash that covers the ask",
        "4,284.00 came on 6 May without a reference; the one invoice past due is over 4,284.00.",
        card="exception · finance",
        shows="the unapplied money; no draft, no Approve until finance has placed it",
        gates=("unapplied_covers",),
        words=("covers all that is asked", "4,284.00"),
    )


def unapplied_cash_covers_a_part(company: Company) -> None:
    """A round sum on account, less than what is past due; the older invoice is paid on the 20th."""
    customer = company.customer("C-1112", "Weltonbury Plastics Ltd", owner=OLIVE, domain="weltonbury.example")
    customer.contact("Norman Hask", signature="N. Hask\nCredit Control & Payments\nWeltonbury Plastics")
    older = customer.invoice("9600.00", late=21)
    customer.invoice("3150.00", late=8)
    customer.invoice("3150.00", due="2026-06-03")
    customer.history(5, "9600.00", late=(3, 10))
    customer.contract(renews="2026-10-30", note="Analytics and scheduling, two lines.")
    customer.pays(None, on="2026-05-05", amount="5000.00")
    customer.pays(older, on="2026-05-20")
    customer.story(
        "Unapplied cash that covers a part",
        "5,000.00 on account against 12,750.00 past due.",
        card="exception · finance",
        shows="what is left when the money is placed",
        words=("5,000.00", "7,750.00", "12,750.00"),
    )
    customer.story(
        "Unapplied cash that covers the rest",
        "The older invoice is paid; now the 5,000.00 on account are more than the 3,150.00 past due.",
        card="exception · finance",
        shows="the unapplied money; no Approve",
        on="2026-05-21",
        gates=("unapplied_covers",),
        words=("covers all that is asked",),
    )


def open_credit_note_to_be_deducted(company: Company) -> None:
    """We gave them a credit note in April, and they say they will take it off."""
    customer = company.customer(
        "C-1113", "Maison Tavernier SAS", owner=TOMAS, domain="tavernier.example", language="fr"
    )
    compta = customer.contact(
        "Bénédicte Roussel", signature="Bénédicte Roussel\nService comptabilité\nMaison Tavernier"
    )
    open_invoice = customer.invoice("5640.00", late=11)
    customer.history(6, "5640.00", late=(2, 9))
    customer.contract(renews="2026-12-10")
    note = customer.credit("480.00", issued="2026-04-16")
    customer.writes(
        compta,
        "2026-04-30 17:08",
        "Règlement facture {inv}",
        dedent("""
            Madame, Monsieur,

            La facture {inv} est validée et passera dans notre prochain virement, sous déduction de votre avoir {note}
            de 480,00 €. Merci de bien vouloir en prendre note.

            Cordialement,
        """),
        inv=open_invoice,
        note=note,
    )
    customer.story(
        "Open credit note",
        "480.00 of credit stand open, and they announce that they will deduct them.",
        card="exception · finance",
        shows="the credit that is not applied, and what is left after it",
        words=("480.00", "5,160.00"),
    )


def bank_charges_left(company: Company) -> None:
    """Eighty cents were lost in the bank; that is no reason to write to anybody."""
    customer = company.customer("C-1124", "Hradec Optika s.r.o.", owner=OLIVE, domain="hradecoptika.example")
    customer.contact("Lenka Dvorská", role="billing")
    short = customer.invoice("2340.00", late=26)
    customer.invoice("2340.00", due="2026-06-03")
    customer.history(4, "2340.00", late=(-1, 3))
    customer.contract(renews="2026-11-05")
    customer.pays(short, on="2026-04-16", amount="2339.20")
    customer.story(
        "Residual within tolerance",
        "0.80 are open on a paid invoice: charges of a bank in between.",
        card="no packet",
        shows="nothing",
    )


def sixty_cents_too_much(company: Company) -> None:
    """They once paid sixty cents too much; within tolerance, that is no unapplied cash."""
    customer = company.customer("C-1132", "Ashgrove Lift Services Ltd", owner=PRIYA, domain="ashgrovelifts.example")
    customer.contact("Terence Oyelaran")
    customer.invoice("1450.00", late=9)
    earlier = customer.invoice("1450.00", due="2026-02-02")
    customer.history(4, "1450.00", before="2026-02-02")
    customer.contract(renews="2026-10-08")
    customer.ticket("Print view cuts off the last column", opened="2026-05-12")
    customer.pays(earlier, on="2026-02-04", amount="1450.60")
    customer.story(
        "Overpaid within tolerance",
        "0.60 too much on an earlier invoice.",
        card="routine · account owner",
        shows="a first reminder for the whole amount",
        words=("1,450.00",),
    )


def payment_under_their_neighbours_number(company: Company) -> None:
    """The co-op paid; the bank line was entered under the number of the firm of nearly the same name."""
    coop = company.customer(
        "C-1126", "Glenrath Dairy Co-operative Society Ltd", owner=MARCO, domain="glenrathcoop.example"
    )
    firm = company.customer(
        "C-1127", "Glenrath Dairy Equipment Ltd", owner=OLIVE, domain="glenrathequipment.example", tier="small"
    )
    bernadette = coop.contact(
        "Bernadette Quill", signature="Bernadette Quill\nAccounts Office\nGlenrath Dairy Co-operative"
    )
    firm.contact("Ciarán Daunt", client="gmail")
    paid = coop.invoice("5730.00", late=18)
    coop.history(7, "5730.00", late=(-2, 2))
    coop.contract(renews="2026-12-05", note="Machine data, bottling hall.")
    firm.invoice("1980.00", late=10)
    firm.history(5, "1980.00", late=(2, 7))
    firm.contract(renews="2027-03-01")
    reminder = coop.we_write(
        bernadette,
        "2026-04-28 09:25",
        "Reminder: invoice {inv}",
        dedent("""
            Dear Bernadette,

            a short reminder of invoice {inv} over EUR 5,730.00, due on 23 April.

            Kind regards
            Fennel Systems, Accounts
        """),
        inv=paid,
    )
    coop.pays(paid, on="2026-04-29", names=firm.id)
    coop.writes(
        bernadette,
        "2026-05-12 10:48",
        "RE: Reminder: invoice {inv}",
        dedent("""
            Good morning,

            I see {inv} is still on the statement you sent out on Friday. EUR 5,730.00 left our account on 29 April,
            the day after you asked for it, and the bank tells me it was credited to you. Would you have another look
            please.
        """),
        answers=reminder,
        quotes=True,
        inv=paid,
    )
    coop.story(
        "Paid under another customer's number",
        "Their payment names their invoice, but the customer number of Glenrath Dairy Equipment.",
        card="exception · finance",
        shows="the payment on the other account that names their invoice",
        gates=("contradiction",),
        words=("5,730.00",),
    )
    coop.story(
        "Paid under another customer's number, they say so",
        "They write on the 12th that they paid on 29 April.",
        card="executive review · finance",
        shows="have they paid? their sentence that it has been paid",
        on="2026-05-13",
        gates=("contradiction", "suspicion", "unread_message"),
        words=("left our account on 29 April",),
    )
    firm.story(
        "Somebody else's payment on the account",
        "A payment of 5,730.00 stands here that names an invoice of Glenrath Dairy Co-operative.",
        card="exception · finance",
        shows="the payment and whose invoice it names",
        gates=("unapplied_covers",),
        words=("which is of account C-1126", "5,730.00", "1,980.00"),
    )


# ── invoices of an unusual kind ──────────────────────────────────────────────────────────────


def three_instalments(company: Company) -> None:
    """One project in three parts: paid, late, not yet due. They pay the second on the 14th."""
    customer = company.customer("C-1119", "Vantila Kylmätekniikka Oy", owner=OLIVE, domain="vantila.example")
    customer.contact("Pirjo Hakala", signature="Pirjo Hakala\nOstoreskontra / Accounts payable\nVantila Oy")
    first = customer.invoice("8000.00", due="2026-03-31", terms=30, number="F26-P117/1", part="1/3")
    second = customer.invoice("8000.00", due="2026-04-30", terms=60, number="F26-P117/2", part="2/3")
    customer.invoice("8000.00", due="2026-05-29", terms=89, number="F26-P117/3", part="3/3")
    customer.history(4, "2150.00", before="2026-04-20")
    customer.contract(
        renews="2027-02-28",
        note="Implementation EUR 24,000, invoiced in three equal parts due 31 March, 30 April and 29 May.",
    )
    customer.pays(first, on="2026-03-30")
    customer.pays(second, on="2026-05-14")
    customer.story(
        "Instalments of one invoice",
        "The first part is paid, the second 11 days late, the third not yet due; it was agreed so from the start.",
        card="routine · account owner",
        shows="a reminder of the second part alone",
        words=("F26-P117/2", "8,000.00", "1 not yet due"),
    )
    customer.story(
        "Instalments of one invoice, the second paid",
        "The third part is due on 29 May.",
        card="no packet",
        shows="nothing",
        on="2026-05-15",
    )


def billed_by_both_of_us(company: Company) -> None:
    """Dublin bills the licence in euros, Boston the American site in dollars: two packets of one account."""
    customer = company.customer("C-1122", "Meridian Gate Exhibitions Ltd", owner=TOMAS, domain="meridiangate.example")
    customer.contact("Oonagh Sayers", signature="Oonagh Sayers\nGroup Finance, Meridian Gate")
    customer.invoice("4400.00", late=10)
    dollars = customer.invoice("6900.00", late=16, currency="USD", entity="fennel-inc")
    customer.history(5, "4400.00", late=(-2, 4))
    customer.contract(renews="2026-11-11", note="Scheduling: Dublin and Boston venues, each billed by its own company.")
    customer.pays(dollars, on="2026-05-18", currency="USD")
    customer.story(
        "One customer, two of our companies",
        "EUR owed to Fennel Systems Ltd, USD to Fennel Systems Inc.",
        card="routine · account owner",
        shows="two packets, one for each company and currency",
        words=("4,400.00", "6,900.00"),
    )
    customer.story(
        "One customer, two of our companies, one paid",
        "The dollars came on the 18th; the bank's file of the 19th was late, so the 20th knows it.",
        card="routine · account owner",
        shows="one packet, in euros",
        on="2026-05-20",
        words=("4,400.00",),
    )


def twenty_eight_open_invoices(company: Company) -> None:
    """One invoice for each of 28 practices; eleven are past due, and more fall due every few days."""
    customer = company.customer(
        "C-1123", "Fairholme Veterinary Group Ltd", owner=PRIYA, domain="fairholmevets.example", since="2019-05-01"
    )
    kim = customer.contact("Kim Anstey", signature="Kim Anstey\nFinance Business Partner\nFairholme Veterinary Group")
    fees = ("640.00", "715.00", "1280.00", "860.00", "2140.00", "995.00", "1510.00")
    late = (33, 31, 27, 24, 24, 19, 16, 12, 9, 5, 3)
    not_yet = (1, 1, 2, 3, 4, 7, 8, 8, 9, 10, 14, 17, 21, 21, 24, 28, 29)
    days_late = (*late, *(-days for days in not_yet))
    practices = [customer.invoice(fees[place % len(fees)], late=days) for place, days in enumerate(days_late)]
    customer.history(8, "1060.00", every=31, late=(4, 16))
    customer.contract(renews="2026-12-31", note="28 practices, one invoice each, monthly.")
    customer.ticket("How do I rename a practice in the weekly report?", opened="2026-05-05", closed="2026-05-14")
    asked = customer.writes(
        kim,
        "2026-04-28 12:37",
        "April invoices",
        dedent("""
            Hi, we're part way through the April batch. Some practice managers are slower than others to code theirs so
            they'll drip through rather than come in one go. Shout if any single one gets silly.
        """),
    )
    customer.we_write(
        kim, "2026-04-28 15:10", "Re: April invoices", "Hi Kim,\n\nthat's fine, thank you.\n\nPriya", by=PRIYA,
        answers=asked,
    )  # fmt: skip
    for practice in practices[:2]:
        customer.pays(practice, on="2026-05-13")
    for practice in practices[2:5]:
        customer.pays(practice, on="2026-05-19")
    customer.story(
        "28 open invoices",
        "Eleven of 28 open invoices are past due; nothing is wrong with any of them.",
        card="routine · account owner",
        shows="five lines and how many more; one mail about eleven invoices",
        words=("11 past due", "17 not yet due", "and 6 more"),
    )
    customer.story(
        "28 open invoices, some paid, some newly due",
        "Five were paid in two batches, and eight fell due meanwhile.",
        card="routine · account owner",
        shows="the lines of that morning",
        on="2026-05-20",
        words=("14 past due", "and 9 more"),
    )


def due_today(company: Company) -> None:
    """Sterling, due on the first morning: current that day, one day late on the next."""
    customer = company.customer(
        "C-1128", "Thornbury Signs Ltd", owner=MARCO, domain="thornburysigns.example", tier="small", currency="GBP"
    )
    customer.contact("Lorna Beddoes", role="billing", client="phone")
    open_invoice = customer.invoice("985.00", due="2026-05-11")
    customer.history(6, "985.00", late=(0, 8))
    customer.contract(renews="2026-09-30")
    customer.pays(open_invoice, on="2026-05-18")
    customer.story(
        "Due today",
        "The invoice is due on the day itself, which is current.",
        card="no packet",
        shows="nothing",
    )
    customer.story(
        "Due yesterday",
        "One day past due.",
        card="routine · account owner",
        shows="a first, gentle reminder in sterling",
        on="2026-05-12",
        words=("985.00", "1 day past due"),
    )
    customer.story(
        "Due last week, paid",
        "They paid on the 18th; the bank's file of the 19th was late, so the 20th knows it.",
        card="no packet",
        shows="nothing",
        on="2026-05-20",
    )
