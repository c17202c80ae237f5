"""Every error the product raises on purpose.

CollectionsError
├── SourceError            the books could not be read
│   ├── MappingError         sources.toml, policy.toml or remittance.toml is wrong
│   ├── UnreadableFileError  a file is missing or is not what the mapping says
│   ├── DropError            a source has lost more than the policy lets pass; a person may confirm it
│   └── UnreachableError     a database or a mail server does not answer, refuses, or stopped halfway
├── RefusedError           a person asked for something that cannot be done; safe to show them
│   ├── NotAllowedError      they may not decide this
│   ├── StaleVersionError    the card they pressed is not the current one
│   ├── NotNowError          the packet is in a state, or behind a gate, that forbids it
│   ├── WrongFieldError      one field of a form says what cannot be; told beside it
│   └── NotFoundError        there is no such packet, dispute, invoice or account
├── DeliveryError          the outside world did not take it
│   ├── RateLimitedError     a definite no for now
│   ├── DeliveryRefusedError a definite no
│   └── OutcomeUnknownError  it may have been taken
│       └── NoAnswerError      no answer came at all
└── ModelError             a language model gave nothing that can be used

The docstring of a class is its default message and says what to do next.
"""

from __future__ import annotations

from models.controls import Field


class CollectionsError(Exception):
    """Something the collections copilot knows about went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").splitlines()[0])


class SourceError(CollectionsError):
    """The books could not be read; nothing of this run became visible. Correct the source and import again."""


class MappingError(SourceError):
    """The configuration names something that does not exist. Correct the named line and run again."""


class UnreadableFileError(SourceError):
    """A file is missing or is not what its mapping says. Export it again, or correct the mapping."""


class UnreachableError(SourceError):
    """A database or a mail server did not give what was asked. Check that it runs and lets us in; nothing was read."""


class DropError(SourceError):
    """A source has lost more rows or money than the policy lets pass. Look at its export, then confirm or repeat it."""


class RefusedError(CollectionsError):
    """That cannot be done. Nothing was changed."""


class NotAllowedError(RefusedError):
    """You may not decide this packet. Ask its reviewer or a finance lead. Nothing was changed."""


class StaleVersionError(RefusedError):
    """This card has changed since you saw it. Look at the current one and decide again. Nothing was changed."""


class NotNowError(RefusedError):
    """That is not possible right now. The card says what it waits for. Nothing was changed."""


class WrongFieldError(RefusedError):
    """One field of the form says what cannot be. Correct it and send the form again."""

    def __init__(self, field: Field, why: str) -> None:
        super().__init__(why)
        #: The field that it is told beside.
        self.field = field


class NotFoundError(RefusedError):
    """There is no such record, or it is not yours to see. Check the number and try again."""


class DeliveryError(CollectionsError):
    """The outside world did not take it."""


class RateLimitedError(DeliveryError):
    """Too many calls; nothing was taken. Wait *retry_after* seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"Too many calls; wait {retry_after:g} seconds.")
        self.retry_after = retry_after


class DeliveryRefusedError(DeliveryError):
    """Refused for good; nothing was taken. The operator must correct the cause."""


class OutcomeUnknownError(DeliveryError):
    """It may have been taken. Find out before trying again."""


class NoAnswerError(OutcomeUnknownError):
    """No answer came; it may have been taken all the same. Check the network, then find out before trying again."""


class ModelError(CollectionsError):
    """The model gave nothing that can be used. What it was asked for is done without it."""

    def __init__(self, why: str, *, is_outage: bool = True) -> None:
        super().__init__(f"The model gave nothing that can be used: {why}. What it was asked for is done without it.")
        #: In a few words, without anything the model or the customer said.
        self.why = why
        #: Whether the next question would fare no better.
        self.is_outage = is_outage
