"""The ordinary morning: late by a few days or weeks, nothing wrong, one press each."""

from __future__ import annotations

from dataclasses import dataclass

from tools.demo_company.world import MARCO, OLIVE, PRIYA, TOMAS, Company, Invoice


def tell(company: Company) -> None:
    """Every customer of this chapter, C-1401 to C-1434."""
    late_for_the_first_time(company)
    second_reminder(company)
    due_on_a_saturday(company)
    friendly_and_a_little_late(company)
    three_lines_at_once(company)
    a_small_ticket_is_open(company)
    falls_due_on_wednesday(company)
    pays_before_we_ask_again(company)
    thanks_for_a_form(company)
    for debtor in ORDINARY:
        _ordinary(company, debtor)


# ── those worth telling ──────────────────────────────────────────────────────────────────────
def late_for_the_first_time(company: Company) -> None:
    """Ten of ten on time, and now nine days late."""
    c = company.customer(
        "C-1401", "Kilcarrow Bakeries Ltd", owner=OLIVE, domain="kilcarrow.example", since="2018-09-03"
    )
    c.contact("Una Garvey", "accounts payable", client="outlook", signature="Una Garvey\nAccounts, Kilcarrow Bakeries")
    c.invoice("2920.00", late=9)
    c.history(10, "2920.00", late=(-8, -3))
    c.contract(renews="2026-09-03", note="Oven data and shift planning.")
    c.story(
        "late for the first time", "Ten invoices in a row on time, and now nine days late.",
        card="routine · account owner", words=("2,920.00", "100 % on time"),
        shows="the history beside a courteous first reminder",
    )  # fmt: skip


def second_reminder(company: Company) -> None:
    """We wrote on 16 April and heard nothing."""
    c = company.customer(
        "C-1402", "Thornwick Pumps Ltd", owner=MARCO, domain="thornwickpumps.example", currency="GBP",
        since="2021-02-22",
    )  # fmt: skip
    ken = c.contact("Ken Aldous", "accounts payable", client="outlook")
    valves = c.invoice("4640.00", due="2026-04-02", po="4500-1187")
    c.history(6, "4640.00", late=(0, 11))
    c.contract(renews="2027-02-22")
    c.we_write(
        ken, "2026-04-16 09:10", "Reminder: invoice {inv}",
        "Dear Ken,\n\ninvoice {inv} over £4,640.00 (your PO 4500-1187) was due on 2 April. Could you let us know when "
        "it will be paid?\n\nKind regards\nFennel Systems, Accounts", inv=valves,
    )  # fmt: skip
    c.story(
        "second reminder", "One reminder of 16 April, no answer, 39 days late.",
        card="routine · account owner", words=("4,640.00", "Reminders sent: 1"),
        shows="a second reminder that knows of the first one",
    )  # fmt: skip


def due_on_a_saturday(company: Company) -> None:
    """Banks do not work on Saturdays; the money is there on Monday evening."""
    c = company.customer(
        "C-1403", "Larkmoor Joinery Ltd", owner=PRIYA, domain="larkmoor.example", tier="small", currency="GBP",
        since="2022-11-28",
    )  # fmt: skip
    c.contact("Sheila Larkin", "bookkeeper", client="gmail")
    stairs = c.invoice("1320.00", due="2026-05-09")
    c.history(5, "1320.00", late=(-3, 2))
    c.contract(renews="2026-11-28")
    c.pays(stairs, on="2026-05-11")
    c.story(
        "due on a Saturday", "Due on Saturday the 9th; on Monday morning it counts as two days late.",
        card="routine · account owner", words=("1,320.00", "2 days past due"),
        shows="a card for a payment that could not have come on the weekend",
        later="a due day on a weekend that gives the bank until the end of the next working day",
    )  # fmt: skip
    c.story(
        "due on a Saturday, paid on Monday", "The money came on Monday.",
        on="2026-05-12", card="no packet", shows="the card is settled by itself",
    )  # fmt: skip


def friendly_and_a_little_late(company: Company) -> None:
    """Happy with the product, late with the check."""
    c = company.customer(
        "C-1404", "Loon Narrows Outfitters LLC", owner=TOMAS, domain="loonnarrows.example", tier="small",
        currency="USD", entity="fennel-inc", since="2023-04-10",
    )  # fmt: skip
    jolene = c.contact("Jolene Strand", "office manager", client="apple", signature="Jolene")
    canoes = c.invoice("1450.00", late=16)
    c.history(4, "1450.00", late=(-1, 9))
    c.contract(renews="2027-04-10")
    c.writes(
        jolene, "2026-04-08 20:16", "thank you Sam on support!!",
        "Just wanted to say whoever Sam is deserves a raise. Got our rental calendar un-stuck on a Saturday. We tell "
        "every shop on the lake about you guys.", inv=canoes,
    )  # fmt: skip
    c.story(
        "happy and late", "Her last mail is a thank-you; the invoice is 16 days late.",
        card="routine · account owner", words=("1,450.00", "deserves a raise"),
        shows="the friendly mail beside a friendly first reminder",
    )  # fmt: skip


def three_lines_at_once(company: Company) -> None:
    """Three small invoices, one mail; two of them are paid while the card is out."""
    c = company.customer(
        "C-1405", "Gorsefield Packaging Ltd", owner=OLIVE, domain="gorsefield.example", since="2020-08-17"
    )
    c.contact("Eimear Tighe", "accounts payable", client="outlook", signature="Eimear Tighe | Creditors")
    first = c.invoice("1150.00", late=25)
    second = c.invoice("2310.00", late=18)
    c.invoice("865.00", late=11)
    c.history(8, "1150.00", every=30, late=(0, 13))
    c.contract(renews="2026-10-17", note="Billed per line, monthly.")
    c.pays(first, on="2026-05-13")
    c.pays(second, on="2026-05-13")
    c.story(
        "three lines, one mail", "Three invoices, €4,325.00 together.",
        card="routine · account owner", words=("1,150.00", "2,310.00", "865.00", "4,325.00"),
        shows="one table and one draft that names all three",
    )  # fmt: skip
    c.story(
        "two of three paid", "Two invoices are paid on the 13th; nobody has approved yet.",
        on="2026-05-14", card="routine · account owner", words=("865.00",),
        shows="the same card, refreshed: only the third line is left",
    )  # fmt: skip


def a_small_ticket_is_open(company: Company) -> None:
    """A question about a colour does not stop an invoice."""
    c = company.customer(
        "C-1406", "Dunmallet Foundry Ltd", owner=MARCO, domain="dunmallet.example", currency="GBP", since="2019-10-14"
    )
    c.contact("Trevor Askew", "accounts payable", client="outlook")
    c.invoice("7280.00", late=13)
    c.history(7, "7280.00", late=(-2, 6))
    c.contract(renews="2026-10-14")
    c.ticket("Can the night shift have another colour in the rota?", opened="2026-04-27", severity="low",
             closed="2026-05-15")  # fmt: skip
    c.story(
        "low ticket", "A ticket of low severity is open; nobody is hindered by it.",
        card="routine · account owner", words=("7,280.00", "another colour in the rota"),
        shows="the ticket in the context line, and an ordinary first reminder",
    )  # fmt: skip


def falls_due_on_wednesday(company: Company) -> None:
    """Not late on the first morning; late on Thursday."""
    c = company.customer(
        "C-1407", "Havelock Reach Chandlery Ltd", owner=PRIYA, domain="havelockreach.example", currency="GBP",
        since="2021-07-19",
    )  # fmt: skip
    c.contact("Rupert Sele", "accounts payable", client="gmail")
    c.invoice("3175.00", due="2026-05-13")
    c.history(5, "3175.00", late=(-2, 7))
    c.contract(renews="2027-07-19")
    c.story(
        "not due yet", "Due on 13 May: on the 13th it is current.",
        on="2026-05-13", card="no packet", shows="nothing on the day itself",
    )  # fmt: skip
    c.story(
        "falls due during the week", "The day after, it is one day late.",
        on="2026-05-14", card="routine · account owner", words=("3,175.00", "1 day past due"), shows="a new card",
    )  # fmt: skip


def pays_before_we_ask_again(company: Company) -> None:
    """The money arrives on Tuesday, whatever became of the card."""
    c = company.customer(
        "C-1408", "Saltgrass Surveying LLC", owner=TOMAS, domain="saltgrass.example", currency="USD",
        entity="fennel-inc", since="2022-02-07",
    )  # fmt: skip
    c.contact("Winona Pruett", "accounts payable", client="outlook", signature="Winona Pruett\nAP")
    drones = c.invoice("5390.00", late=8)
    c.history(5, "5390.00", late=(-3, 8))
    c.contract(renews="2027-02-07")
    c.pays(drones, on="2026-05-12")
    c.story(
        "card settles by itself", "A first reminder waits on Monday and Tuesday; the money is posted on the 12th.",
        on="2026-05-13", card="no packet", shows="the card closes without a press",
    )  # fmt: skip


def thanks_for_a_form(company: Company) -> None:
    """A thank-you for a tax form: as harmless as a mail can be."""
    c = company.customer(
        "C-1423", "Aspen Hollow Orthotics Inc", owner=PRIYA, domain="aspenhollow.example", currency="USD",
        entity="fennel-inc", since="2022-01-31",
    )  # fmt: skip
    marguerite = c.contact("Marguerite Dane")
    braces = c.invoice("4380.00", late=22)
    c.invoice("720.00", late=8)
    c.history(5, "4380.00", late=(0, 7))
    c.contract(renews="2027-01-31")
    c.writes(
        marguerite, "2026-03-31 16:55", "Invoice {inv}",
        "Thank you for the W-9! You're all set up in our system now. Have a great week, M. Dane", inv=braces,
    )  # fmt: skip
    c.story(
        "a thank-you taken for a trick", "“You're all set up in our system now”, said of a tax form.",
        card="routine · account owner", words=("4,380.00", "set up in our system"),
        shows="a first reminder, and her thank-you",
    )  # fmt: skip


# ── the others ───────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """An account with something past due, or soon, and nothing else to say about it."""

    id: str
    name: str
    owner: str
    domain: str
    person: str
    #: Each open line: amount, and days late on the first morning (below 0: not yet due).
    owes: tuple[tuple[str, int], ...]
    money: str = "EUR"
    tier: str = "mid"
    terms: int = 30
    since: str = "2022-01-31"
    #: Paid invoices, and by how many days they were late: at least, at most.
    paid: tuple[int, int, int] = (5, -2, 6)
    #: When we reminded them of the oldest line.
    reminded: str = ""
    #: What they wrote to that, or out of the blue: when, and the words.
    wrote: tuple[str, str] = ("", "")
    ticket: str = ""
    #: When they pay everything that is due by then.
    pays: str = ""


ORDINARY = (
    Debtor(
        id="C-1409", name="Ravensholt Textiles Ltd", owner=OLIVE, domain="ravensholt.example", person="Moira Keddie",
        money="GBP", owes=(("2480.00", 6),), paid=(6, -1, 4),
    ),
    Debtor(
        id="C-1410", name="Cloonagh Dairies Co-op", owner=MARCO, domain="cloonaghdairies.example",
        person="Bartley Noone", owes=(("8915.00", 21), ("640.00", 7)), since="2019-03-25", paid=(8, 0, 9),
        wrote=("2026-04-23 07:31", "Thanks for sending the copies over Marco, that's all I needed. Mighty. Bartley"),
    ),
    Debtor(
        id="C-1411", name="Eastmarsh Kitchens Ltd", owner=PRIYA, domain="eastmarshkitchens.example",
        person="Dawn Tapley", money="GBP", tier="small", owes=(("980.00", 12),), paid=(4, 0, 10),
        wrote=("2026-03-12 14:02", "all good here thanks, the new planner is brilliant, fitters actually use it!! "
               "dawn"),
    ),
    Debtor(
        id="C-1412", name="Palo Cedro Irrigation Inc", owner=TOMAS, domain="palocedro.example", person="Hector Lomeli",
        money="USD", owes=(("6425.00", 19),), since="2021-06-14", paid=(6, -4, 3), pays="2026-05-15",
    ),
    Debtor(
        id="C-1413", name="Brinkhall Insulation Oy", owner=OLIVE, domain="brinkhall.example", person="Päivi Rautio",
        owes=(("3760.00", 4),), terms=14, paid=(5, -2, 1),
    ),
    Debtor(
        id="C-1414", name="Mossvale Print Works Ltd", owner=MARCO, domain="mossvaleprint.example", person="Glenys Ball",
        money="GBP", tier="small", owes=(("1230.00", 34),), reminded="2026-04-20", paid=(5, 4, 22),
        wrote=("2026-04-21 10:44", "Ta Marco, passed to the boss x"),
    ),
    Debtor(
        id="C-1415", name="Hexcroft Instruments Ltd", owner=PRIYA, domain="hexcroft.example", person="Anil Bhardwaj",
        money="GBP", owes=(("12350.00", 10), ("1875.00", -18)), since="2018-05-07", paid=(8, -3, 2),
    ),
    Debtor(
        id="C-1416", name="Big Sandy Millwork LLC", owner=TOMAS, domain="bigsandymillwork.example",
        person="Cody Rasmussen", money="USD", tier="small", owes=(("1120.00", 27),), reminded="2026-04-17",
        paid=(4, 0, 17),
    ),
    Debtor(
        id="C-1417", name="Ardfinnan Stone Ltd", owner=OLIVE, domain="ardfinnanstone.example", person="Declan Wyse",
        tier="small", owes=(("1540.00", 15),), paid=(5, -1, 8), pays="2026-05-18",
    ),
    Debtor(
        id="C-1418", name="Vintergaard Møbler ApS", owner=MARCO, domain="vintergaard.example", person="Signe Toft",
        owes=(("4085.00", 17),), since="2020-01-13", paid=(6, -2, 3),
        wrote=("2026-04-15 11:20", "Hi, thanks for the invoice. It is booked and waiting for approval by my manager. "
               "/Signe"),
    ),
    Debtor(
        id="C-1419", name="Calder Row Breweries Ltd", owner=PRIYA, domain="calderrow.example", person="Wilf Garside",
        money="GBP", owes=(("2795.00", 20), ("2795.00", -10)), paid=(6, 2, 14),
        ticket="How do I print the tank labels two to a page?",
    ),
    Debtor(
        id="C-1420", name="Quill Harbor Marine Supply Inc", owner=TOMAS, domain="quillharbor.example",
        person="Bethany Oakes", money="USD", owes=(("9640.00", 11),), since="2019-09-16", paid=(7, -5, 4),
    ),
    Debtor(
        id="C-1421", name="Rathkeeran Veterinary Group Ltd", owner=OLIVE, domain="rathkeeranvets.example",
        person="Sorcha Minihan", owes=(("3310.00", 40),), reminded="2026-04-14", paid=(5, 3, 18), pays="2026-05-20",
    ),
    Debtor(
        id="C-1422", name="Tollgate Vending Ltd", owner=MARCO, domain="tollgatevending.example", person="Priti Sandhu",
        money="GBP", tier="small", owes=(("870.00", 5),), paid=(4, -1, 5),
    ),
    Debtor(
        id="C-1424", name="Fenwater Growers Ltd", owner=TOMAS, domain="fenwatergrowers.example", person="Jed Thurlby",
        money="GBP", owes=(("5575.00", 18),), since="2020-10-05", paid=(6, 0, 12),
    ),
    Debtor(
        id="C-1425", name="Norrby Kyl AB", owner=OLIVE, domain="norrbykyl.example", person="Anders Hjelte",
        owes=(("2650.00", 28),), reminded="2026-04-20", paid=(5, -2, 9), pays="2026-05-13",
    ),
    Debtor(
        id="C-1426", name="Skellow Bridge Motors Ltd", owner=MARCO, domain="skellowbridge.example",
        person="Carol Haigh", money="GBP", owes=(("3440.00", 9),), paid=(5, 0, 9), ticket="Reset link lands in junk "
                                                 "mail",
    ),
    Debtor(
        id="C-1427", name="Prairie Lantern Lighting Co", owner=TOMAS, domain="prairielantern.example",
        person="Deb Swenson", money="USD", tier="small", owes=(("1685.00", 14),), terms=15, paid=(5, 0, 11),
    ),
    Debtor(
        id="C-1428", name="Inishfree Compounding Pharmacy Ltd", owner=PRIYA, domain="inishfreecompounding.example",
        person="Aoibhe Lennon", tier="small", owes=(("1390.00", 30),), reminded="2026-04-17", paid=(4, 1, 13),
        wrote=("2026-04-17 17:06", "Thanks for the nudge. We're two down in the office this month. Will get to it. A"),
    ),
    # Those who fall due during the two weeks.
    Debtor(
        id="C-1429", name="Whinfell Ceramics Ltd", owner=OLIVE, domain="whinfell.example", person="Tess Braithwaite",
        money="GBP", tier="small", owes=(("1760.00", -1),), paid=(4, -1, 6),
    ),
    Debtor(
        id="C-1430", name="Lago Verde Packing Inc", owner=TOMAS, domain="lagoverdepacking.example",
        person="Ruben Castaneda", money="USD", owes=(("7150.00", -3),), paid=(5, 0, 9), pays="2026-05-20",
    ),
    Debtor(
        id="C-1431", name="Garravale Engineering Ltd", owner=MARCO, domain="garravale.example", person="Maeve Coyne",
        owes=(("4920.00", -4), ("4920.00", -34)), since="2017-11-06", paid=(8, 0, 6),
    ),
    Debtor(
        id="C-1432", name="Stanhollow Labels Ltd", owner=PRIYA, domain="stanhollow.example", person="Ivor Penrose",
        money="GBP", owes=(("2215.00", -6),), paid=(5, 1, 10),
    ),
    Debtor(
        id="C-1433", name="Tielrode Machinebouw BV", owner=OLIVE, domain="tielrode.example", person="Wouter Baeten",
        owes=(("6330.00", -7),), paid=(6, 0, 8),
    ),
    Debtor(
        id="C-1434", name="Copper Kettle Catering LLC", owner=TOMAS, domain="copperkettlecatering.example",
        person="Latrice Holloman", money="USD", tier="small", owes=(("995.00", -9),), paid=(4, 0, 12),
    ),
)  # fmt: skip

_SIGN = {"EUR": "€", "GBP": "£", "USD": "$"}


def _ordinary(company: Company, debtor: Debtor) -> None:
    c = company.customer(
        debtor.id, debtor.name, owner=debtor.owner, domain=debtor.domain, tier=debtor.tier, terms=debtor.terms,
        currency=debtor.money, entity="fennel-inc" if debtor.money == "USD" else "fennel", since=debtor.since,
    )  # fmt: skip
    person = c.contact(debtor.person)
    lines = [c.invoice(amount, late=late) for amount, late in debtor.owes]
    count, least, most = debtor.paid
    c.history(count, debtor.owes[0][0], late=(least, most))
    c.contract(renews=f"2027{debtor.since[4:]}")
    oldest, first_name = lines[0], debtor.person.split()[0]
    asked = None
    if debtor.reminded:
        asked = c.we_write(
            person, f"{debtor.reminded} 09:25", "Reminder: invoice {inv}",
            f"Hello {first_name},\n\ninvoice {{inv}} over {_SIGN[debtor.money]}{oldest.amount:,} was due on "
            f"{oldest.due.day} {oldest.due:%B}. Could you see that it is paid?\n\nKind "
            f"regards\n{debtor.owner.split()[0]}",
            by=debtor.owner, inv=oldest,
        )  # fmt: skip
    at, words = debtor.wrote
    if words:
        subject = "Re: Reminder: invoice {inv}" if asked else "Invoice {inv}"
        c.writes(person, at, subject, words, answers=asked, quotes=asked is not None, inv=oldest)
    if debtor.ticket:
        c.ticket(debtor.ticket, opened="2026-05-05")
    if debtor.pays:
        _pays_what_is_due(lines, debtor.pays)


def _pays_what_is_due(lines: list[Invoice], on: str) -> None:
    for line in lines:
        if line.due.isoformat() <= on:
            line.customer.pays(line, on=on)
