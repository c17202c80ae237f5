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
│   ├── OverLimitError       one person has approved as much as the policy lets one person approve
│   ├── StoreUnavailableError the database did not answer in time, or is full; nothing was recorded
│   ├── WrongFieldError      one field of a form says what cannot be; told beside it
│   └── NotFoundError        there is no such packet, dispute, invoice or account
├── DeliveryError          the outside world did not take it
│   ├── RateLimitedError     a definite no for now
│   ├── NotYetTakenError     a definite no to a mail for now, with what was said
│   │   └── MailAccessError    a definite no to every mail: the server does not let us in, or not safely
│   ├── DeliveryRefusedError a definite no
│   │   ├── AddressRefusedError an address of a mail is not one that mail reaches
│   │   ├── NoPlaceError       that channel takes no message of ours
│   │   │   └── UnfitChannelError  and none is offered to it: not everybody in it may read one
│   │   ├── MessageGoneError   the message to be changed is not there any more
│   │   └── NoAccessError      Slack does not let us in at all
│   │       └── MissingScopeError  it does, but not for this
│   └── OutcomeUnknownError  it may have been taken
│       └── NoAnswerError      no answer came at all
├── StoreError             this database cannot be used so: another process or another version has it
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


class OverLimitError(RefusedError):
    """You have approved as much as one person may for now. Nothing was changed."""

    def __init__(self, over: str) -> None:
        super().__init__(
            f"You have reached what the policy lets one person approve: {over}. Finance leadership was told. "
            "Nothing was changed: wait, or let somebody else approve it."
        )
        #: The limit in words.
        self.over = over


class StoreUnavailableError(RefusedError):
    """The database did not answer, so that was not recorded. Press again in a moment; it counts once."""


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


class NotYetTakenError(DeliveryError):
    """Not taken for now; nothing left. It is tried again by itself."""


class MailAccessError(NotYetTakenError):
    """The mail server does not let us in, or not safely; every mail waits. Correct SMTP_HOST and what belongs to it."""


class DeliveryRefusedError(DeliveryError):
    """Refused for good; nothing was taken. The operator must correct the cause."""


class AddressRefusedError(DeliveryRefusedError):
    """The server refuses an address for good; the mail went to nobody. Find another contact, then approve anew."""

    def __init__(self, message: str, addresses: tuple[str, ...]) -> None:
        super().__init__(message)
        #: Those that were refused for good.
        self.addresses = addresses


class NoPlaceError(DeliveryRefusedError):
    """Slack takes no message of ours in that channel. Invite the app to it, or name another one in policy.toml."""


class UnfitChannelError(NoPlaceError):
    """Not everybody who reads that channel may see accounts. Name another one in policy.toml, or put it right."""


class MessageGoneError(DeliveryRefusedError):
    """The message is not in Slack any more. It is posted anew if anybody still needs it."""


class NoAccessError(DeliveryRefusedError):
    """Slack does not let the app in. Put the app's present bot token into SLACK_BOT_TOKEN and restart."""


class MissingScopeError(NoAccessError):
    """The app may not do that in Slack. Add the scopes of manifest.json and install the app again."""


class OutcomeUnknownError(DeliveryError):
    """It may have been taken. Find out before trying again."""


class NoAnswerError(OutcomeUnknownError):
    """No answer came; it may have been taken all the same. Check the network, then find out before trying again."""


class StoreError(CollectionsError):
    """This database cannot be used so. Check DATABASE_URL. Nothing was changed."""


class ModelError(CollectionsError):
    """The model gave nothing that can be used. What it was asked for is done without it."""

    def __init__(self, why: str, *, is_outage: bool = True) -> None:
        super().__init__(f"The model gave nothing that can be used: {why}. What it was asked for is done without it.")
        #: In a few words, without anything the model or the customer said.
        self.why = why
        #: Whether the next question would fare no better.
        self.is_outage = is_outage
