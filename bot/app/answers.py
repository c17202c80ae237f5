"""What a person is told when their gesture was not done, wherever they made it, without losing what they wrote."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.cards import notices
from bot.errors import RefusedError, StoreUnavailableError, WrongFieldError

_TOO_LATE = "expired_trigger_id"
#: The form had been drawn again before this drawing of it came, or was saved or closed.
_OVERTAKEN = ("hash_conflict", "not_found")
#: Seconds for one sentence to the person.
_TELL_SECONDS = 1
_NO_ANSWER = (OSError, HTTPException)
#: What calling Slack raises, where the answer is no answer.
_UNTOLD = (SlackApiError, *_NO_ANSWER)

log = logging.getLogger(__name__)


def said_of(error: Exception) -> str:
    """A refusal with its reason; anything else with a number under which the operator finds it."""
    if isinstance(error, RefusedError):
        return str(error)
    if word_of(error) == _TOO_LATE or isinstance(error, _NO_ANSWER):
        log.warning("a form was not open before its trigger expired")
        return "Slack waits three seconds for a form, and it was not open in time. Nothing was changed. Press again."
    number = uuid.uuid4().hex[:8]
    log.error("press failed", exc_info=error, extra={"correlation": number})
    return f"That was not recorded because of a fault on our side. Press again; if it stays, quote {number}."


def word_of(error: Exception) -> str:
    """Slack's own word for what is wrong; "" = it has said none."""
    return str(error.response.get("error", "")) if isinstance(error, SlackApiError) and error.response.data else ""


def is_overtaken(error: Exception) -> bool:
    """Whether a newer drawing of the form is on its way: then there is nothing to say, and nothing may be replaced."""
    return word_of(error) in _OVERTAKEN


def answer(error: Exception, body: Mapping[str, Any], client: WebClient) -> BoltResponse:
    """Tell whoever made the gesture; where nothing reaches them, Slack is left to say that it failed."""
    said = said_of(error)
    if body.get("type") == "view_submission":
        return _in_form(error, said, body["view"])
    drawing = notices.refused(said)
    if "command" in body:
        told = {"response_type": "ephemeral", "text": drawing.text, "blocks": drawing.blocks}
        return BoltResponse(status=200, body=json.dumps(told), headers={"content-type": ["application/json"]})
    try:
        if "view" in body:
            _above(body, said, client)
        elif body.get("response_url"):
            hook = WebhookClient(str(body["response_url"]), timeout=_TELL_SECONDS, retry_handlers=[])
            hook.send(text=drawing.text, blocks=drawing.blocks, response_type="ephemeral", replace_original=False)
    except _UNTOLD as untold:
        log.warning("a refusal could not be told", exc_info=untold)
        return BoltResponse(status=503)
    return BoltResponse(status=200)


def _in_form(error: Exception, said: str, view: Mapping[str, Any]) -> BoltResponse:
    """Beside a field where sending it again may do; else in the place of the form, with what was written in it."""
    fields = _inputs(view)
    if isinstance(error, WrongFieldError):
        return _update({"response_action": "errors", "errors": {str(error.field): said}})
    if fields and (isinstance(error, StoreUnavailableError) or not isinstance(error, RefusedError)):
        return _update({"response_action": "errors", "errors": {fields[0]: said}})
    return _update({"response_action": "update", "view": notices.refused_view(said, _written(view))})


def _update(told: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(told))


def _above(body: Mapping[str, Any], said: str, client: WebClient) -> None:
    """A button of a form has no message to answer under: the form stays as it is, below."""
    view, trigger = body["view"], str(body.get("trigger_id") or "")
    notice = notices.refused_view(said)
    if view.get("type") == "home":
        client.views_open(trigger_id=trigger, view=notice)
        return
    try:
        client.views_push(trigger_id=trigger, view=notice)
    except SlackApiError:
        # The trigger is used or too old, or three forms lie upon each other.
        client.views_update(view_id=view["id"], view=notices.refused_view(said, _written(view)))


def _inputs(view: Mapping[str, Any]) -> list[str]:
    """The ids of the blocks beside which something can be told."""
    return [str(block["block_id"]) for block in view["blocks"] if block.get("type") == "input" and "block_id" in block]


def _written(view: Mapping[str, Any]) -> tuple[str, ...]:
    """What the person typed into the form, as it stands there."""
    values = ((view.get("state") or {}).get("values") or {}).values()
    elements = (element for block in values for element in block.values() if isinstance(element, dict))
    return tuple(str(one["value"]) for one in elements if one.get("type") == "plain_text_input" and one.get("value"))
