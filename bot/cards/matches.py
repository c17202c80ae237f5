"""What a look-up answers where it cannot answer with one record: several, none, no rights, or how to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot import wording
from bot.cards.blocks import header, rich, small, table
from bot.cards.drawing import Drawing
from bot.cards.limits import check
from bot.cards.names import count
from bot.cards.text import bullets, line, own, safe, theirs, top_text
from models.controls import Command
from models.ledger import Account
from models.money import Money

#: Matches that are shown.
MATCHES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One of several records a question could mean."""

    #: What to type after the command to get exactly this one.
    query: str
    account_name: str
    invoice_number: str = ""
    open: Money | None = None
    #: Of an account: past due, one per currency.
    past_due: tuple[Money, ...] = ()


def several_matches(matches: Sequence[Match], command: Command = Command.INVOICE) -> Drawing:
    """Name each record the question could mean, with what to type after *command*; never pick the first."""
    title = f"{count(len(matches), 'record')} match. Which one?"
    rows = [_match(match, command) for match in matches[:MATCHES]]
    more = len(matches) - MATCHES
    amount = "Open" if any(match.invoice_number for match in matches) else "Past due"
    found = table(("Type", "Account", amount), ("left", "left", "right"), rows, wrapped=(0, 1))
    tail = f"and {more} more: type more of the name or number." if more > 0 else "Only you see this."
    return check(Drawing(blocks=[header(title), found, small(tail)], text=top_text(title)))


def _match(match: Match, command: Command) -> tuple[str, str, str]:
    amounts = match.past_due or ((match.open,) if match.open else ())
    shown = ", ".join(map(wording.amount, amounts)) or ("–" if match.invoice_number else "nothing")
    is_told = match.query.split()[:1] == [match.invoice_number]
    number = "" if is_told or match.invoice_number in ("", match.query) else f", {safe(match.invoice_number, 40)}"
    return f"{command} {safe(match.query, 60)}", f"{safe(match.account_name, 60)}{number}", shown


def usage(number: str = "", account: Account | None = None) -> Drawing:
    """What can be asked, with an example of the person's own accounts where they have one."""
    said = "Type an invoice number or a part of an account's name"
    top = f"{said}: /invoice {safe(number, 40)}" if number else f"{said} after /invoice"
    ways = [("an invoice, with everything known about it", number)]
    if account is not None:
        ways += [
            ("an account, by its number or a part of its name", account.id),
            ("the invoice of that account, where two customers have the same number", f"{number} {account.id}"),
        ]
    lines = [line(own(f"/invoice {safe(asked, 80)}", bold=True), own(f": {what}")) for what, asked in ways if asked]
    parts = [line(own(top)), *([bullets(*lines)] if lines else []), line(own("Only you see the answer."))]
    return check(Drawing(blocks=[rich(*parts)], text=top_text(top)))


def nothing_found(text: str, what: str = "invoice or account") -> Drawing:
    """There is none, or it is not theirs to see: the same answer, so that it tells nothing."""
    if not text.strip():
        return usage()
    told = f"No {what} that you may see matches"
    parts = line(own(f"{told} “"), theirs(text, 80), own("”. Check the number, or type the account's name."))
    return check(Drawing(blocks=[rich(parts)], text=top_text(f"{told} “{safe(text, 60)}”")))


def no_rights() -> Drawing:
    """They may not ask at all; says nothing about any record."""
    told = "You may not look up invoices here. Ask a finance lead to add you to the policy."
    return check(Drawing(blocks=[rich(line(own(told)))], text=top_text(told)))
