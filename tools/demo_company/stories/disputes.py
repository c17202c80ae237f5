"""Challenges of what is owed, polite and otherwise, and what we owe them before they pay."""

from __future__ import annotations

from tools.demo_company.world import MARCO, OLIVE, PRIYA, TOMAS, Company

SUSPICION = "executive review · account owner"
TO_LEADERSHIP = "executive review · finance leadership"
TO_SUCCESS = "exception · customer success"
ROUTINE = "routine · account owner"

_WAITS_FOR_PAPER = (
    "A payment that waits for a paper of ours is something we owe: an exception, customer success has it."
)


def already_paid_with_reference(company: Company) -> None:
    """They say that they have paid and give a reference; the bank file has it two mornings later."""
    customer = company.customer(
        "C-1214",
        "Tamarack Outdoor Retail Inc",
        owner=OLIVE,
        domain="tamarackoutdoor.example",
        currency="USD",
        entity="fennel-inc",
        since="2022-08-22",
    )
    jolene = customer.contact(
        "Jolene Brassard", client="gmail", signature="Jolene Brassard\nAP / Tamarack Outdoor Retail"
    )
    invoice = customer.invoice("6825", late=20)
    customer.history(6, "6825", late=(-2, 4))
    customer.contract(renews="2027-08-22")
    ours = customer.we_write(
        jolene,
        "2026-04-29 15:00",
        "Reminder: invoice {inv}",
        "Hello Jolene,\n\ninvoice {inv} over 6,825.00 USD was due on 21 April 2026 and is still open with us. Could "
        "you take a look?\n\nKind regards\nFennel Systems, Accounts",
        inv=invoice,
    )
    customer.writes(
        jolene,
        "2026-05-11 20:16",
        "Re: Reminder: invoice {inv}",
        "Hey there,\n\n"
        "This was wired Friday, our ref 88213-TMK, full amount. Might still be in the pipes between the two "
        "banks? Let me know if you don't see it by end of week and I'll pull the confirmation.",
        answers=ours,
        quotes=True,
        inv=invoice,
    )
    customer.pays(invoice, on="2026-05-13")
    name = "We already paid this"
    customer.story(
        name,
        "Reminded two weeks ago, nothing heard since.",
        card=ROUTINE,
        shows="A second reminder.",
        words=["$6,825.00"],
    )
    customer.story(
        name,
        "She says that it was wired on Friday and gives the reference.",
        card=SUSPICION,
        shows="Her sentence with the reference; nobody asks for the money again.",
        on="2026-05-12",
        gates=["suspicion", "unread_message"],
        words=["88213-TMK"],
    )
    customer.story(name, "The bank file has it.", card="no packet", shows="Nothing.", on="2026-05-14")


def short_payment_with_a_reason(company: Company) -> None:
    """They took ten per cent off for a week in which the board was down, and say so."""
    customer = company.customer(
        "C-1215",
        "Hexley Print & Post Ltd",
        owner=MARCO,
        domain="hexleyprint.example",
        currency="GBP",
        since="2021-11-08",
    )
    pat = customer.contact(
        "Pat Cowgill",
        "company accountant",
        signature="Regards,\nPat Cowgill\nCompany Accountant\nHexley Print & Post Ltd | Reg. in England",
    )
    invoice = customer.invoice("7300", late=14)
    customer.history(6, "7300", late=(-1, 3))
    customer.contract(renews="2026-11-08")
    customer.pays(invoice, on="2026-05-05", amount="6570")
    customer.writes(
        pat,
        "2026-05-05 15:12",
        "Remittance advice {inv}",
        "Remittance as attached, £6,570.00 by BACS today. You will see it is £730.00 light, being 10% for "
        "the week of 13 April when the job board was off and we ran the floor from a whiteboard. Trust that "
        "is in order.",
        attachments=("remittance 050526.pdf",),
        inv=invoice,
    )
    customer.story(
        "A short payment with a reason",
        "They deducted ten per cent for an outage week and said so in the remittance advice.",
        card=SUSPICION,
        shows="Their reason beside the 730.00 GBP that is left; no reminder for the rest.",
        gates=["suspicion", "unread_message"],
        words=["£730.00 light", "£730.00"],
    )


def credit_promised_on_the_phone(company: Company) -> None:
    """Our own colleague promised a credit note on a call, they say."""
    customer = company.customer(
        "C-1216", "Corrib Valley Dairies Ltd", owner=PRIYA, domain="corribvalley.example", since="2020-01-20"
    )
    caoimhe = customer.contact("Caoimhe Lardner", "billing", signature="Caoimhe", client="outlook")
    customer.invoice("9900", late=7)
    customer.invoice("9900", due="2026-06-03")
    customer.history(6, "9900", late=(-6, 0), every=30)
    customer.contract(renews="2027-01-20", note="Milk intake and tanker scheduling, 9 depots.")
    customer.writes(
        caoimhe,
        "2026-05-07 12:31",
        "Two depots",
        "Hi Arjun,\n\n"
        "Just chasing the credit note for the two depots we never switched on. Priya said on the March call "
        "it would be through before the next bill, and the next bill is here now! I'd sooner net the two off "
        "than send it over and back.\n\n"
        "Thanks a million,",
    )
    customer.story(
        "A credit promised on the phone",
        "Priya is said to have promised a credit note in March; nothing in the exports knows of it.",
        card=TO_LEADERSHIP,
        shows="The sentence about the credit note; no payment request while it is open.",
        gates=["path_undecided", "unread_message"],
        words=["chasing the credit note", "€9,900.00"],
    )


def angry_without_the_usual_words(company: Company) -> None:
    """A quarry that has had enough and uses none of the words a search would look for."""
    customer = company.customer(
        "C-1217",
        "Slievemore Quarries Ltd",
        owner=TOMAS,
        domain="slievemorequarries.example",
        tier="small",
        since="2022-05-09",
    )
    fergal = customer.contact("Fergal Mulhern", "owner", client="phone", signature="Fergal Mulhern, Slievemore")
    invoice = customer.invoice("3360", late=24)
    customer.history(6, "3360", late=(-3, 2))
    customer.contract(renews="2027-05-09")
    ours = customer.we_write(
        fergal,
        "2026-04-28 09:30",
        "Reminder: invoice {inv}",
        "Dear Fergal,\n\ninvoice {inv} over 3,360.00 EUR was due on 17 April 2026. Could you let us know when it will "
        "be paid?\n\nKind regards\nFennel Systems, Accounts",
        inv=invoice,
    )
    customer.writes(
        fergal,
        "2026-05-11 09:02",
        "Re: Reminder: invoice {inv}",
        "Third Monday running. Eleven lorries out the gate and down the Louisburgh road from six till near "
        "half eight with the screen going round and round and two girls in the weighbridge writing dockets "
        "by hand like it was 1985. Rang your line twice and got music. And then ye have the neck to send me "
        "this.",
        answers=ours,
        quotes=True,
        inv=invoice,
    )
    name = "Anger without the usual words"
    customer.story(
        name,
        "Reminded in April, silent since, never late before.",
        card=ROUTINE,
        shows="A second reminder.",
        words=["€3,360.00"],
    )
    customer.story(
        name,
        "The owner answers the reminder: three Mondays of standing lorries. No dispute, no wrong, no refund in it.",
        card=SUSPICION,
        shows="His sentence; nobody sends him another reminder.",
        on="2026-05-12",
        gates=["suspicion", "unread_message"],
        words=["screen going round and round"],
    )


def one_disputed_one_promised(company: Company) -> None:
    """One mail challenges one invoice and names the day for the other."""
    customer = company.customer(
        "C-1218", "Wolborz Okucia Sp. z o.o.", owner=OLIVE, domain="wolborz-okucia.example", since="2023-02-13"
    )
    agnieszka = customer.contact(
        "Agnieszka Pietrzyk",
        client="outlook",
        signature="Pozdrawiam / Best regards\nAgnieszka Pietrzyk\nDział księgowości",
    )
    training = customer.invoice("3150", late=29)
    licence = customer.invoice("5800", late=11)
    customer.history(5, "5800", late=(0, 9))
    customer.contract(renews="2027-02-13")
    customer.writes(
        agnieszka,
        "2026-05-08 13:27",
        "open invoices",
        "Hello,\n\n"
        "about your list. {training} we can not accept like this, on the training were from us 2 persons and "
        "not 5, please look on the paper what your trainer has signed. {licence} is ok from our side, it "
        "will be in the transfers of 19 May.",
        training=training,
        licence=licence,
    )
    customer.pays(licence, on="2026-05-19")
    name = "One invoice challenged, the other promised"
    customer.story(
        name,
        "Two of five were at the training, she says; the licences will be paid on the 19th.",
        card=SUSPICION,
        shows="The challenged sentence and the promised day, each with its invoice.",
        gates=["suspicion", "unread_message"],
        words=["we can not accept like this", "€3,150.00"],
    )
    customer.story(
        name,
        "The promised one is paid to the day; only the challenged one is open.",
        card=TO_LEADERSHIP,
        shows="The training alone; the suspicion nobody touched is with leadership.",
        on="2026-05-20",
        gates=["suspicion", "unread_message"],
        words=["€3,150.00"],
    )


def module_never_delivered(company: Company) -> None:
    """Bought in February, never delivered, and the invoice is twelve days late."""
    customer = company.customer(
        "C-1219",
        "Conservas Larrañeta SL",
        owner=MARCO,
        domain="larraneta.example",
        language="es",
        since="2024-01-15",
    )
    itziar = customer.contact(
        "Itziar Goñi Lasa", "billing", signature="Un saludo,\nItziar Goñi\nAdministración\nConservas Larrañeta, S.L."
    )
    customer.invoice("14900", late=12)
    customer.invoice("2200", due="2026-05-19")
    customer.history(5, "2200", late=(-2, 5), every=30)
    customer.contract(renews="2027-01-15", note="Módulo de trazabilidad, entrega comprometida: marzo de 2026.")
    ticket = customer.ticket(
        "Módulo de trazabilidad contratado en febrero, sin entregar",
        opened="2026-03-30",
        severity="high",
        kind="delivery",
    )
    customer.owed("traceability module", kind="delivery", promised="2026-04-27", due="2026-05-29", ticket=ticket)
    customer.writes(
        itziar,
        "2026-04-23 10:44",
        "Módulo de trazabilidad",
        "Buenos días, Marco:\n\n"
        "¿Sabes algo del módulo de trazabilidad? La última fecha que nos disteis era antes de Semana Santa y "
        "en planta siguen con las hojas de cálculo. El director me pregunta todos los lunes.",
    )
    customer.story(
        "An open delivery complaint",
        "Twelve days late, and we have not delivered what the invoice is for.",
        card=TO_SUCCESS,
        shows="The delivery ticket; no payment request, a call note or a status note.",
        words=["Módulo de trazabilidad", "delivery, high", "€14,900.00", "traceability module"],
    )


def outage_that_ends(company: Company) -> None:
    """A machine hall without data; the ticket is closed on the Thursday."""
    customer = company.customer(
        "C-1220",
        "Hallgarter Fensterbau GmbH",
        owner=PRIYA,
        domain="hallgarter-fenster.example",
        language="de",
        since="2021-06-14",
    )
    sabine = customer.contact(
        "Sabine Öhlschläger",
        signature="i. A. Sabine Öhlschläger\nBuchhaltung\nHallgarter Fensterbau GmbH",
    )
    invoice = customer.invoice("4760", late=13)
    customer.invoice("1190", due="2026-05-18")
    customer.history(7, "4760", late=(-1, 3))
    customer.contract(renews="2026-12-14")
    customer.ticket(
        "Keine Maschinendaten aus Halle 2, Anzeigen stehen seit 5:40 Uhr",
        opened="2026-05-07",
        severity="high",
        closed="2026-05-14",
    )
    customer.owed(
        "new gateway for hall 2", kind="fix", promised="2026-05-08", due="2026-05-13", owner="Carla Nunes",
        done="2026-05-14",
    )  # fmt: skip
    customer.writes(
        sabine,
        "2026-04-02 11:20",
        "AW: Rechnung {inv}",
        "Sehr geehrte Damen und Herren,\n\nvielen Dank, die Rechnung ist eingegangen und sachlich geprüft.",
        inv=invoice,
    )
    name = "An outage, and its end"
    customer.story(
        name,
        "A ticket of high severity is open since 2026-05-07.",
        card=TO_SUCCESS,
        shows="The ticket; nobody is reminded while the hall stands still.",
        words=["Keine Maschinendaten aus Halle 2", "€4,760.00", "new gateway for hall 2"],
    )
    customer.story(
        name,
        "The ticket is closed.",
        card=ROUTINE,
        shows="A first reminder in German.",
        on="2026-05-14",
        words=["€4,760.00"],
    )
    customer.story(
        name,
        "A second invoice has fallen due.",
        card=ROUTINE,
        shows="Both in one reminder.",
        on="2026-05-20",
        words=["€5,950.00"],
    )


def ticket_of_unknown_severity(company: Company) -> None:
    """Nobody has rated the ticket."""
    customer = company.customer(
        "C-1221",
        "Fairlea Housing Repairs Ltd",
        owner=TOMAS,
        domain="fairleahousing.example",
        currency="GBP",
        since="2022-09-19",
    )
    customer.contact("Delroy Hutchings", client="outlook", signature="Delroy")
    invoice = customer.invoice("5250", late=10)
    customer.history(6, "5250", late=(0, 6))
    customer.contract(renews="2027-09-19")
    customer.ticket("Job sheets arrive on the tablets without a postcode", opened="2026-05-05", severity="")
    customer.pays(invoice, on="2026-05-15")
    name = "A ticket of unknown severity"
    customer.story(
        name,
        "A ticket without a severity counts as serious: unknown is never clear.",
        card=TO_SUCCESS,
        shows="The ticket with “severity unknown”.",
        words=["severity unknown", "£5,250.00"],
    )
    customer.story(name, "Paid all the same.", card="no packet", shows="Nothing.", on="2026-05-18")


def everything_disputed(company: Company) -> None:
    """The ERP marks every past-due invoice."""
    customer = company.customer(
        "C-1222",
        "Dunmore Lighting Works Inc",
        owner=OLIVE,
        domain="dunmorelighting.example",
        currency="USD",
        entity="fennel-inc",
        since="2021-04-26",
    )
    marcy = customer.contact(
        "Marcy Ellenbogen", "billing", signature="Marcy Ellenbogen\nDunmore Lighting Works\next. 214"
    )
    first = customer.invoice("4410", late=45)
    second = customer.invoice("4410", late=15)
    customer.history(6, "4200", late=(-1, 4), every=30)
    customer.contract(renews="2027-04-26")
    customer.writes(
        marcy,
        "2026-04-20 19:08",
        "{first} and {second}",
        "Per our call: both of these are on the 2025 price list, and we signed the new one in January. I "
        "can't code either until they match. You said you'd put them on hold at your end.",
        first=first,
        second=second,
    )
    first.is_disputed_in_the_erp("2026-05-11")
    second.is_disputed_in_the_erp("2026-05-11")
    customer.story(
        "Everything in dispute",
        "Both past-due invoices are marked in the ERP; her mail about them is older than the mark.",
        card="row in the list",
        shows="Why there is nothing to ask for.",
        gates=["all_disputed", "path_undecided"],
        words=["in dispute"],
    )


def disputed_on_the_third_morning(company: Company) -> None:
    """Routine until Accounts marks an invoice after a phone call."""
    customer = company.customer(
        "C-1223", "Rathgall Agri Services Ltd", owner=MARCO, domain="rathgallagri.example", since="2020-03-16"
    )
    customer.contact("Concepta Furlong", signature="Concepta Furlong\nRathgall Agri")
    marked = customer.invoice("2640", late=17)
    other = customer.invoice("6100", late=6)
    customer.history(5, "6100", late=(0, 5))
    customer.contract(renews="2027-03-16")
    marked.is_disputed_in_the_erp("2026-05-13")
    customer.pays(other, on="2026-05-20")
    name = "Disputed on the third morning"
    customer.story(
        name,
        "Two invoices past due, nothing else known.",
        card=ROUTINE,
        shows="One reminder for both.",
        words=["€8,740.00"],
    )
    customer.story(
        name,
        "The ERP marks the older one; the undisputed one stays on the card.",
        card=TO_LEADERSHIP,
        shows="The marked invoice, the undisputed rest, no draft.",
        on="2026-05-13",
        gates=["path_undecided"],
        words=["is in dispute", "€6,100.00"],
    )
    customer.story(
        name,
        "The undisputed one is paid.",
        card="row in the list",
        shows="Everything that is left is in dispute.",
        on="2026-05-21",
        gates=["all_disputed", "path_undecided"],
    )


def complaint_that_was_resolved(company: Company) -> None:
    """They complained, we corrected, they said thank you."""
    customer = company.customer(
        "C-1224",
        "Netherby Glass Ltd",
        owner=PRIYA,
        domain="netherbyglass.example",
        currency="GBP",
        since="2022-03-28",
    )
    alastair = customer.contact(
        "Alastair Pym", client="outlook", signature="Alastair Pym\nFinance, Netherby Glass\nMon-Wed only"
    )
    invoice = customer.invoice("6000", late=15)
    customer.history(6, "5100", late=(-2, 4))
    customer.contract(renews="2027-03-28")
    complaint = customer.writes(
        alastair,
        "2026-04-07 10:35",
        "{inv} - seats",
        "Good morning\n\n"
        "We've been billed for 40 seats on the above and only have 34. Could you put that right please? I'll "
        "hold it back until then.",
        inv=invoice,
    )
    sent = customer.we_write(
        alastair,
        "2026-04-14 11:00",
        "Re: {inv} - seats",
        "Dear Alastair,\n\nyou are right, and I am sorry. Attached you find the credit note over six seats, 900.00 "
        "GBP, and the corrected invoice.\n\nKind regards\nFennel Systems, Accounts",
        answers=complaint,
        attachments=("corrected invoice.pdf",),
        inv=invoice,
    )
    customer.credit("900", issued="2026-04-14", against=invoice)
    customer.writes(
        alastair,
        "2026-04-15 09:12",
        "Re: {inv} - seats",
        "Thanks, corrected invoice received, all good now. Will go through the ledger as normal.",
        answers=sent,
        quotes=True,
        inv=invoice,
    )
    customer.story(
        "A complaint that was resolved",
        "Six seats too many in April, credited within a week; “all good now”.",
        card=ROUTINE,
        shows="A first reminder; the complaint of 7 April is answered, in their own words.",
        words=["£5,100.00"],
    )


def the_word_alone(company: Company) -> None:
    """A supplier notice with the word dispute in it, and nothing else."""
    customer = company.customer(
        "C-1225",
        "Overbrook Medical Staffing Inc",
        owner=TOMAS,
        domain="overbrookstaffing.example",
        currency="USD",
        entity="fennel-inc",
        since="2023-08-07",
    )
    customer.contact("Yesenia Corral", signature="Yesenia Corral | Accounts Payable")
    invoice = customer.invoice("3875", late=9)
    customer.invoice("3875", due="2026-06-01")
    customer.history(6, "3875", late=(-3, 6), every=30)
    customer.contract(renews="2027-08-07")
    customer.writes(
        ("Overbrook Supplier Relations", "suppliers@overbrookstaffing.example"),
        "2026-05-06 16:00",
        "Supplier notice: new web addresses as of June 1",
        "Dear Supplier,\n\n"
        "Please note that as of June 1 our dispute portal is moving to a new address, as is the onboarding "
        "form. Existing log-ins will keep working. No action is needed on your part.\n\n"
        "Overbrook Supplier Relations\n"
        "This mailbox is not monitored.",
    )
    customer.pays(invoice, on="2026-05-18")
    name = "The word alone"
    customer.story(
        name,
        "“Our dispute portal is moving to a new address.”",
        card=ROUTINE,
        shows="A reminder, with the notice as an unread message on the card.",
        gates=["unread_message"],
        words=["$3,875.00"],
    )
    customer.story(
        name,
        "Paid on the 18th, in the bank's file two mornings later.",
        card="no packet",
        shows="Nothing.",
        on="2026-05-20",
    )


def never_ordered(company: Company) -> None:
    """Scope: an add-on nobody ordered."""
    customer = company.customer(
        "C-1226",
        "Pemberwick Auto Glass LLC",
        owner=OLIVE,
        domain="pemberwickglass.example",
        tier="small",
        currency="USD",
        entity="fennel-inc",
        since="2024-06-17",
    )
    dusty = customer.contact("Dusty Rowland", "operations", client="gmail", signature="- dusty")
    invoice = customer.invoice("1837.50", late=15)
    customer.history(6, "1525", late=(-2, 4), every=30)
    customer.contract(renews="2027-06-17", note="Base plan, 5 bays.")
    customer.writes(
        dusty,
        "2026-05-05 22:50",
        "{inv}",
        "hey guys\n"
        "bookkeeper flagged this one, theres 312.50 on it for an analytics add-on. we never ordered that? "
        "not me and not my brother and theres only the two of us. base plan is all we use",
        inv=invoice,
    )
    customer.story(
        "Never ordered",
        "They say that nobody there ordered the analytics add-on on the invoice.",
        card=SUSPICION,
        shows="The sentence beside the contract note “Base plan, 5 bays”.",
        gates=["suspicion", "unread_message"],
        words=["we never ordered that", "$1,837.50"],
    )


def indexation_not_agreed(company: Company) -> None:
    """Pricing: an increase that no clause provides for, in good French."""
    customer = company.customer(
        "C-1227",
        "Ateliers Vauquelin Découpe SARL",
        owner=MARCO,
        domain="vauquelin-decoupe.example",
        language="fr",
        since="2021-09-06",
    )
    solange = customer.contact(
        "Solange Herbelin",
        "billing",
        signature="Bien cordialement,\n\nSolange HERBELIN\nService comptabilité\nAteliers Vauquelin Découpe",
    )
    invoice = customer.invoice("8071.20", late=18)
    customer.history(6, "7600", late=(-1, 8))
    customer.contract(renews="2027-09-06")
    customer.writes(
        solange,
        "2026-05-06 14:19",
        "Facture {inv}",
        "Bonjour,\n\n"
        "Nous constatons sur la facture citée en objet une hausse de 6,2 % par rapport à l'année passée. "
        "Sauf erreur de notre part, notre contrat ne comporte pas de clause d'indexation et aucun avenant "
        "n'a été signé. Merci de bien vouloir nous adresser une facture au tarif convenu.",
        inv=invoice,
    )
    customer.story(
        "An indexation not agreed",
        "A French customer sees an increase of 6.2 % for which there is no clause.",
        card=SUSPICION,
        shows="Her sentence in French, to confirm or to reject.",
        gates=["suspicion", "unread_message"],
        words=["clause d'indexation", "€8,071.20"],
    )


def cancelled_in_time(company: Company) -> None:
    """Contract: they gave notice in January and are billed for another year."""
    customer = company.customer(
        "C-1228",
        "Larkmead Veterinary Group Ltd",
        owner=PRIYA,
        domain="larkmeadvets.example",
        currency="GBP",
        since="2020-04-01",
    )
    hilary = customer.contact(
        "Hilary Venn-Thomas",
        "practice director",
        client="apple",
        signature="Yours sincerely\n\nHilary Venn-Thomas MRCVS\nPractice Director",
    )
    customer.invoice("13680", late=10)
    customer.history(5, "12900", every=365, late=(-5, 3))
    customer.contract(renews="2027-04-01", note="Yearly in advance; notice until 31 January.")
    customer.writes(
        hilary,
        "2026-05-07 08:55",
        "Your invoice",
        "Dear Sir or Madam\n\n"
        "I refer you to my letter of 12 January, which gave notice in good time for the end of our term on "
        "31 March. I have the recorded delivery slip in front of me. We have been using another system since "
        "and I am at a loss to understand why there is a bill for the coming year on my desk.",
    )
    customer.story(
        "Cancelled in time",
        "A practice says that it gave notice on 12 January and is billed for a year it has not bought.",
        card=SUSPICION,
        shows="Her sentence beside the notice period in the contract note.",
        gates=["suspicion", "unread_message"],
        words=["letter of 12 January", "£13,680.00"],
    )


def charged_twice(company: Company) -> None:
    """A billing error: the same seats on two invoices."""
    customer = company.customer(
        "C-1229",
        "Cascabel Brewing Supply Inc",
        owner=TOMAS,
        domain="cascabelsupply.example",
        currency="USD",
        entity="fennel-inc",
        since="2023-03-13",
    )
    nia = customer.contact("Nia Trujillo", client="gmail", signature="Nia Trujillo (she/her)\nAccounting, Cascabel")
    trueup = customer.invoice("1440", late=27)
    quarter = customer.invoice("5040", late=4)
    customer.invoice("600", due="2026-05-20")
    customer.history(5, "3600", late=(0, 4))
    customer.contract(renews="2027-03-13")
    customer.writes(
        nia,
        "2026-05-11 23:04",
        "{trueup} / {quarter}",
        "Quick one! The 12 seats from the February true-up are on {trueup} and then they show up again "
        "inside {quarter}. Pretty sure we got hit twice for the same twelve people. I'm out Weds-Thurs, no "
        "rush.",
        trueup=trueup,
        quarter=quarter,
    )
    name = "Charged twice"
    customer.story(name, "Two invoices past due.", card=ROUTINE, shows="One reminder for both.", words=["$6,480.00"])
    customer.story(
        name,
        "She sees the same twelve seats on both.",
        card=SUSPICION,
        shows="Her sentence with both numbers.",
        on="2026-05-12",
        gates=["suspicion", "unread_message"],
        words=["hit twice"],
    )


def agreement_we_have_not_signed(company: Company) -> None:
    """A document we owe: the data-processing agreement, signed by us as well."""
    customer = company.customer(
        "C-1230",
        "Wendelgrund Pflegedienste gGmbH",
        owner=OLIVE,
        domain="wendelgrund-pflege.example",
        language="de",
        since="2025-02-03",
    )
    birgit = customer.contact(
        "Birgit Althoff-Kranz",
        "billing",
        signature=(
            "Mit freundlichem Gruß\ni. A. Birgit Althoff-Kranz\nRechnungswesen\n"
            "Wendelgrund Pflegedienste gGmbH · Sprechzeiten Mo-Do 8-12 Uhr"
        ),
    )
    customer.invoice("6420", late=21)
    customer.history(4, "6420", late=(-1, 6))
    customer.contract(renews="2027-02-03")
    ticket = customer.ticket(
        "Gegengezeichneter AV-Vertrag fehlt noch",
        opened="2026-04-13",
        severity="low",
        kind="document",
        closed="2026-05-19",
    )
    customer.owed(
        "data-processing agreement, signed by us",
        kind="document",
        promised="2026-05-04",
        due="2026-05-08",
        owner="Lena Okafor",
        ticket=ticket,
        done="2026-05-19",
    )
    customer.writes(
        birgit,
        "2026-04-30 09:48",
        "Ihre Rechnung vom März / AV-Vertrag",
        "Sehr geehrte Damen und Herren,\n\n"
        "unser Datenschutzbeauftragter gibt Zahlungen an Auftragsverarbeiter erst frei, wenn der von beiden "
        "Seiten unterzeichnete AV-Vertrag vorliegt. Ihr Exemplar steht leider noch aus. Sobald es hier ist, "
        "veranlasse ich die Überweisung umgehend.",
    )
    name = "A document we owe"
    customer.story(
        name,
        "They pay when the data-processing agreement has come back signed by us.",
        card=TO_SUCCESS,
        shows="The document ticket and her mail; nobody asks for money before it is sent.",
        words=["AV-Vertrag", "€6,420.00", "Lena Okafor", "3 days overdue"],
    )
    customer.story(
        name,
        "Legal has sent it, the ticket is closed.",
        card=ROUTINE,
        shows="A first reminder: what they waited for has been sent.",
        on="2026-05-20",
        words=["€6,420.00"],
    )


def polite_second_thoughts(company: Company) -> None:
    """Routine, until a courteous answer turns the reminder into a question of what is owed."""
    customer = company.customer(
        "C-1231", "Glasheen Property Care Ltd", owner=MARCO, domain="glasheencare.example", since="2022-11-21"
    )
    imogen = customer.contact(
        "Imogen Stackpoole", signature="With kind regards,\nImogen Stackpoole\nGlasheen Property Care", client="apple"
    )
    invoice = customer.invoice("2315", late=25)
    customer.history(6, "2090", late=(-2, 3), every=30)
    customer.contract(renews="2026-11-21")
    ours = customer.we_write(
        imogen,
        "2026-04-27 14:12",
        "Reminder: invoice {inv}",
        "Dear Imogen,\n\ninvoice {inv} over 2,315.00 EUR was due on 16 April 2026. Could you let us know when we may "
        "expect it?\n\nKind regards\nFennel Systems, Accounts",
        inv=invoice,
    )
    customer.writes(
        imogen,
        "2026-05-14 10:26",
        "Re: Reminder: invoice {inv}",
        "Dear Arjun,\n\n"
        "Thank you for the gentle prod. Before I put it in front of the directors, might somebody cast an "
        "eye over the mobile licences? I may well be misremembering, but I had it in my head that the "
        "seasonal lads only count from May to September. No panic at all.",
        answers=ours,
        quotes=True,
        inv=invoice,
    )
    name = "Polite second thoughts"
    customer.story(
        name,
        "Reminded two weeks ago, no answer.",
        card=ROUTINE,
        shows="A second reminder.",
        words=["€2,315.00"],
    )
    customer.story(
        name,
        "On the 14th she wonders, most politely, whether the seasonal licences should be on it.",
        card=SUSPICION,
        shows="Her sentence, to confirm or to reject.",
        on="2026-05-15",
        gates=["suspicion", "unread_message"],
        words=["seasonal lads"],
    )


def delivery_note_wanted(company: Company) -> None:
    """They cannot book the tablets without a signed delivery note; nobody has opened a ticket."""
    customer = company.customer(
        "C-1232",
        "Ormsgill Boatyard Ltd",
        owner=TOMAS,
        domain="ormsgillboats.example",
        tier="small",
        currency="GBP",
        since="2023-10-30",
    )
    morven = customer.contact(
        "Morven Garrioch", client="outlook", signature="Morven\nOrmsgill Boatyard (office open till 1)"
    )
    invoice = customer.invoice("2780", late=9)
    customer.history(5, "990", late=(-3, 2), every=30)
    customer.contract(renews="2026-10-30")
    customer.writes(
        morven,
        "2026-05-12 12:40",
        "{inv} tablets",
        "Hi, I've the bill for the six rugged tablets but nothing with a signature on it from the yard, so I "
        "can't match it up. Could you ping over the delivery note when you get a wee minute? Ta",
        inv=invoice,
    )
    name = "A delivery note wanted"
    customer.story(name, "A first reminder is due.", card=ROUTINE, shows="A first reminder.", words=["£2,780.00"])
    customer.story(
        name,
        "She asks for the delivery note before she can book the invoice; there is no ticket.",
        card=ROUTINE,
        shows="Her mail, unread: no Approve until somebody has looked.",
        on="2026-05-13",
        gates=["unread_message"],
        later=_WAITS_FOR_PAPER,
        words=["delivery note"],
    )


def tell(company: Company) -> None:
    """All of them."""
    already_paid_with_reference(company)
    short_payment_with_a_reason(company)
    credit_promised_on_the_phone(company)
    angry_without_the_usual_words(company)
    one_disputed_one_promised(company)
    module_never_delivered(company)
    outage_that_ends(company)
    ticket_of_unknown_severity(company)
    everything_disputed(company)
    disputed_on_the_third_morning(company)
    complaint_that_was_resolved(company)
    the_word_alone(company)
    never_ordered(company)
    indexation_not_agreed(company)
    cancelled_in_time(company)
    charged_twice(company)
    agreement_we_have_not_signed(company)
    polite_second_thoughts(company)
    delivery_note_wanted(company)
