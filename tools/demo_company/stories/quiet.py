"""Customers with nothing past due: most of the company, and nobody should hear of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from tools.demo_company.world import MARCO, OLIVE, PRIYA, TOMAS, Company, Customer, Invoice


def tell(company: Company) -> None:
    """Every customer of this chapter, C-1501 to C-1565."""
    nothing_wrong(company)
    only_a_credit(company)
    brand_new(company)
    half_paid_before_it_is_due(company)
    told = {row.id: _quiet(company, row) for row in map(Quiet._make, QUIET)}
    for id, at, subject, text in SMALL_TALK:
        customer = told[id]
        customer.writes(customer.contacts[0], at, subject, text)


# ── those worth telling ──────────────────────────────────────────────────────────────────────
def nothing_wrong(company: Company) -> None:
    """Pays on time, has no ticket, says nothing."""
    c = company.customer(
        "C-1501", "Plain Acre Seeds Ltd", owner=OLIVE, domain="plainacre.example", tier="small", since="2021-10-04"
    )
    c.contact("Ruth Hanafin", client="outlook", signature="Ruth Hanafin\nAccounts")
    spring = c.invoice("2150.00", due="2026-05-18")
    c.invoice("2150.00", due="2026-06-19")
    c.history(4, "2150.00", every=31, late=(-3, 0))
    c.contract(renews="2026-10-04")
    c.pays(spring, on="2026-05-15")
    c.story(
        "nothing wrong", "Everything is paid on time; one invoice falls due during the weeks and is paid before.",
        card="no packet", shows="nothing: no card, no row",
    )  # fmt: skip
    c.story(
        "nothing wrong, a week later", "The invoice of 18 May was paid on the 15th.",
        on="2026-05-19", card="no packet", shows="nothing: no card, no row",
    )  # fmt: skip


def only_a_credit(company: Company) -> None:
    """We owe them 410 euros, and they owe us nothing."""
    c = company.customer("C-1502", "Mulcair Pharma Logistics Ltd", owner=MARCO, domain="mulcair.example")
    c.contact("Gearóid Staunton", client="outlook")
    c.history(4, "4100.00", late=(-4, 1))
    c.contract(renews="2026-12-07", note="Two seats handed back in April; the credit runs into the next invoice.")
    c.credit("410.00", issued="2026-05-06")
    c.story(
        "only a credit", "Their one open item is a credit note of €410.00.",
        card="no packet", shows="nothing to ask for, so no card",
    )  # fmt: skip


def brand_new(company: Company) -> None:
    """A customer of three weeks with one invoice that is not due."""
    c = company.customer(
        "C-1503", "Windlass & Tarn Robotics Ltd", owner=PRIYA, domain="windlasstarn.example", currency="GBP",
        since="2026-04-20",
    )  # fmt: skip
    freddie = c.contact(
        "Freddie Nuttall", "operations", client="gmail", confirmed="2026-04-20", signature="Freddie\nWindlass & Tarn"
    )
    c.contact("Harriet Osgood", client="gmail", confirmed="2026-04-20")
    first = c.invoice("5800.00", due="2026-05-27")
    c.contract(renews="2027-04-20", note="First year. Onboarding included.")
    c.writes(
        freddie, "2026-04-28 16:11", "first invoice",
        "Hi! {inv} arrived, thanks. Harriet does the books on Wednesdays, she'll set you up as a payee. Kick-off went "
        "great btw.", inv=first,
    )  # fmt: skip
    c.story(
        "brand new", "Three weeks a customer, the first invoice is due on 27 May.",
        card="no packet", shows="nothing: no history is no reason for a card",
    )  # fmt: skip


def half_paid_before_it_is_due(company: Company) -> None:
    """Two halves, each to the cent, both early: nothing left over and nothing missing."""
    c = company.customer(
        "C-1504", "Beaver Notch Components Inc", owner=TOMAS, domain="beavernotch.example", currency="USD",
        entity="fennel-inc", since="2020-03-30",
    )  # fmt: skip
    c.contact("Lyle Trask", client="outlook", signature="Lyle Trask\nAccounts Payable")
    year = c.invoice("6400.00", due="2026-05-20", po="BN-7716")
    c.history(4, "6400.00", late=(-9, -2))
    c.contract(renews="2027-03-30")
    c.pays(year, on="2026-05-07", amount="3200.00")
    c.pays(year, on="2026-05-19", amount="3200.00")
    c.story(
        "paid in two halves", "Half is paid two weeks early, the other half the day before it is due.",
        on="2026-05-21", card="no packet", shows="nothing: the second half came before the due day",
    )  # fmt: skip


# ── the others ───────────────────────────────────────────────────────────────────────────────
class Quiet(NamedTuple):
    """A customer nobody hears of."""

    id: str
    name: str
    owner: str
    domain: str
    person: str
    money: str
    language: str
    since: str
    amount: str
    #: How many days lie between two invoices, and how many were paid.
    every: int
    paid: int
    #: Days of 2026 on which something is due; what falls due in the two weeks is paid by then.
    due: str


QUIET = (
    ("C-1505", "Glanmore Forestry Ltd", OLIVE, "glanmoreforestry.example", "Niamh Considine",
     "EUR", "en", "2019-02-11", "3450.00", 91, 4, "05-29"),
    ("C-1506", "Pennywort Nurseries Ltd", MARCO, "pennywort.example", "Julian Frayne",
     "GBP", "en", "2021-04-12", "1280.00", 91, 3, "05-14"),
    ("C-1507", "Ettersbach Werkzeuge GmbH", PRIYA, "ettersbach.example", "Gudrun Pohlmann",
     "EUR", "de", "2018-10-01", "7900.00", 91, 4, "05-22 06-19"),
    ("C-1508", "Cottonwood Pass Brewing LLC", TOMAS, "cottonwoodpass.example", "Shelby Grantham",
     "USD", "en", "2022-08-15", "1840.00", 30, 4, "05-12 06-11"),
    ("C-1509", "Inver Sound Ferries Ltd", OLIVE, "inversoundferries.example", "Cathal Gill",
     "EUR", "en", "2017-06-05", "14200.00", 182, 3, "06-08"),
    ("C-1510", "Arbour & Finch Interiors Ltd", MARCO, "arbourinteriors.example", "Phoebe Latchford",
     "GBP", "en", "2023-01-23", "960.00", 30, 4, "05-19 06-18"),
    ("C-1511", "Conserverie du Goulet SAS", PRIYA, "goulet-conserves.example", "Gwenaëlle Riou",
     "EUR", "fr", "2020-05-11", "4320.00", 91, 4, "06-03"),
    ("C-1512", "Three Creeks Aggregates Inc", TOMAS, "threecreeks.example", "Marvin Teague",
     "USD", "en", "2019-11-18", "11750.00", 91, 3, "05-26"),
    ("C-1513", "Boyneside Mushrooms Ltd", OLIVE, "boynesidemushrooms.example", "Agnieszka Malinowska",
     "EUR", "en", "2022-02-28", "2210.00", 91, 3, "05-15"),
    ("C-1514", "Rakesgill Slate Ltd", MARCO, "rakesgillslate.example", "Alan Featherstone",
     "GBP", "en", "2020-07-20", "3150.00", 91, 3, "06-12"),
    ("C-1515", "Herrnhofer Textilpflege GmbH", PRIYA, "herrnhofer.example", "Elfriede Nowotny",
     "EUR", "de", "2023-05-22", "1590.00", 30, 4, "05-20 06-19"),
    ("C-1516", "Whistling Elk Lodge Supply Co", TOMAS, "whistlingelk.example", "Dustin Arney",
     "USD", "en", "2023-10-09", "780.00", 30, 3, "05-28"),
    ("C-1517", "Lough Annagh Hatcheries Ltd", OLIVE, "loughannagh.example", "Brigid Tuohy",
     "EUR", "en", "2021-01-25", "2985.00", 91, 3, "06-05"),
    ("C-1518", "Mapledown Care Homes Ltd", MARCO, "mapledown.example", "Ngozi Adeleye",
     "GBP", "en", "2019-09-30", "8640.00", 91, 4, "05-21 06-20"),
    ("C-1519", "Viveros Cantalapiedra SL", PRIYA, "cantalapiedra.example", "Lucía Barbero",
     "EUR", "es", "2022-09-19", "1975.00", 91, 3, "06-01"),
    ("C-1520", "Sugar Maple Dental Lab Inc", TOMAS, "sugarmapledental.example", "Karen Boudreau",
     "USD", "en", "2021-03-01", "2460.00", 91, 3, "05-18"),
    ("C-1521", "Dromahair Linen Ltd", OLIVE, "dromahairlinen.example", "Fidelma Rooney",
     "EUR", "en", "2018-04-16", "5130.00", 182, 2, "06-15"),
    ("C-1522", "Tidewell Boatyards Ltd", MARCO, "tidewell.example", "Miles Pascoe",
     "GBP", "en", "2022-05-09", "2040.00", 91, 3, ""),
    ("C-1523", "Nybrogaard Foder A/S", PRIYA, "nybrogaard.example", "Lone Krogh",
     "EUR", "en", "2020-02-03", "6870.00", 91, 4, "05-27"),
    ("C-1524", "Granite Fork Equipment Rental LLC", TOMAS, "granitefork.example", "Tyrell Boone",
     "USD", "en", "2020-12-07", "4950.00", 91, 3, "05-13 06-12"),
    ("C-1525", "Knockbrack Quarries Ltd", OLIVE, "knockbrack.example", "Liam Scully",
     "EUR", "en", "2016-09-12", "9300.00", 91, 4, "06-10"),
    ("C-1526", "Ambrose & Daughters Coachworks Ltd", MARCO, "ambrosecoachworks.example", "Edie Ambrose",
     "GBP", "en", "2023-08-07", "1115.00", 30, 4, "05-16"),
    ("C-1527", "Steinlach Präzision AG", PRIYA, "steinlach.example", "Urs Hagmann",
     "EUR", "de", "2019-07-01", "12900.00", 182, 3, "06-16"),
    ("C-1528", "Harvest Moon Co-Packers Inc", TOMAS, "harvestmooncopack.example", "Nadine Frye",
     "USD", "en", "2022-03-14", "3880.00", 91, 3, "06-04"),
    ("C-1529", "Burrenmore Organics Ltd", OLIVE, "burrenmore.example", "Oisín Madigan",
     "EUR", "en", "2024-01-29", "1460.00", 30, 4, "05-19"),
    ("C-1530", "Cresswell Lane Optical Ltd", MARCO, "cresswellane.example", "Shabnam Iqbal",
     "GBP", "en", "2021-11-22", "2755.00", 91, 3, "05-29"),
    ("C-1531", "Maison Tréguier Biscuits SARL", PRIYA, "treguier-biscuits.example", "Yann Corlay",
     "EUR", "fr", "2021-06-28", "2320.00", 91, 3, "05-22"),
    ("C-1532", "Bitterroot Cold Chain Inc", TOMAS, "bitterrootcold.example", "Janelle Ochs",
     "USD", "en", "2018-08-20", "15600.00", 91, 4, "06-09"),
    ("C-1533", "Silvermines Recycling Ltd", OLIVE, "silverminesrecycling.example", "Tadhg Breen",
     "EUR", "en", "2020-11-02", "4015.00", 91, 3, ""),
    ("C-1534", "Yarrow Street Laundry Ltd", MARCO, "yarrowstreet.example", "Olga Petrenko",
     "GBP", "en", "2022-10-24", "690.00", 30, 4, "05-13 06-12"),
    ("C-1535", "Bosgraaf Kassenbouw BV", PRIYA, "bosgraaf.example", "Hein Slagter",
     "EUR", "nl", "2019-03-11", "8450.00", 91, 4, "05-28"),
    ("C-1536", "Lone Juniper Solar LLC", TOMAS, "lonejuniper.example", "Ximena Duarte",
     "USD", "en", "2023-02-20", "5225.00", 91, 3, "06-18"),
    ("C-1537", "Tullyglass Windows Ltd", OLIVE, "tullyglasswindows.example", "Stephen Harkin",
     "GBP", "en", "2018-01-15", "4480.00", 91, 4, "05-21"),
    ("C-1538", "Bramblecote Poultry Ltd", MARCO, "bramblecote.example", "Joan Setchell",
     "GBP", "en", "2020-04-27", "3365.00", 91, 3, "06-02"),
    ("C-1539", "Falegnameria Dossena Srl", PRIYA, "dossena.example", "Ivana Dossena",
     "EUR", "it", "2022-07-11", "1720.00", 91, 3, "06-11"),
    ("C-1540", "Kettle Moraine Castings Inc", TOMAS, "kmcastings.example", "Roger Lindahl",
     "USD", "en", "2019-05-06", "7340.00", 91, 4, "05-15"),
    ("C-1541", "Oughterside Creamery Ltd", OLIVE, "oughterside.example", "Paula Mannion",
     "EUR", "en", "2021-09-06", "2690.00", 91, 3, "06-17"),
    ("C-1542", "Dovecliff Audio Ltd", MARCO, "dovecliff.example", "Marcus Eyre",
     "GBP", "en", "2023-06-12", "1350.00", 91, 2, "05-20"),
    ("C-1543", "Weidental Orgelbau KG", PRIYA, "weidental.example", "Burkhard Sievers",
     "EUR", "de", "2017-11-20", "2480.00", 365, 3, "06-08"),
    ("C-1544", "Red Osier Landscape Supply Co", TOMAS, "redosier.example", "Paige Hutchins",
     "USD", "en", "2022-01-10", "2115.00", 91, 3, "05-27"),
    ("C-1545", "Portnablagh Nets Ltd", OLIVE, "portnablaghnets.example", "Manus Boyle",
     "EUR", "en", "2019-06-24", "1895.00", 91, 3, "05-12"),
    ("C-1546", "Larchfield Dance Academies Ltd", MARCO, "larchfielddance.example", "Bianca Roe",
     "GBP", "en", "2024-03-04", "820.00", 30, 4, "05-18 06-17"),
    ("C-1547", "Skogsäter Trävaror AB", PRIYA, "skogsater.example", "Gunilla Frisk",
     "EUR", "en", "2018-12-03", "10450.00", 91, 4, "06-15"),
    ("C-1548", "Canyon Wren Diagnostics Inc", TOMAS, "canyonwren.example", "Arturo Benavides",
     "USD", "en", "2020-09-21", "18900.00", 182, 3, "05-29"),
    ("C-1549", "Ballinaclash Plastics Ltd", OLIVE, "ballinaclash.example", "Eoin Fennelly",
     "EUR", "en", "2017-03-13", "6120.00", 91, 4, "05-20 06-19"),
    ("C-1550", "Chandlers Row Bindery Ltd", MARCO, "chandlersrow.example", "Winifred Stoke",
     "GBP", "en", "2019-08-12", "1480.00", 91, 3, ""),
    ("C-1551", "Quinta do Salgueiral Lda", PRIYA, "salgueiral.example", "Mafalda Teixeira",
     "EUR", "en", "2023-04-03", "2275.00", 91, 3, "06-05"),
    ("C-1552", "Stone Ferry Transit Parts LLC", TOMAS, "stoneferry.example", "Demarcus Hill",
     "USD", "en", "2021-08-02", "6790.00", 91, 3, "05-14"),
    ("C-1553", "Errigal View Hotels Ltd", OLIVE, "errigalview.example", "Sinéad McFadden",
     "EUR", "en", "2020-06-15", "7560.00", 91, 4, "06-12"),
    ("C-1554", "Hollin Bank Spinners Ltd", MARCO, "hollinbank.example", "Geoffrey Rushworth",
     "GBP", "en", "2018-02-19", "5310.00", 91, 4, "05-26"),
    ("C-1555", "Moulin des Aigrettes SAS", PRIYA, "aigrettes.example", "Clotilde Baron",
     "EUR", "fr", "2022-11-07", "1640.00", 91, 3, "05-13"),
    ("C-1556", "Pelican Slough Rice Mills Inc", TOMAS, "pelicanslough.example", "Thuy Landry",
     "USD", "en", "2017-10-16", "13300.00", 91, 4, "06-10"),
    ("C-1557", "Carrowkeel Training Ltd", OLIVE, "carrowkeeltraining.example", "Deirdre Noonan",
     "EUR", "en", "2023-09-25", "1105.00", 30, 4, "05-22"),
    ("C-1558", "Saltersgate Haulage Ltd", MARCO, "saltersgate.example", "Barry Outhwaite",
     "GBP", "en", "2021-05-17", "3990.00", 91, 3, "06-16"),
    ("C-1559", "Torrealta Envases SA", PRIYA, "torrealta.example", "Gonzalo Urrestarazu",
     "EUR", "es", "2019-12-09", "5860.00", 91, 4, "05-19"),
    ("C-1560", "Mill Pond Acoustics Co", TOMAS, "millpondacoustics.example", "Ingrid Solheim",
     "USD", "en", "2022-06-20", "1570.00", 91, 3, "06-03"),
    ("C-1561", "Kilbride Tent & Marquee Ltd", OLIVE, "kilbridemarquee.example", "Jarlath Moyles",
     "EUR", "en", "2021-02-15", "1930.00", 91, 3, "05-21"),
    ("C-1562", "Tregarrow Surf Factory Ltd", MARCO, "tregarrowsurf.example", "Demelza Kitto",
     "GBP", "en", "2023-03-27", "1245.00", 91, 2, "06-09"),
    ("C-1563", "Haselgruber Getränkelogistik GmbH", PRIYA, "haselgruber.example", "Ferdinand Auer",
     "EUR", "de", "2020-08-10", "9120.00", 91, 4, "05-15 06-14"),
    ("C-1564", "Firefly Meadow Toys Inc", TOMAS, "fireflymeadow.example", "Abby Lindgren",
     "USD", "en", "2024-04-22", "1390.00", 91, 2, ""),
    ("C-1565", "Ardnagreen Credit Data Ltd", OLIVE, "ardnagreen.example", "Gráinne Halpin",
     "EUR", "en", "2016-05-23", "21500.00", 365, 4, "06-01"),
)  # fmt: skip

#: What they write when nothing is the matter.
SMALL_TALK = (
    ("C-1506", "2026-04-30 10:12", "copy invoice",
     "Hi, the accountant would like a copy of the January one for the year end when you have a mo. No rush. Jules"),
    ("C-1518", "2026-05-06 13:40", "extra users from June",
     "Good afternoon,\n\nWe are opening a ninth home in June. Who do I talk to about twenty more logins?\n\nNgozi"),
    ("C-1532", "2026-05-12 17:25", "New remit address?",
     "Hey all - got a letter from a bank I never heard of saying Fennel changed accounts. That's not you, right? We "
     "didn't "
     "touch anything. Janelle"),
    ("C-1507", "2026-05-13 08:05", "Zahlungsavis",
     "Sehr geehrte Damen und Herren,\n\nwir haben heute 7.900,00 EUR zur Zahlung angewiesen, Wertstellung 15.05.\n\n"
     "Mit freundlichen Grüßen\nG. Pohlmann"),
    ("C-1546", "2026-05-15 21:03", "summer",
     "hiya! closed all of august as ever so dont panic if you get my out of office :) b x"),
    ("C-1559", "2026-05-19 09:50", "Datos fiscales",
     "Buenos días, ¿nos pueden enviar su certificado de residencia fiscal de este año? Gracias, un saludo. Gonzalo"),
)  # fmt: skip

_LAST_MORNING = date(2026, 5, 22)


def _quiet(company: Company, row: Quiet) -> Customer:
    c = company.customer(
        row.id, row.name, owner=row.owner, domain=row.domain, tier="small" if Decimal(row.amount) < 2500 else "mid",
        currency=row.money, entity="fennel-inc" if row.money == "USD" else "fennel", language=row.language,
        since=row.since,
    )  # fmt: skip
    c.contact(row.person)
    for due in row.due.split():
        invoice = c.invoice(row.amount, due=f"2026-{due}")
        if invoice.due < _LAST_MORNING:
            _pays_on_time(invoice)
    c.history(row.paid, row.amount, every=row.every, late=(-5, 1))
    anniversary = row.since[4:]
    c.contract(renews=f"2026{anniversary}" if anniversary > "-08-31" else f"2027{anniversary}")
    return c


def _pays_on_time(invoice: Invoice) -> None:
    on = invoice.due - timedelta(days=invoice.customer.random.randint(1, 2))
    while on.isoweekday() > 5:
        on -= timedelta(days=1)
    invoice.customer.pays(invoice, on=on)
