"""`collections posts …`."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.opening import open_desk
from bot.flows.settle_post import adopt_post, open_posts, post_again
from bot.settings import Settings

posts = typer.Typer(no_args_is_help=True, help="Slack messages of which nobody knows whether they are there.")


@posts.command("list")
def list_() -> None:
    """Show every post that is uncertain or was refused, with its channel and the reason."""
    found = open_posts(open_desk(Settings()))
    for post in found:
        print(f"{post.state}  {post.channel}  {post.key}  {post.why}")
    print(f"{len(found)} to look at")


@posts.command()
def adopt(
    key: str,
    link: Annotated[str, typer.Option(help="The message's link, from “Copy link” in Slack.")],
    by: Annotated[str, typer.Option(help="Your name, for the record.")],
) -> None:
    """Say that an uncertain post is there: the message behind the link is the card from now on."""
    adopt_post(open_desk(Settings()), key, link=link, by=by)
    print(f"{key} is there")


@posts.command()
def again(key: str, by: Annotated[str, typer.Option(help="Your name, for the record.")]) -> None:
    """Say that an uncertain post is not there: it is posted again."""
    post_again(open_desk(Settings()), key, by=by)
    print(f"{key} is posted again")
