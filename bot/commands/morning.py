"""`collections prepare`."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.opening import day_of, open_desk
from bot.flows.announce_policy import announce_policy
from bot.flows.post_morning import post_morning
from bot.flows.prepare_day import prepare_day
from bot.settings import Settings


def prepare(
    day: Annotated[str | None, typer.Option("--date", help="Business-local date; default: today.")] = None,
) -> None:
    """Prepare the day's packets and plan the morning's messages. Running it again changes nothing."""
    desk = announce_policy(open_desk(Settings()))
    on = day_of(day, desk.office_day())
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
