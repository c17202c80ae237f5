"""Promises: live, kept, kept in part, moved, broken; those nobody wrote down; and the words that are no promise."""

from __future__ import annotations

from tools.demo_company.world import MARCO, OLIVE, PRIYA, TOMAS, Company


def tell(company: Company) -> None:
    """Every customer of this chapter, C-1301 to C-1314."""
    kept_a_day_early(company)
    breaks_before_our_eyes(company)
    broken_in_april(company)
    kept_in_part(company)
    kept_and_quiet(company)
    promised_only_in_a_mail(company)
    hopefully_in_the_next_run(company)
    promised_one_of_two(company)
    always_forty_days_late(company)
    reminded_three_working_days_ago(company)
    away_until_the_eighteenth(company)
    moved_before_it_was_due(company)
    the_check_is_in_the_mail(company)
    promised_twice_and_broken_twice(company)


def kept_a_day_early(company: Company) -> None:
    """The promise runs to 14 May; the money is there on the 13th."""
    c = company.customer(
        "C-1301", "Ballinrea Cold Store Ltd", owner=OLIVE, domain="ballinreacold.example", since="2020-10-12"
    )
    noreen = c.contact(
        "Noreen Hanlon", client="outlook", signature="Noreen Hanlon\nAccounts Office\nBallinrea Cold Store Ltd"
    )
    c.contact("Padraig Lacey", "managing director", client="phone")
    quarter = c.invoice("7350.00", due="2026-04-20")
    c.invoice("1150.00", due="2026-05-29")
    c.history(6, "7350.00", late=(1, 9))
    c.contract(renews="2026-10-12", note="Scheduling, two sites. Quarterly in advance.")
    reminder = c.we_write(
        noreen, "2026-04-24 10:05", "Reminder: invoice {inv}",
        "Hello Noreen,\n\ninvoice {inv} over €7,350.00 was due on 20 April and is still open here. Could you have a "
        "look where it is?\n\nKind regards\nFennel Systems, Accounts",
        inv=quarter,
    )  # fmt: skip
    promise = c.writes(
        noreen, "2026-04-28 11:32", "RE: Reminder: invoice {inv}",
        "Hiya,\n\nSorry about this one, it was sat waiting on a signature. Padraig only signs on a Thursday and he was "
        "at the trade fair last week. {inv} is down for the run on Thursday 14th May, you'll have the money that day "
        "at the latest.",
        answers=reminder, quotes=True, inv=quarter,
    )  # fmt: skip
    c.we_write(
        noreen, "2026-04-28 12:10", "RE: Reminder: invoice {inv}",
        "Hello Noreen,\n\nthank you, 14 May is noted.\n\nOlive", by=OLIVE, answers=promise, inv=quarter,
    )  # fmt: skip
    c.promise(
        pay_by="2026-05-14", said_by=noreen, invoices=(quarter,),
        words="down for the run on Thursday 14th May, you'll have the money that day at the latest",
    )  # fmt: skip
    c.pays(quarter, on="2026-05-13")
    c.story(
        "live promise", "They promised to pay on 14 May, and the CRM knows.",
        card="row in the list", gates=("promise_live",),
        words=("7,350.00",),
        shows="a row in the list until the day has passed",
    )  # fmt: skip
    c.story(
        "kept promise, early", "The promised money comes a day early.",
        on="2026-05-14", card="no packet", shows="the row leaves the list",
    )  # fmt: skip


def breaks_before_our_eyes(company: Company) -> None:
    """12 May was a promise; two working days of grace later the account is back."""
    c = company.customer(
        "C-1302", "Tarrant & Bligh Signs Ltd", owner=MARCO, domain="tarrantbligh.example", tier="small",
        currency="GBP", since="2023-03-06",
    )  # fmt: skip
    gavin = c.contact("Gavin Bligh", "director", client="phone")
    sign = c.invoice("3960.00", due="2026-04-20")
    c.history(4, "3960.00", late=(5, 21))
    c.contract(renews="2027-03-06", note="Job board for the print floor, 12 seats.")
    asked = c.we_write(
        gavin, "2026-04-29 09:40", "Invoice {inv}, due 20 April",
        "Dear Gavin,\n\nis there anything you need from us for invoice {inv} over £3,960.00? It has been overdue since "
        "20 April.\n\nBest wishes\nMarco", by=MARCO, inv=sign,
    )  # fmt: skip
    c.writes(
        gavin, "2026-04-30 18:57", "Re: Invoice {inv}, due 20 April",
        "marco\n\nfair cop. youll have it tuesday 12 may, my word on it.\n\ng",
        answers=asked, quotes=True, inv=sign,
    )  # fmt: skip
    c.promise(pay_by="2026-05-12", said_by=gavin, invoices=(sign,), words="youll have it tuesday 12 may, my word on it")
    c.writes(
        gavin, "2026-05-18 21:44", "Re: Invoice {inv}, due 20 April",
        "i know i know. one of those weeks, van off the road and two fitters out sick. ring me tomorrow after 10 will "
        "you",
        answers=asked, inv=sign,
    )  # fmt: skip
    c.story(
        "promise about to fall due", "12 May is promised; on the 11th nobody has to do anything.",
        card="row in the list", gates=("promise_live",), words=("3,960.00",),
        shows="no card; a row in the list until the grace is over",
    )  # fmt: skip
    c.story(
        "broken promise", "12 May and the two working days after it have passed without money.",
        on="2026-05-15", card="routine · account owner", words=("3,960.00", "my word on it"),
        shows="a card with the words of the promise, and an ordinary draft, not a sterner one",
        later="the card saying in so many words that a promise was broken, and on which day",
    )  # fmt: skip
    c.story(
        "broken promise, and an excuse", "He writes late in the evening and names no new day.",
        on="2026-05-20", card="routine · account owner", gates=("unread_message",), words=("van off the road",),
        shows="the message in full above the draft",
    )  # fmt: skip


def broken_in_april(company: Company) -> None:
    """Promised for 24 April, never paid, never mentioned again."""
    c = company.customer("C-1303", "Carnsore Marine Coatings Ltd", owner=PRIYA, domain="carnsorecoatings.example")
    fintan = c.contact(
        "Fintan Roe", client="outlook", signature="Fintan Roe\nAccounts Payable | Carnsore Marine Coatings Ltd"
    )
    coat = c.invoice("5480.00", due="2026-03-27")
    c.invoice("920.00", due="2026-06-05")
    c.history(5, "5480.00", late=(0, 12))
    c.contract(renews="2026-11-30")
    reminder = c.we_write(
        fintan, "2026-04-09 10:15", "Payment reminder {inv}",
        "Hello Fintan,\n\nour invoice {inv} over €5,480.00 was due on 27 March. Could you tell us when we may expect "
        "the payment?\n\nKind regards\nFennel Systems, Accounts", inv=coat,
    )  # fmt: skip
    c.writes(
        fintan, "2026-04-14 09:02", "RE: Payment reminder {inv}",
        "Morning,\n\n{inv} approved and scheduled, value date 24/04.\n\nRegards",
        answers=reminder, quotes=True, inv=coat,
    )  # fmt: skip
    c.promise(pay_by="2026-04-24", said_by=fintan, invoices=(coat,), words="approved and scheduled, value date 24/04")
    c.story(
        "promise broken in April", "24 April was promised; nothing came and nobody has asked since.",
        card="routine · account owner", words=("5,480.00", "value date 24/04"),
        shows="a second reminder, with the promise among the last exchanges",
        later="the card saying in so many words that a promise was broken, and on which day",
    )  # fmt: skip


def kept_in_part(company: Company) -> None:
    """Both invoices were promised for 6 May; one of them came."""
    c = company.customer(
        "C-1304", "Merriden Hospitality Group Ltd", owner=TOMAS, domain="merriden.example", currency="GBP",
        since="2021-01-18",
    )  # fmt: skip
    sunita = c.contact(
        "Sunita Rahal", "accounts payable", client="outlook",
        signature="Sunita Rahal ACMA\nGroup Financial Controller\nMerriden Hospitality Group",
    )  # fmt: skip
    hotels = c.invoice("6800.00", due="2026-04-07")
    kitchens = c.invoice("4150.00", due="2026-04-21")
    c.history(6, "6800.00", late=(-1, 14))
    c.contract(renews="2026-12-18", note="Eleven houses, billed per cost centre.")
    statement = c.we_write(
        sunita, "2026-04-23 15:20", "Invoices {a} and {b}",
        "Dear Sunita,\n\ninvoices {a} (£6,800.00) and {b} (£4,150.00) are overdue. When will they be paid?\n\n"
        "Kind regards\nFennel Systems, Accounts", a=hotels, b=kitchens,
    )  # fmt: skip
    c.writes(
        sunita, "2026-04-27 17:48", "RE: Invoices {a} and {b}",
        "Dear all,\n\nOccupancy was soft over the winter but Easter helped. We can clear both, £10,950.00 in total, by "
        "Wednesday 6 May.\n\nKind regards", answers=statement, quotes=True, a=hotels, b=kitchens,
    )  # fmt: skip
    c.promise(
        pay_by="2026-05-06", said_by=sunita, invoices=(hotels, kitchens), amount="10950.00",
        words="We can clear both, £10,950.00 in total, by Wednesday 6 May.",
    )  # fmt: skip
    c.pays(hotels, on="2026-05-06")
    c.pays(kitchens, on="2026-05-20")
    c.story(
        "promise kept in part", "£10,950.00 was promised for 6 May; £6,800.00 of it came that day.",
        card="routine · account owner", words=("4,150.00", "We can clear both"),
        shows="a card for the part that is missing, and nothing about what was paid",
        later="the promise shown as kept in part, with what came and what did not",
    )  # fmt: skip
    c.story(
        "the rest of a promise, late", "The missing part comes two weeks later.",
        on="2026-05-21", card="no packet", shows="the card is settled by itself",
    )  # fmt: skip


def kept_and_quiet(company: Company) -> None:
    """A promise kept to the day; nothing is past due, so nobody hears of them."""
    c = company.customer(
        "C-1305", "Osprey Fell Outdoor Ltd", owner=OLIVE, domain="ospreyfell.example", tier="small", currency="GBP",
        since="2022-04-25",
    )  # fmt: skip
    hamish = c.contact("Hamish Orde", "owner", client="apple")
    spring = c.invoice("2140.00", due="2026-04-10")
    c.invoice("390.00", due="2026-06-09")
    c.history(5, "2140.00", late=(0, 6))
    c.contract(renews="2027-04-25")
    c.writes(
        hamish, "2026-04-17 07:55", "the {inv} one",
        "Morning folks,\nseason starts Easter so the till is only filling now. {inv} will be paid on the 30th, without "
        "fail.\nHamish", inv=spring,
    )  # fmt: skip
    c.promise(pay_by="2026-04-30", said_by=hamish, invoices=(spring,), words="will be paid on the 30th, without fail")
    c.pays(spring, on="2026-04-30")
    c.story(
        "kept promise", "What was promised for 30 April came on 30 April; nothing else is past due.",
        card="no packet", shows="nothing at all",
    )  # fmt: skip


def promised_only_in_a_mail(company: Company) -> None:
    """A day is named in the inbox and nowhere else."""
    c = company.customer("C-1306", "Gullbranna Plast AB", owner=MARCO, domain="gullbranna.example", since="2021-08-30")
    elin = c.contact(
        "Elin Wahlman", client="outlook", signature="Med vänlig hälsning / Best regards\nElin Wahlman\nEkonomi"
    )
    moulds = c.invoice("4890.00", due="2026-04-16")
    c.history(6, "4890.00", late=(-3, 4))
    c.contract(renews="2026-09-30", note="Machine data, one plant.")
    reminder = c.we_write(
        elin, "2026-04-27 13:30", "Reminder {inv}",
        "Dear Elin,\n\ninvoice {inv} over €4,890.00 has been due since 16 April. May we ask you to check?\n\n"
        "Kind regards\nFennel Systems, Accounts", inv=moulds,
    )  # fmt: skip
    c.writes(
        elin, "2026-05-07 10:21", "SV: Reminder {inv}",
        "Hello,\n\nit was left with my colleague who is in parental leave now, I found it today. We'll pay on Friday "
        "15 May.",
        answers=reminder, quotes=True, inv=moulds,
    )  # fmt: skip
    c.pays(moulds, on="2026-05-15")
    c.story(
        "promise only in a mail", "A day is promised in the inbox; the CRM has no promise.",
        card="routine · account owner", gates=("unread_message",), words=("We'll pay on Friday 15 May.", "4,890.00"),
        shows="their message in full, unread, with the day it names",
        later="the promise read from the mail and offered to the owner as one press",
    )  # fmt: skip
    c.story(
        "promise only in a mail, kept", "The money comes on the day named.",
        on="2026-05-18", card="no packet", shows="the card is settled by itself",
    )  # fmt: skip


def hopefully_in_the_next_run(company: Company) -> None:
    """No day and a "hopefully": that is no promise, and nothing waits for it."""
    c = company.customer(
        "C-1307", "Brackenford Dental Supplies Ltd", owner=PRIYA, domain="brackenford.example", tier="small",
        currency="GBP", since="2024-02-05",
    )  # fmt: skip
    kirsty = c.contact("Kirsty Amble", "accounts payable", client="gmail")
    chairs = c.invoice("1675.00", due="2026-04-14")
    c.history(4, "1675.00", late=(2, 16))
    c.contract(renews="2027-02-05")
    reminder = c.we_write(
        kirsty, "2026-04-24 11:00", "Invoice {inv}: reminder",
        "Hi Kirsty,\n\njust checking that invoice {inv} (£1,675.00, due 14 April) has reached you.\n\nThanks\nPriya",
        by=PRIYA, inv=chairs,
    )  # fmt: skip
    c.writes(
        kirsty, "2026-04-29 16:40", "Re: Invoice {inv}: reminder",
        "Hi Priya, yep got it x. Should be in the next run, hopefully - depends when Tony's back in to press the "
        "button. Thx, Kirsty", answers=reminder, quotes=True, inv=chairs,
    )  # fmt: skip
    c.story(
        "hedged, no promise", "“Should be in the next run, hopefully”: no day, no promise.",
        card="routine · account owner", words=("Should be in the next run, hopefully", "1,675.00"),
        shows="an ordinary second reminder; no promise is read into it",
    )  # fmt: skip


def promised_one_of_two(company: Company) -> None:
    """One invoice is promised and left alone; the other is asked for."""
    c = company.customer(
        "C-1308", "Pinyon Ridge Bottling Co", owner=TOMAS, domain="pinyonridge.example", currency="USD",
        entity="fennel-inc", since="2021-11-15",
    )  # fmt: skip
    darlene = c.contact(
        "Darlene Yoakum", client="outlook", signature="Darlene Yoakum\nSr. AP Coordinator\nPinyon Ridge Bottling Co."
    )
    line = c.invoice("8925.00", due="2026-04-15", po="PR-20871")
    training = c.invoice("2310.00", due="2026-04-22", po="PR-20915")
    c.history(5, "8925.00", late=(-2, 8))
    c.contract(renews="2026-11-15", note="Two bottling lines; training billed as used.")
    reminder = c.we_write(
        darlene, "2026-04-28 15:00", "Past due: {a} and {b}",
        "Hi Darlene,\n\nwe still show {a} ($8,925.00) and {b} ($2,310.00) as past due. Could you let us know the "
        "status of both?\n\nThanks\nFennel Systems, Accounts", a=line, b=training,
    )  # fmt: skip
    c.writes(
        darlene, "2026-04-30 19:12", "RE: Past due: {a} and {b}",
        "Hi there,\n\n{a} is fully approved and goes out with our Thursday 5/14 ACH batch. Still hunting for whoever "
        "can release {b} — it was coded to a manager who moved to the Reno plant.\n\nThanks for your patience,",
        answers=reminder, quotes=True, a=line, b=training,
    )  # fmt: skip
    c.promise(
        pay_by="2026-05-14", said_by=darlene, invoices=(line,),
        words="fully approved and goes out with our Thursday 5/14 ACH batch",
    )  # fmt: skip
    c.pays(line, on="2026-05-14")
    c.story(
        "promise for one of two", "One invoice is promised for 14 May, nobody has said a word about the other.",
        card="routine · account owner", words=("2,310.00", "promised for"),
        shows="a draft for $2,310.00 only; the promised invoice stands under “Left out”",
    )  # fmt: skip


def always_forty_days_late(company: Company) -> None:
    """Never on time in two years, and never a penny missing."""
    c = company.customer(
        "C-1309", "Holloway Grange Builders Merchants Ltd", owner=OLIVE, domain="hollowaygrange.example",
        currency="GBP", since="2019-05-20",
    )  # fmt: skip
    derek = c.contact("Derek Maddocks", "accounts payable", client="plain")
    yard = c.invoice("3225.00", due="2026-04-09")
    c.history(8, "3225.00", late=(36, 44))
    c.contract(renews="2027-05-20")
    ours = c.we_write(
        derek, "2026-04-21 09:30", "Friendly reminder {inv}",
        "Dear Derek,\n\na friendly reminder of invoice {inv} over £3,225.00, due 9 April.\n\nBest wishes\nOlive",
        by=OLIVE, inv=yard,
    )  # fmt: skip
    c.writes(
        derek, "2026-04-22 08:05", "Re: Friendly reminder {inv}",
        "You know us Olive. It'll come when it comes.\nD Maddocks", answers=ours, quotes=True, inv=yard,
    )  # fmt: skip
    c.pays(yard, on="2026-05-19")
    c.story(
        "always late, always pays", "Eight invoices of eight came about forty days late, all in full.",
        card="routine · account owner", words=("past due, 0 % on time", "3,225.00"),
        shows="the history beside the draft, so that 32 days worry nobody",
        later="the day they will probably pay, computed from their own history",
    )  # fmt: skip


def reminded_three_working_days_ago(company: Company) -> None:
    """We wrote on Wednesday; the next word of ours has to wait until this Wednesday."""
    c = company.customer(
        "C-1310", "Wexcombe Scaffolding Ltd", owner=MARCO, domain="wexcombe.example", currency="GBP", since="2022-09-12"
    )
    lorna = c.contact("Lorna Pike", client="outlook")
    poles = c.invoice("2860.00", due="2026-04-23")
    c.history(5, "2860.00", late=(0, 10))
    c.contract(renews="2026-09-12")
    c.we_write(
        lorna, "2026-05-06 14:25", "Invoice {inv}, due 23 April",
        "Hello Lorna,\n\ninvoice {inv} over £2,860.00 was due on 23 April. Could you see that it goes into your next "
        "payment run?\n\nMany thanks\nMarco", by=MARCO, inv=poles,
    )  # fmt: skip
    c.story(
        "contact cap", "We reminded them three working days ago.",
        card="row in the list", gates=("contact_cap",), words=("2,860.00",),
        shows="no card; the list says that we have just written",
    )  # fmt: skip
    c.story(
        "contact cap over", "Five working days have passed and they have not answered.",
        on="2026-05-13", card="routine · account owner", words=("2,860.00",), shows="a second reminder",
    )  # fmt: skip


def away_until_the_eighteenth(company: Company) -> None:
    """The mailbox answers a reminder by itself; that is no answer, and nobody should have to read it."""
    c = company.customer(
        "C-1311", "Alderholt Clinics Ltd", owner=PRIYA, domain="alderholtclinics.example", currency="GBP",
        since="2020-02-17",
    )  # fmt: skip
    imogen = c.contact("Imogen Tull", client="outlook")
    rooms = c.invoice("5120.00", due="2026-04-17")
    c.history(6, "5120.00", late=(-2, 5))
    c.contract(renews="2027-02-17", note="Room scheduling, four clinics.")
    reminder = c.we_write(
        imogen, "2026-05-05 10:40", "Reminder: {inv}",
        "Dear Imogen,\n\nour invoice {inv} over £5,120.00 was due on 17 April. Is there anything you are missing?\n\n"
        "Kind regards\nFennel Systems, Accounts", inv=rooms,
    )  # fmt: skip
    c.writes(
        imogen, "2026-05-05 10:41", "Automatic reply: Reminder: {inv}",
        "Thank you for your message. I am on annual leave and will be back at my desk on Monday 18 May. Messages are "
        "not being forwarded. I will deal with anything urgent on my return.", answers=reminder, automatic="auto_reply",
        inv=rooms,
    )  # fmt: skip
    c.story(
        "out of office", "An automatic reply names the day she is back: 18 May.",
        card="row in the list", gates=("contact_cap",),
        words=("5,120.00",),
        shows="a row in the list till the cap ends: an automatic reply asks nothing of anybody",
    )  # fmt: skip
    c.story(
        "out of office, cap over", "We may write again, but there is nobody there until the 18th.",
        on="2026-05-12", card="routine · account owner", words=("18 May",),
        shows="a routine card, with the day she is back in her own words",
        later="a card that waits for the day she is back, or says so above the draft",
    )  # fmt: skip


def moved_before_it_was_due(company: Company) -> None:
    """They ask for a later day before the first one has passed, and we say yes."""
    c = company.customer("C-1312", "Torskholm Seafood AS", owner=TOMAS, domain="torskholm.example", since="2023-01-09")
    ingunn = c.contact("Ingunn Hestnes", client="apple", signature="Ingunn Hestnes\nDaglig leder\nTorskholm Seafood AS")
    boats = c.invoice("9240.00", due="2026-04-13")
    c.history(4, "9240.00", late=(-1, 6))
    c.contract(renews="2027-01-09")
    first = c.writes(
        ingunn, "2026-04-23 14:50", "{inv}",
        "Hei,\n\nI have your invoice {inv} on the desk. We pay it Friday 8 May when the landing is settled.", inv=boats,
    )  # fmt: skip
    c.we_write(
        ingunn, "2026-04-24 09:15", "Re: {inv}", "Hello Ingunn,\n\nthank you, noted.\n\nTomás", by=TOMAS, answers=first,
        inv=boats,
    )  # fmt: skip
    asks = c.writes(
        ingunn, "2026-05-06 08:30", "Re: {inv}",
        "Good morning Tomás,\n\nour bank wants two signatures for this size since April, and the second one belongs to "
        "our chairman, who is at sea, and I mean that literally. Can we say Wednesday 20 May?",
        answers=first, inv=boats,
    )  # fmt: skip
    c.we_write(
        ingunn, "2026-05-06 14:10", "Re: {inv}",
        "Hello Ingunn,\n\nthank you for telling us before the day. 20 May it is. Calm seas to him.\n\nTomás",
        by=TOMAS, answers=asks, inv=boats,
    )  # fmt: skip
    c.promise(pay_by="2026-05-08", said_by=ingunn, invoices=(boats,), words="We pay it Friday 8 May")
    c.promise(pay_by="2026-05-20", said_by=ingunn, invoices=(boats,), words="Can we say Wednesday 20 May?")
    c.pays(boats, on="2026-05-20")
    c.story(
        "promise moved in time", "8 May became 20 May, asked for and agreed before the 8th.",
        card="row in the list", gates=("promise_live", "contact_cap"), words=("20 May",),
        shows="one live promise with the newer day; the older one is not called broken",
    )  # fmt: skip
    c.story(
        "moved promise, kept", "The money comes on the day that was agreed.",
        on="2026-05-21", card="no packet", shows="the row leaves the list",
    )  # fmt: skip


def the_check_is_in_the_mail(company: Company) -> None:
    """Promised on the phone: the CRM is the only record."""
    c = company.customer(
        "C-1313", "Juniper Flats Veterinary Inc", owner=MARCO, domain="juniperflatsvet.example", tier="small",
        currency="USD", entity="fennel-inc", since="2023-06-19",
    )  # fmt: skip
    rosalie = c.contact("Rosalie Whitcomb", "office manager", client="gmail")
    spring = c.invoice("1890.00", due="2026-04-24")
    c.history(4, "1890.00", late=(3, 15))
    c.contract(renews="2027-06-19")
    c.promise(
        pay_by="2026-05-20", said_by=rosalie, invoices=(spring,),
        words="On the phone to Marco: the check goes in Friday's mail, you will have it by the 20th.",
    )  # fmt: skip
    c.pays(spring, on="2026-05-19")
    c.story(
        "promise on the phone", "Only the CRM knows of it; not a word in the inbox.",
        card="row in the list", gates=("promise_live",), words=("1,890.00",),
        shows="no card while the check travels",
    )  # fmt: skip
    c.story(
        "promise on the phone, kept", "The check is posted on 19 May.",
        on="2026-05-20", card="no packet", shows="the row leaves the list",
    )  # fmt: skip


def promised_twice_and_broken_twice(company: Company) -> None:
    """Two promises, two excuses, no money."""
    c = company.customer(
        "C-1314", "Strandgate Leisure Ltd", owner=PRIYA, domain="strandgate.example", since="2022-07-04"
    )
    colm = c.contact("Colm Devitt", "general manager", client="phone")
    pools = c.invoice("6125.00", due="2026-03-09")
    c.invoice("6125.00", due="2026-06-08")
    c.history(5, "6125.00", late=(6, 25))
    c.contract(renews="2027-07-04", note="Court and pool booking.")
    first = c.we_write(
        colm, "2026-03-18 10:00", "Reminder: invoice {inv}",
        "Hello Colm,\n\ninvoice {inv} over €6,125.00 was due on 9 March. When may we expect it?\n\nKind regards\n"
        "Fennel Systems, Accounts", inv=pools,
    )  # fmt: skip
    c.writes(
        colm, "2026-03-24 22:13", "Re: Reminder: invoice {inv}",
        "Apologies, heater went in the big pool. You'll be paid on the 31st. Colm", answers=first, inv=pools,
    )  # fmt: skip
    second = c.we_write(
        colm, "2026-04-08 09:20", "Re: Reminder: invoice {inv}",
        "Hello Colm,\n\nthe 31st has passed and €6,125.00 for {inv} are still outstanding. Could you look into it?\n\n"
        "Kind regards\nPriya", by=PRIYA, answers=first, inv=pools,
    )  # fmt: skip
    c.writes(
        colm, "2026-04-13 23:40", "Re: Reminder: invoice {inv}",
        "Priya, mortified. It never left the outbox of the bank thing. Doing it Friday the 17th, definitely this time. "
        "Colm", answers=second, quotes=True, inv=pools,
    )  # fmt: skip
    c.promise(pay_by="2026-03-31", said_by=colm, invoices=(pools,), words="You'll be paid on the 31st.")
    c.promise(
        pay_by="2026-04-17", said_by=colm, invoices=(pools,), words="Doing it Friday the 17th, definitely this time."
    )
    c.story(
        "two broken promises", "Promised for 31 March and for 17 April; nothing came on either day.",
        card="routine · account owner", words=("6,125.00", "definitely this time", "Late because: ", "promise broken"),
        shows="a third message, firm but civil, with both promises among the last exchanges; it is the last one the "
        "policy allows, and leadership chooses what comes after it",
    )  # fmt: skip
