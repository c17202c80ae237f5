"""`collections demo`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.demo.headless import tell_story
from bot.demo.visit import open_demo


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
