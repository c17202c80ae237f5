"""`collections remittance …`."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from bot.adapters.policy_file import load_policy
from bot.adapters.remittance_file import read_remittance
from bot.adapters.remittance_lock import lock_of, read_lock, write_lock
from bot.adapters.system_clock import SystemClock
from bot.commands.opening import open_store
from bot.flows.confirm_remittance import confirm_remittance
from bot.settings import Settings

remittance = typer.Typer(no_args_is_help=True, help="Bank details, as the controller has confirmed them.")


@remittance.command("lock")
def lock_(
    by: Annotated[str, typer.Option(help="The controller who has compared them with the bank's letters.")],
) -> None:
    """Confirm the bank details of remittance.toml; until then nothing starts with those that are new or changed."""
    settings = Settings()
    path = settings.config_dir / "remittance.toml"
    changed = confirm_remittance(
        open_store(settings),
        SystemClock(),
        load_policy(settings.config_dir / "policy.toml"),
        by=by,
        blocks=read_remittance(path),
        locks=read_lock(lock_of(path)),
        write=partial(write_lock, lock_of(path)),
    )
    for block in changed:
        print(f"confirmed [{block.entity}.{block.currency}]", *block.printed, sep="\n  ")
    print(f"{len(changed)} confirmed by {by}; restart collections run" if changed else "nothing new to confirm")
