"""Looking at everything a morning needs, without changing any of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Thread
from typing import Generic, TypeVar

from bot.errors import CollectionsError
from bot.ports import Clock, InvoiceFiles, LedgerSource, Store, Workspace
from models.ledger import SourceReport
from models.policy import Policy
from models.rates import Rates
from models.remittance import Remittance
from models.setup import Light, SetupLine

T = TypeVar("T")


class Part(Generic[T]):
    """A part of the set-up that can be broken; it is opened once, in the requirement that is about it."""

    def __init__(self, name: str, opener: Callable[[], T]) -> None:
        self.name = name
        self._open = opener
        #: None = not opened, or it could not be.
        self.found: T | None = None

    def open(self) -> T:
        """Open it; raises whatever is wrong with it."""
        self.found = self._open()
        return self.found

    def need(self) -> T:
        """It, for a requirement that comes after its own.

        Raises:
            NotOpenError: there is nothing to look at.
        """
        if self.found is None:
            raise NotOpenError(self.name)
        return self.found


class NotOpenError(Exception):
    """A part that another requirement needs is broken; its own line says how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What is looked at. Nothing in it is a secret."""

    clock: Clock
    #: What is wrong with single settings, without their values.
    bad_settings: tuple[str, ...]
    #: Whether others on this machine can read the file of settings, which has secrets in it.
    is_env_open: bool = False
    #: None = no bot token is set. Open once Slack has taken the token.
    workspace: Part[Workspace] | None
    #: Where Slack is asked, as people call it.
    slack_host: str
    has_app_token: bool
    has_signing_secret: bool
    #: The scopes that the manifest asks for.
    scopes: tuple[str, ...]
    policy: Part[Policy]
    sources: Part[tuple[LedgerSource, ...]]
    #: The day sources.toml declares; None = the day the exports are read.
    as_of: Callable[[], date | None]
    remittance: Part[Mapping[tuple[str, str], Remittance]]
    #: Found None = no copies of invoices are kept.
    invoice_files: Part[InvoiceFiles | None]
    rates: Callable[[], Rates]
    store: Part[Store]
    #: Says where approved mails go; raises a DeliveryError where they could not.
    try_outgoing: Callable[[], str]
    #: Name of the language model; "" = none is set.
    model: str = ""
    #: What the sources delivered so far, by their names.
    reports: dict[str, SourceReport] = field(default_factory=dict)

    def day(self) -> date:
        """Today at the first billing entity."""
        return self.clock.today(next(iter(self.policy.need().entities.values())).timezone)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing to look at."""

    what: str
    look: Callable[[Setup], Iterable[SetupLine]]
    #: What to do when nobody foresaw how it would fail, or it does not answer.
    fix: str


def look_at(setup: Setup, requirements: Iterable[Requirement], *, patience: float) -> Iterator[SetupLine]:
    """The lines of each requirement in turn; one that fails, or takes more than *patience* seconds, is red."""
    for requirement in requirements:
        yield from _within(patience, setup, requirement)


def _within(patience: float, setup: Setup, requirement: Requirement) -> tuple[SetupLine, ...]:
    answers: list[tuple[SetupLine, ...]] = []
    # A server that takes the connection and says nothing must not keep the others from being looked at.
    asking = Thread(target=lambda: answers.append(_looked(setup, requirement)), daemon=True)
    asking.start()
    asking.join(patience)
    if answers:
        return answers[0]
    return (red(requirement.what, f"no answer within {patience:g} seconds", requirement.fix),)


def _looked(setup: Setup, requirement: Requirement) -> tuple[SetupLine, ...]:
    try:
        return tuple(requirement.look(setup))
    except NotOpenError as error:
        return (grey(requirement.what, f"not looked at: {error} comes first"),)
    except CollectionsError as error:
        return (red(requirement.what, str(error), requirement.fix),)
    except Exception as error:  # noqa: BLE001  (the others are looked at all the same)
        # Its message may hold a password: a database driver quotes the URL.
        return (red(requirement.what, type(error).__name__, requirement.fix),)


def green(what: str, found: str) -> SetupLine:
    """A requirement that is met."""
    return SetupLine(Light.GREEN, what, found)


def grey(what: str, found: str, fix: str = "") -> SetupLine:
    """What is not used, or not known; *fix* is what to do where that is not meant."""
    return SetupLine(Light.GREY, what, found, fix)


def red(what: str, found: str, fix: str) -> SetupLine:
    """A requirement that is not met."""
    return SetupLine(Light.RED, what, found, fix)
