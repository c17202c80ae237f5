"""docs/demo-company.md: every situation by name, with the card the copilot really produced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.stages.aging_summary import summarise
from models.gate import GateEffect
from tools.demo_company.calendar import BANK_SILENT_ON, GO_LIVE, MORNINGS, OPENING
from tools.demo_company.check import Morning, card_of
from tools.demo_company.world import Company, Story

_HEAD = """\
# The demo company

<!-- Written by `make company` from tools/demo_company; a test holds it to the exports and to the cards. -->

Fennel Systems is an invented software firm of 90 people: two billing entities (Fennel Systems Ltd in Dublin, Fennel
Systems Inc in Boston), three currencies, {customers} customers and {invoices:,} invoices, of which {open_} are open on
Monday {opening}. It went live with the copilot on {go_live}. Everything and everybody here is made up.

**People.** Account owners: Olive Byrne, Marco Vidal, Priya Nair, Tomás Rivera. Customer success: Carla Nunes. AR
specialist: Arjun Rao. Finance leads: Freya Lindqvist, Finn Doyle. Legal: Lena Okafor. Controller: Nora Beck. Guest:
Gwen Hale. Dana Whitlock left in April and still owns accounts in the CRM.

**Files.** `bot/demo/company/start` is the export folder of the first morning; each folder in `bot/demo/company/days`
is what a later morning brings, laid over it: the ERP's open items (XLSX), settled items, the bank's payments, credit
notes, accounts, contacts, promises, what we owe, tickets, contracts, the mailbox (`.eml`), and the invoices'
PDFs. `config/sources.toml` reads them.

On the first morning {late} accounts are past due; {routine} of them ({share} %) are routine and decided with one press.
"""

#: What users of other tools asked for (field notes, section 3), and an account on which it can be seen.
_ASKED_FOR = (
    ("Q1", "one message about all invoices, not one each", ("C-1123",)),
    ("Q4", "no reminder on the due date itself", ("C-1128",)),
    ("Q7, Q10", "credits are shown, and never swallowed", ("C-1017", "C-1113")),
    ("Q8", "each currency ages on its own", ("C-1122",)),
    ("Q12", "a part-paid invoice stays, with what is left", ("C-1304", "C-1064")),
    ("Q13", "a live promise pauses, a broken one comes back", ("C-1059", "C-1301", "C-1302")),
    ("Q14", "not one tone for everyone", ("C-1023", "C-1030")),
    ("Q15", "a disputed line leaves, the rest stays", ("C-1053",)),
    ("Q17", "no second reminder right after the first", ("C-1310",)),
    ("Q21", "paying some invoices shifts nothing else", ("C-1405",)),
    ("Q36", "working days count where people work", ("C-1403",)),
    ("Q38", "which addresses bounced, who has left", ("C-1101", "C-1109", "C-1110")),
    ("Q39", "the right person, without touching the billing contact", ("C-1011",)),
    ("Q47", "high-touch customers are led by people", ("C-1048", "C-1201")),
)


def page(company: Company, lived: Sequence[Morning]) -> str:
    """The page; *company* is the whole one, *lived* are its mornings in order."""
    first = lived[0]
    live = [record for records in first.packets.values() for record, _ in records]
    routine = [record for record in live if card_of(record) == "routine · account owner"]
    late, plain = len(first.packets), len({record.packet.account.id for record in routine})
    head = _HEAD.format(
        customers=len(company.customers),
        invoices=len(company.invoices),
        open_=sum(one.exported <= OPENING and one.residual(OPENING) > 0 for one in company.invoices),
        opening=OPENING,
        go_live=GO_LIVE,
        late=late,
        routine=plain,
        share=round(100 * plain / late),
    )
    now = [story for story in company.stories if not story.later]
    then = [story for story in company.stories if story.later]
    parts = (
        head,
        _money(first),
        "## Situations\n",
        "The card is what the copilot produces before anybody presses anything; without a day, on the first morning.\n",
        *_table(
            ("situation", "account", "what is behind it", "card", "what it shows"),
            ((*_row(stories), _lines(story.shows for story in stories)) for stories in _situations(now)),
        ),
        "\n## What users of other tools asked for\n",
        *_table(("", "asked for", "to be seen at"), (_asked_for(company, *row) for row in _ASKED_FOR)),
        "\n## Situations whose rule is still to come\n",
        "They are in the exports already; the card is what the copilot does with them today.\n",
        *_table(
            ("situation", "account", "what is behind it", "card today", "what will show it"),
            ((*_row(stories), _lines(story.later for story in stories)) for stories in _situations(then)),
        ),
        "\n## What each morning brings\n",
        *_table(
            ("morning", "accounts past due", "new cards and rows", "gone", "mails in", "payments"),
            _days(company, lived),
        ),
        f"\nThe bank's file does not come on {BANK_SILENT_ON}: every list of that morning says so at its top, and no "
        "card has an Approve. The next morning brings two days of it.",
    )
    return "\n".join(parts) + "\n"


def _money(first: Morning) -> str:
    rows = [
        (
            one.entity,
            one.currency,
            f"{one.open.amount} ({one.open.count})",
            str(one.not_due.amount),
            *(str(tally.amount) for _, tally in one.buckets[-4:]),
            str(one.unapplied),
            str(one.outstanding),
        )
        for one in summarise(first.ledger, OPENING)
    ]
    labels = [label for label, _ in summarise(first.ledger, OPENING)[0].buckets[-4:]]
    return (
        "\n".join(_table(("entity", "currency", "open", "not yet due", *labels, "unapplied", "net outstanding"), rows))
        + "\n"
    )


def _situations(stories: Iterable[Story]) -> list[list[Story]]:
    """The stories of one account under one name together, in the order of their mornings."""
    grouped: dict[tuple[str, str], list[Story]] = {}
    for story in sorted(stories, key=lambda one: (one.name.casefold(), one.customer.id, one.on)):
        grouped.setdefault((story.name, story.customer.id), []).append(story)
    return list(grouped.values())


def _row(stories: Sequence[Story]) -> tuple[str, ...]:
    first = stories[0]
    return (
        f"**{first.name}**",
        f"{first.customer.id} {first.customer.name}",
        _lines(story.situation for story in stories),
        _lines(story.card if story.on == OPENING else f"{story.on:%d %B}: {story.card}" for story in stories),
    )


def _lines(parts: Iterable[str]) -> str:
    return "<br>".join(dict.fromkeys(parts))


def _asked_for(company: Company, where: str, what: str, ids: Sequence[str]) -> tuple[str, str, str]:
    named = {story.customer.id: story.customer.name for story in company.stories}
    return where, what, ", ".join(f"{one} {named[one]}" for one in ids)


def _days(company: Company, lived: Sequence[Morning]) -> Iterable[tuple[str, ...]]:
    before: set[str] = set()
    mails = Counter(morning for morning in MORNINGS for mail in company.mails_of(morning) if mail.direction == "in")
    paid = Counter(payment.exported for payment in company.payments)
    for morning in lived:
        now = {
            record.id
            for records in morning.packets.values()
            for record, _ in records
            if not record.packet.gated(GateEffect.NO_PACKET)
        }
        counts = (len(morning.packets), len(now - before), len(before - now))
        arrived = ("", "") if morning.day == OPENING else (str(mails[morning.day]), str(paid[morning.day]))
        yield (f"{morning.day:%A %d %B}", *map(str, counts), *arrived)
        before = now


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [
        f"| {' | '.join(header)} |",
        f"|{'---|' * len(header)}",
        *(f"| {' | '.join(cell.replace('|', '∣') for cell in row)} |" for row in rows),
    ]
