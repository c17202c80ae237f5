"""The command line: `collections …`."""

from __future__ import annotations

import sys

import typer

from bot.adapters.operator_log import start_log
from bot.commands.audit import audit
from bot.commands.baseline import baseline
from bot.commands.check import check
from bot.commands.copies import backup, restore
from bot.commands.data_health import data_health
from bot.commands.demo import demo
from bot.commands.evaluate import evaluate_
from bot.commands.health import health_
from bot.commands.mail import find, settle
from bot.commands.morning import prepare
from bot.commands.pilot import pilot
from bot.commands.posts import posts
from bot.commands.privacy import erase, retain
from bot.commands.remittance import remittance
from bot.commands.serving import run
from bot.commands.simulate import simulate_
from bot.commands.snapshot import import_
from bot.commands.start import init
from bot.errors import CollectionsError
from bot.settings import readable_settings, secrets_of

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Prepares every collections follow-up; nothing reaches a customer until a named person approved that text.",
)
cli.command()(init)
cli.command()(check)
cli.command("import")(import_)
cli.command()(prepare)
cli.command("data-health")(data_health)
cli.command()(baseline)
cli.command()(pilot)
cli.command()(run)
cli.command()(demo)
cli.command()(erase)
cli.command()(retain)
cli.command("health")(health_)
cli.command()(backup)
cli.command()(restore)
cli.command()(settle)
cli.command("find-mail")(find)
cli.command("simulate")(simulate_)
cli.command("evaluate")(evaluate_)
cli.add_typer(audit, name="audit")
cli.add_typer(remittance, name="remittance")
cli.add_typer(posts, name="posts")


def main() -> None:
    """Run the command line; errors the product knows are one line and exit code 2."""
    start_log()
    try:
        start_log(secrets_of(readable_settings()[0]))
        cli()
    except CollectionsError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
