"""The last days: what still comes in when most of the first morning has been worked off."""

from __future__ import annotations

from tools.demo_company.world import MARCO, OLIVE, PRIYA, TOMAS, Company


def asks_whether_our_bank_has_changed(company: Company) -> None:
    """Somebody else wrote to them in our name; they ask before they pay."""
    c = company.customer(
        "C-1601", "Draycott Lifts Ltd", owner=PRIYA, domain="draycottlifts.example", currency="GBP", since="2021-11-08"
    )
    yvonne = c.contact(
        "Yvonne Astley", client="outlook", signature="Yvonne Astley\nPurchase Ledger\nDraycott Lifts Ltd"
    )
    shafts = c.invoice("4380.00", due="2026-05-06")
    c.history(5, "4380.00", late=(-2, 6))
    c.contract(renews="2026-11-08")
    c.writes(
        yvonne,
        "2026-05-20 11:52",
        "Your bank details??",
        "Hello\n\nWe've had a letter with your logo on it giving a new sort code and account for {inv}. It's not on "
        "your usual paper and the phone number goes to a mobile. I'm not paying anything to anybody till one of you "
        "rings me on our main line.",
        inv=shafts,
    )
    c.story(
        "A letter about new bank details",
        "They received a forged letter in our name and ask for a call before paying.",
        card="executive review · account owner",
        gates=("unread_message",),
        on="2026-05-21",
        words=("£4,380.00",),
        shows="her mail, unread, and the sentence in which she holds the payment",
        later="a question about changed bank details is a warning of its own, to finance at once",
    )


def gives_a_day_at_last(company: Company) -> None:
    """After two weeks of silence a short answer from a phone, with a day."""
    c = company.customer("C-1602", "Taverna Lindgren AB", owner=TOMAS, domain="tavernalindgren.example", tier="small")
    oskar = c.contact("Oskar Lindgren", role="owner", client="phone", signature="/Oskar\nSkickat från min iPhone")
    evenings = c.invoice("1125.00", due="2026-04-30")
    c.history(4, "1125.00", late=(2, 11))
    c.contract(renews="2026-12-01")
    c.writes(
        oskar,
        "2026-05-20 23:14",
        "{inv}",
        "Hi, sorry, full house every evening since Easter. I pay {inv} on Monday 25 May, promise.",
        inv=evenings,
    )
    c.story(
        "A day given at last",
        "A restaurant owner promises a day late at night, from his phone.",
        card="routine · account owner",
        gates=("unread_message",),
        on="2026-05-21",
        words=("25 May",),
        shows="his sentence, unread; no Approve until somebody has looked",
        later="a promise in a mail is offered as a press, and pauses the invoice once somebody takes it",
    )
    c.pays(evenings, on="2026-05-21")
    c.story(
        "Paid before the day given",
        "He did not wait for Monday.",
        card="no packet",
        on="2026-05-22",
        shows="nothing: the money is there",
    )


def wants_the_hours_explained(company: Company) -> None:
    """A project lead goes through the invoice line by line on the last evening."""
    c = company.customer(
        "C-1603", "Aldous & Finch Surveyors LLP", owner=OLIVE, domain="aldousfinch.example", currency="GBP"
    )
    c.contact("Prudence Okello", client="outlook")
    lead = c.contact("Hamish Rennie", role="project lead", client="gmail", signature="Hamish")
    hours = c.invoice("6960.00", due="2026-05-08")
    c.history(6, "5200.00", late=(-3, 3))
    c.contract(renews="2027-01-15")
    c.writes(
        lead,
        "2026-05-21 18:37",
        "Invoice {inv} - hours",
        "Evening all,\n\nPrudence passed me {inv}. It has 58 hours of migration work on it and our own log of your "
        "people on site comes to 41. Could whoever kept the timesheets go through it with me? I'd rather sort it out "
        "than sit on it.",
        inv=hours,
    )
    c.story(
        "Hours that don't add up",
        "A project lead compares the hours billed with his own log, on the last evening.",
        card="executive review · account owner",
        gates=("suspicion", "unread_message"),
        on="2026-05-22",
        words=("58 hours",),
        shows="his sentence, to confirm or to reject; no draft",
    )


def thanks_for_the_patience(company: Company) -> None:
    """Nothing but a friendly line on the last evening; the money is on its way through their run."""
    c = company.customer("C-1604", "Boyne Valley Creamery DAC", owner=MARCO, domain="boynecreamery.example")
    aoife = c.contact("Aoife Tiernan", client="apple", signature="Aoife")
    vats = c.invoice("3310.00", due="2026-05-04")
    c.history(5, "3310.00", late=(4, 13))
    c.contract(renews="2026-10-19")
    c.writes(
        aoife,
        "2026-05-21 15:05",
        "{inv}",
        "Hi folks, {inv} is approved and with the bank approvers, no problem on it. Ye were very patient. Aoife",
        inv=vats,
    )
    c.story(
        "Approved, no day",
        "Approved inside, no day named: a good sign, and not a promise.",
        card="routine · account owner",
        gates=("unread_message",),
        on="2026-05-22",
        words=("€3,310.00",),
        shows="her line, unread, beside the draft",
    )


def tell(company: Company) -> None:
    """Everything of the last days."""
    asks_whether_our_bank_has_changed(company)
    gives_a_day_at_last(company)
    wants_the_hours_explained(company)
    thanks_for_the_patience(company)
