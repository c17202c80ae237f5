"""The files the business owns, the sources, the ways out and the database, as a morning needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.flows.audit_trail import verify
from bot.flows.check_setup import Requirement, Setup, green, grey, red
from bot.ports import LedgerSource
from bot.stages.age import open_items
from bot.stages.copies import one_each, same_copies
from bot.stages.gaps import gaps_of_sources, stale
from bot.stages.reconcile import reconcile
from models.attachment import Copy, NotAttached
from models.ledger import Ledger, RecordKind, SourceReport
from models.money import Money
from models.setup import SetupLine

_SOURCES_FIX = "Correct its table in sources.toml, or export it again; collections import says more."
_DATABASE_FIX = "Check DATABASE_URL, that the server runs, and that its user may create and write tables."


def _settings(setup: Setup) -> Iterator[SetupLine]:
    for name in setup.bad_settings:
        yield red("settings", f"{name} cannot be read", "Correct it in .env; its default is used here.")
    if setup.is_env_open:
        yield grey("settings", "others on this machine can read .env", "chmod 600 .env")
    if not setup.bad_settings:
        yield green("settings", "all can be read")


def _policy(setup: Setup) -> Iterator[SetupLine]:
    policy = setup.policy.open()
    yield green("policy", f"{len(policy.members)} people, {len(policy.entities)} entities, #{policy.hash}")


def _rates(setup: Setup) -> Iterator[SetupLine]:
    rates, today = setup.rates(), setup.day()
    used = sorted({currency for _, currency in _billed(setup)})
    without = [currency for currency in used if rates.worth(Money(0, currency), today) is None]
    if len(used) > 1 and without:
        effect = "their accounts come first in their class, and are in no total"
        yield grey("rates", f"none for {', '.join(without)}: {effect}", "Add a line for each to rates.csv.")
    else:
        yield green("rates", "can be read")


def _sources(setup: Setup) -> Iterator[SetupLine]:
    yield green("sources", f"{len(setup.sources.open())} tables")


def source_requirements(setup: Setup) -> Iterator[Requirement]:
    """One for each source that sources.toml declares; none while it cannot be read."""
    for source in setup.sources.found or ():
        yield Requirement(f"source {source.name}", _reading(source), _SOURCES_FIX)


def _reading(source: LedgerSource) -> Callable[[Setup], Iterator[SetupLine]]:
    def look(setup: Setup) -> Iterator[SetupLine]:
        report = source.read(as_of=setup.as_of() or setup.day(), read_at=setup.clock.now())
        setup.reports[source.name] = report
        stamp, what = report.stamp, f"source {source.name}"
        if too_many := _too_many_rejected(report, setup):
            first = report.rejected[0]
            yield red(what, f"{too_many}; {first.row}: {first.reason}", first.next_step)
        else:
            yield green(what, f"{stamp.rows} rows, {stamp.rejected} rejected, true for {stamp.as_of}")

    return look


def _too_many_rejected(report: SourceReport, setup: Setup) -> str:
    """What to say of a source that lost more of its rows than the policy lets one lose; "" = it did not."""
    stamp = report.stamp
    if not stamp.rejected:
        return ""
    if not stamp.rows:
        return f"all {stamp.rejected} rows are rejected"
    policy, count = setup.policy.need(), stamp.rows + stamp.rejected
    limit = policy.drop_limits.get(stamp.name, policy.drop_limit)
    if stamp.rejected * 100 <= limit * count:
        return ""
    share = stamp.rejected * 100 // count
    return f"{stamp.rejected} of {count} rows are rejected ({share} %, limit {limit} %)"


def _freshness(setup: Setup) -> Iterator[SetupLine]:
    stamps = _ledger(setup).stamps
    policy = setup.policy.need()
    late = {stale(kind) for kind in RecordKind}
    gaps = tuple(gaps_of_sources(stamps, policy, setup.day()))
    for gap in gaps:
        if gap.blocks or gap.what in late:
            step = "Export it anew, or connect a source of it; [facts] and [freshness] of policy.toml ask for it."
            yield red("freshness", f"{gap.what}. {gap.why_it_matters}", step)
        else:
            yield grey("freshness", f"{gap.what}. {gap.why_it_matters}")
    if not any(gap.blocks or gap.what in late for gap in gaps):
        yield green("freshness", "every required source is there and as fresh as the policy asks")


def _ledger(setup: Setup) -> Ledger:
    """What the sources that could be read say together."""
    setup.sources.need()
    return reconcile(list(setup.reports.values()), as_of=setup.as_of() or setup.day())


def _billed(setup: Setup) -> set[tuple[str, str]]:
    """(entity, currency) of every invoice."""
    books = _ledger(setup).accounts.values()
    return {(invoice.entity, invoice.amount.currency) for book in books for invoice in book.posted_invoices}


def _remittance(setup: Setup) -> Iterator[SetupLine]:
    found, policy = setup.remittance.open(), setup.policy.need()
    billed = _billed(setup)
    printed = {entity.id for entity in policy.entities.values() if entity.details_on_invoice}
    step = "The controller adds them to remittance.toml."
    lines = [
        red("remittance", f"no bank details of {entity} in {currency}", step)
        for entity, currency in sorted(billed - found.keys())
        if entity in policy.entities.keys() - printed
    ]
    lines += [
        red("remittance", f"no bank details of {entity}", step)
        for entity in sorted(policy.entities.keys() - printed - {entity for entity, _ in billed | found.keys()})
    ]
    lines += [
        red(
            "entities", f"invoices name {entity}, which policy.toml does not", "Add its table, or correct sources.toml."
        )
        for entity in sorted({entity for entity, _ in billed} - policy.entities.keys())
    ]
    told = f"bank details for each of {len(found)} pairs of entity and currency, as the controller confirmed them"
    yield from lines or [green("remittance", told)]


def _invoice_files(setup: Setup) -> Iterator[SetupLine]:
    books, files = _ledger(setup).accounts.values(), setup.invoice_files.open()
    if files is None:
        yield grey(
            "invoice files", "no copies are kept, so mails go without; [invoice_files] of sources.toml names them"
        )
        return
    day = setup.as_of() or setup.day()
    items = [item for book in books for item in one_each(open_items(book, day))]
    found = [files.find(item.invoice) for item in items]
    yield _counted_copies(found)
    if same := same_copies(found):
        step = "Two documents share one name: put {entity} into name, or correct replace or the file column."
        yield red("invoice files", f"{' and '.join(same)} have the same file", step)


def _counted_copies(found: Sequence[Copy | NotAttached]) -> SetupLine:
    missing = [each for each in found if isinstance(each, NotAttached)]
    told = f"{len(found) - len(missing)} of {len(found)} open invoices have a copy"
    if not missing:
        return green("invoice files", told)
    told = f"{told}; {missing[0].document}: {missing[0].why}"
    if len(missing) == len(found):
        return red("invoice files", told, "Correct [invoice_files] of sources.toml.")
    return grey("invoice files", told, "Mails about the others go without; their cards say so.")


def _mail(setup: Setup) -> Iterator[SetupLine]:
    yield green("mail", setup.try_outgoing())


def _model(setup: Setup) -> Iterator[SetupLine]:
    if setup.model:
        yield grey("model", f"{setup.model} reads messages and words drafts; it is not asked here whether it answers")
    else:
        yield grey("model", "no model configured; drafts come from the approved templates")


class _UndoneError(Exception):
    """Ends a transaction so that nothing of it stays."""


def _database(setup: Setup) -> Iterator[SetupLine]:
    store = setup.store.open()
    try:
        with store.transaction() as books:
            books.first_delivery("collections check", setup.clock.now())
            raise _UndoneError
    except _UndoneError:
        yield green("database", f"{setup.store.name} can be reached and written")


def _audit(setup: Setup) -> Iterator[SetupLine]:
    store = setup.store.need()
    broken = verify(store)
    with store.transaction() as books:
        guard = books.audit_guard()
    if broken is None and guard:
        yield green("audit trail", f"whole; {guard}")
    elif broken is None:
        step = (
            "Find out who dropped its triggers, and compare the record with an export (`collections audit verify "
            "--export`). `collections audit protect` lays them anew."
        )
        yield red("audit trail", "whole by itself, but the database no longer refuses to change it", step)
    else:
        step = "Somebody changed the record: keep this database as it is, and compare it with a backup."
        yield red("audit trail", f"broken at {broken}", step)


FILES: tuple[Requirement, ...] = (
    Requirement("settings", _settings, "Correct .env."),
    Requirement("policy", _policy, "Correct policy.toml."),
    Requirement("sources", _sources, "Correct sources.toml."),
)
BOOKS: tuple[Requirement, ...] = (
    Requirement("freshness", _freshness, _SOURCES_FIX),
    Requirement("rates", _rates, "Correct rates.csv."),
    Requirement("remittance", _remittance, "Correct remittance.toml."),
    Requirement("invoice files", _invoice_files, "Correct [invoice_files] of sources.toml."),
    Requirement("mail", _mail, "Set OUTGOING_DIR to a folder that can be written."),
    Requirement("model", _model, ""),
    Requirement("database", _database, _DATABASE_FIX),
    Requirement("audit trail", _audit, _DATABASE_FIX),
)
