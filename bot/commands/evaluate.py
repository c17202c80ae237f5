"""`collections evaluate`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.adapters.policy_file import load_policy
from bot.errors import UnreadableFileError
from bot.flows.evaluate import File, evaluate
from bot.settings import Settings
from bot.stages.cases.scoring import What, table


def evaluate_(
    what: Annotated[What, typer.Argument(help="What the cases are of.")],
    cases: Annotated[Path, typer.Argument(help="JSON lines, one case a line; docs/evaluate.md has the fields.")],
    expected: Annotated[Path | None, typer.Option(help="JSON lines with the labels, by id.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the predictions here instead of to stdout.")] = None,
) -> None:
    """Run labelled cases through the reader, the triage or the guard and say how often they are right."""
    policy = load_policy(Settings().config_dir / "policy.toml")
    found = evaluate(what, _file(cases), _file(expected) if expected else None, policy)
    lines = [json.dumps(one, ensure_ascii=False) for one in found.predictions]
    text = "".join(f"{line}\n" for line in lines)
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")
    for name in found.unknown:
        print(f"not compared: expected.{name} is no field of {what} → correct its name", file=sys.stderr)
    for line in found.refused:
        print(f"refused {line}", file=sys.stderr)
    for line in table(found.score):
        print(line, file=sys.stderr if out is None else sys.stdout)
    sys.exit(1 if found.refused else 0)


def _file(path: Path) -> File:
    try:
        # A form feed or a line separator within a text ends no line.
        return File(str(path), path.read_text(encoding="utf-8-sig").split("\n"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"{path} cannot be read ({error}). Give a file of JSON lines in UTF-8.") from None
