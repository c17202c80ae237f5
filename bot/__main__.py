"""The command line: `collections …`."""

from __future__ import annotations

import logging
import sys

import typer

from bot.commands.audit import audit
from bot.commands.baseline import baseline
from bot.commands.check import check
from bot.commands.data_health import data_health
from bot.commands.demo import demo
from bot.commands.evaluate import evaluate_
from bot.commands.mail import settle
from bot.commands.morning import prepare
from bot.commands.pilot import pilot
from bot.commands.remittance import remittance
from bot.commands.serving import run
from bot.commands.simulate import simulate_
from bot.commands.snapshot import import_
from bot.commands.start import init
from bot.errors import CollectionsError

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
cli.command()(settle)
cli.command("simulate")(simulate_)
cli.command("evaluate")(evaluate_)
cli.add_typer(audit, name="audit")
cli.add_typer(remittance, name="remittance")


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
