"""One call of Slack's Web API, and what its refusals mean."""

from __future__ import annotations

import math
from collections.abc import Callable
from http.client import HTTPException
from typing import TypeVar

from slack_sdk.errors import SlackApiError

from bot.errors import (
    DeliveryRefusedError,
    MessageGoneError,
    MissingScopeError,
    NoAccessError,
    NoAnswerError,
    NoPlaceError,
    OutcomeUnknownError,
    RateLimitedError,
)

#: What is waited where Slack does not say how long, or says it so that nobody can read it.
_UNTOLD_SECONDS = 60.0
#: Answers after which Slack may still have taken the call.
_MAYBE_TAKEN = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
_NO_ACCESS = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "team_added_to_org",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)
_NO_SCOPE = frozenset({"missing_scope", "no_permission", "not_allowed_token_type"})
_NO_PLACE = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
    }
)
R = TypeVar("R")


def once(call: Callable[[], R]) -> R:
    """What *call* returns; what Slack refuses or does not answer becomes one of the errors of ports.Postbox."""
    try:
        return call()
    except SlackApiError as error:
        raise _translated(error) from error
    except (OSError, HTTPException) as error:
        # Reset, dropped, timed out, cut in the middle of the answer: the request may have arrived.
        raise NoAnswerError(f"Slack did not answer: {type(error).__name__}.") from error


def _translated(error: SlackApiError) -> Exception:
    response = error.response
    status = getattr(response, "status_code", 200)
    name = str(response.get("error", "")) if hasattr(response, "get") else ""
    if status == 429 or name == "ratelimited":
        return RateLimitedError(_seconds(response.headers.get("Retry-After")))
    if status >= 500 or name in _MAYBE_TAKEN or not _is_word(name):
        return OutcomeUnknownError(f"Slack answered {status} {name if _is_word(name) else 'with a page'}.")
    details = (response.get("response_metadata") or {}).get("messages") if hasattr(response, "get") else None
    return _refusal(name)(f"Slack refused: {name} {details or ''}".strip())


def _is_word(name: str) -> bool:
    """Whether it is an error of Slack's; in the place of one that cannot be read slack_sdk puts a sentence."""
    return name.isascii() and name.replace("_", "").isalnum()


def _refusal(name: str) -> type[DeliveryRefusedError]:
    if name in _NO_ACCESS:
        return NoAccessError
    if name in _NO_SCOPE:
        return MissingScopeError
    if name in _NO_PLACE:
        return NoPlaceError
    return MessageGoneError if name == "message_not_found" else DeliveryRefusedError


def _seconds(header: str | None) -> float:
    try:
        told = float(header or "")
    except ValueError:
        return _UNTOLD_SECONDS
    return max(1.0, told) if math.isfinite(told) and told >= 0 else _UNTOLD_SECONDS
