"""The command line: `collections …`."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.adapters.eml_mailer import EmlMailer
from bot.adapters.policy_file import load_policy
from bot.adapters.rates_file import load_rates
from bot.adapters.remittance_file import load_remittance
from bot.adapters.slack_directory import SlackDirectory
from bot.adapters.slack_postbox import SlackPostbox, posting_client
from bot.adapters.source_config import declared_as_of, load_sources
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import SystemClock
from bot.app import build_app, serve_http
from bot.demo.headless import tell_story
from bot.demo.office import open_demo
from bot.errors import CollectionsError, MappingError
from bot.flows.audit_trail import show, verify
from bot.flows.deliver_outbox import Ways
from bot.flows.desk import Desk
from bot.flows.import_ledger import Confirmation, ImportReport, Tell, import_ledger
from bot.flows.post_morning import post_morning
from bot.flows.prepare_day import prepare_day
from bot.flows.settle_mail import settle_mail
from bot.schedule import build_schedule
from bot.settings import Settings
from bot.stages.age import AgingSummary, summarise
from bot.stages.carry_over import gone_lines

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Prepares every collections follow-up; nothing reaches a customer until a named person approved that text.",
)
audit = typer.Typer(no_args_is_help=True, help="Read the controller's record.")
cli.add_typer(audit, name="audit")


class Outcome(StrEnum):
    """What became of an uncertain mail."""

    SENT = "sent"
    NOT_SENT = "not-sent"


def _desk(settings: Settings) -> Desk:
    if settings.database_url.startswith("sqlite:///"):
        Path(settings.database_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    return Desk(
        store=SqlStore(settings.database_url),
        clock=SystemClock(),
        policy=load_policy(settings.config_dir / "policy.toml"),
        remittance=load_remittance(settings.config_dir / "remittance.toml"),
        rates=load_rates(settings.config_dir / "rates.csv"),
    )


def _day(text: str | None, default: date) -> date:
    try:
        return date.fromisoformat(text) if text else default
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date; write YYYY-MM-DD") from None


@cli.command("import")
def import_(
    sources: Annotated[Path, typer.Option(help="The mapping, one table per source.")] = Path("config/sources.toml"),
    folder: Annotated[Path | None, typer.Option(help="Folder of the exports, instead of the mapping's own.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Day the exports are true for; default: the mapping's.")] = None,
    confirm_drop: Annotated[
        list[str] | None, typer.Option(help="A source that really has lost so much; may be given again.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who confirms it, for the record.")] = None,
) -> None:
    """Read the exports into one new snapshot and say what was read, what was rejected and how it ages."""
    if confirm_drop and not (by or "").strip():
        raise typer.BadParameter('a drop is confirmed by a person; add --by "YOUR NAME"')
    confirmed = Confirmation(frozenset(confirm_drop), (by or "").strip()) if confirm_drop else None
    desk = _desk(Settings())
    declared = declared_as_of(sources) or desk.office_day()
    report = import_ledger(
        desk, load_sources(sources, folder), as_of=_day(as_of, declared), confirmed=confirmed, tell=_progress()
    )
    _print_import(report)
    with desk.store.transaction() as books:
        size = books.bytes_per_day()
    print(f"kept for comparison: what was open on {report.ledger.as_of}; a day takes {size:,} bytes")


def _progress() -> Tell:
    """A line that says how far an import is, for whoever watches a terminal."""
    if not sys.stderr.isatty():
        return lambda _what, _done, _all: None

    def tell(what: str, done: int, every: int) -> None:
        bar = "█" * (20 * done // max(every, 1))
        end = "\r\x1b[K" if what == "storing" and done >= every else ""
        print(f"\r\x1b[K{bar:·<20} {what} {done:,} of {every:,}{end}", end="", file=sys.stderr, flush=True)

    return tell


def _print_import(report: ImportReport) -> None:
    ledger = report.ledger
    for stamp in ledger.stamps:
        repaired = f", {stamp.repaired} ids repaired" if stamp.repaired else ""
        print(f"{stamp.name}: {stamp.rows} rows read, {stamp.rejected} rejected{repaired} (as of {stamp.as_of})")
    for row in ledger.rejected:
        print(f"  rejected {row.source} {row.row} {row.column}={row.value!r}: {row.reason} → {row.next_step}")
    for contradiction in ledger.contradictions:
        print(f"  contradiction {contradiction.account_id}: {contradiction.what}")
    for line in gone_lines(report.gone, ledger.as_of):
        print(f"  {line}")
    for summary in summarise(ledger, ledger.as_of):
        _print_summary(summary, ledger.as_of)
    print(f"snapshot {report.snapshot} is current" if report.snapshot else "the same files were already in: no change")


def _print_summary(summary: AgingSummary, as_of: date) -> None:
    print(f"{summary.entity} {summary.currency} as of {as_of}:")
    print(f"  open {summary.open.count} for {summary.open.amount}, {summary.disputed.count} of them disputed")
    print(f"  not yet due {summary.not_due.count} for {summary.not_due.amount}")
    for label, tally in summary.buckets:
        print(f"  {label}: {tally.count} for {tally.amount}")
    print(f"  unapplied {summary.unapplied}; net outstanding {summary.outstanding}")


@cli.command()
def prepare(
    day: Annotated[str | None, typer.Option("--date", help="Business-local date; default: today.")] = None,
) -> None:
    """Prepare the day's packets and plan the morning's messages. Running it again changes nothing."""
    desk = _desk(Settings())
    on = _day(day, desk.office_day())
    prepared = prepare_day(desk, on)
    morning = post_morning(desk, on)
    print(
        f"{prepared.accounts} accounts with something to look at: {prepared.opened} packets opened, "
        f"{prepared.refreshed} refreshed, {prepared.released} back from hold, {prepared.settled} settled, "
        f"{prepared.unchanged} unchanged"
    )
    for unknown in prepared.unknown_entities:
        print(f"  left alone {unknown} is not an entity of policy.toml → add it, or correct entity in sources.toml")
    print(f"planned for Slack: {morning.lists} lists, {morning.cards} cards; {morning.waiting} wait for another day")
    if morning.ordering:
        print(morning.ordering)


@cli.command()
def run() -> None:
    """Serve a real workspace: presses, the scheduled morning, and the outbox. Stops on Ctrl-C or SIGTERM."""
    settings = Settings()
    if settings.slack_bot_token is None:
        raise MappingError("SLACK_BOT_TOKEN is not set. docs/operations.md says where to find it.")
    desk = _desk(settings)
    sources = load_sources(settings.config_dir / "sources.toml")
    client = posting_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    workspace = client.auth_test()
    desk = replace(desk, workspace_url=str(workspace.get("url") or ""))
    directory = SlackDirectory(client, desk.policy, str(workspace["team_id"]))
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None
    app = build_app(desk, directory, client, secret)
    ways = Ways(postbox=SlackPostbox(client), mailer=EmlMailer(settings.outgoing_dir))
    close = _connect(app, settings, secret)
    schedule = build_schedule(desk, ways, sources)
    schedule.start()
    print("Running. Stop with Ctrl-C.")
    _until_stopped()
    close()
    schedule.shutdown(wait=True)


def _connect(app: App, settings: Settings, secret: str | None) -> Callable[[], None]:
    if settings.slack_app_token is not None:
        handler = SocketModeHandler(app, settings.slack_app_token.get_secret_value())
        handler.connect()  # type: ignore[no-untyped-call]
        return lambda: handler.close()  # type: ignore[no-untyped-call]
    if secret is not None:
        # All interfaces: the operator's proxy stands on another machine as often as not.
        return serve_http(app, "0.0.0.0", settings.http_port).close  # noqa: S104
    raise MappingError("Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.")


def _until_stopped() -> None:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()


@cli.command()
def demo(
    headless: Annotated[bool, typer.Option("--headless", help="Play the whole story and print it.")] = False,
    port: Annotated[int, typer.Option(help="Port of the local Slack; 0 = a free one.")] = 8377,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
    folder: Annotated[Path | None, typer.Option(help="Where it writes; what an earlier demo left is removed.")] = None,
) -> None:
    """Live a morning at the demo company, in a browser that behaves like Slack."""
    if headless:
        # Its own folder: a morning that is open in a browser must not be emptied under it.
        sys.exit(tell_story(folder or Path("var/headless")))
    open_demo(folder or Path("var/demo"), port=port, browser=browser)


@cli.command()
def settle(
    packet: str,
    was: Annotated[Outcome, typer.Option(help="What you found in the Sent folder or at the customer.")],
    by: Annotated[str, typer.Option(help="Your name, for the record.")],
) -> None:
    """Say what became of a mail the copilot is not sure of; it never sends that one again by itself."""
    after = settle_mail(_desk(Settings()), packet, was_sent=was is Outcome.SENT, by=by)
    print(f"{packet} is {after.state}")


@audit.command("show")
def audit_show(
    packet: Annotated[str, typer.Argument(help="A packet, a dispute, or an account with all its packets.")],
    database: Annotated[str | None, typer.Option(help="Database URL.")] = None,
) -> None:
    """Say who did what with a packet, on which data, when."""
    store = SqlStore(database or Settings().database_url)
    for line in show(store, packet):
        print(line)


@audit.command("verify")
def audit_verify(database: Annotated[str | None, typer.Option(help="Database URL.")] = None) -> None:
    """Recompute the chain of hashes and name the first broken link."""
    broken = verify(SqlStore(database or Settings().database_url))
    print("the audit trail is whole" if broken is None else f"the audit trail is broken at entry {broken}")
    sys.exit(0 if broken is None else 1)


def main() -> None:
    """Run the command line; errors the product knows are one line and exit code 2."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    # Bolt logs whole request bodies at INFO; they hold customer text.
    for name in ("slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        cli()
    except CollectionsError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
