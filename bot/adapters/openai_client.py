"""One question to a language model and its JSON answer, or ModelError: never late, never more than it may cost.

No tools, no streaming, nothing stored with the maker. The library's own retries are off: it would wait as long as a
server tells it to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, sleep
from typing import Any

import httpx2
import openai
from pydantic import SecretStr

from bot.adapters.openai_limits import Breaker, Budget, Now
from bot.adapters.openai_replies import Reply, reply_of
from bot.adapters.openai_transport import BoundedTransport, TooLongError
from bot.errors import ModelError
from bot.settings import ModelApi
from prompts.model_prompt import ModelPrompt

#: How often one question is put; the second time only for what may have passed by then.
ATTEMPTS = 2
#: Seconds before the second attempt, where the server names none.
PAUSE = 1.0
#: Rather too few characters to a token, so that the estimate is rather too high.
_CHARACTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Which model, and where."""

    name: str
    base_url: str
    api: ModelApi
    #: None = the server wants none.
    api_key: SecretStr | None = None
    #: "" = not sent.
    effort: str = ""


class _PassingError(Exception):
    """What may have passed a moment later."""

    def __init__(self, why: str, after: float = PAUSE) -> None:
        self.why = why
        #: Seconds until it may be tried again.
        self.after = after


class ModelClient:
    """Shared by everything that asks a model: its breaker counts the failures of all."""

    def __init__(self, model: Model, *, now: Now = monotonic, pause: Callable[[float], None] = sleep) -> None:
        self.model = model
        self._breaker = Breaker(now=now)
        self._pause = pause
        self._connection: openai.OpenAI | None = None

    def ask(self, prompt: ModelPrompt, data: str, budget: Budget) -> Mapping[str, Any]:
        """The model's answer to *prompt* on *data*, a JSON object that nobody has checked yet.

        Raises:
            ModelError: there is none, within the budget or at all; `why` says which.
        """
        if self._breaker.is_open:
            raise ModelError("it is left alone for a while after failures")
        cost = (len(prompt.instructions) + len(str(prompt.schema)) + len(data)) // _CHARACTERS
        cost += prompt.max_output_tokens
        if budget.tokens < cost or budget.seconds <= 0:
            raise ModelError("the budget is spent", is_outage=False)
        try:
            answer = self._attempts(prompt, data, budget, cost).answer()
        except ModelError as failure:
            if failure.is_outage:
                self._breaker.failed()
            raise
        self._breaker.worked()
        return answer

    def _attempts(self, prompt: ModelPrompt, data: str, budget: Budget, cost: int) -> Reply:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                reply = self._within(prompt, data, budget.seconds)
            except ModelError:
                budget.spend(cost)
                raise
            except _PassingError as passing:
                budget.spend(cost)
                if attempt == ATTEMPTS or passing.after >= budget.seconds or budget.tokens < cost:
                    raise ModelError(passing.why) from passing
                self._pause(passing.after)
            else:
                budget.spend(cost if reply.tokens is None else reply.tokens)
                return reply
        raise AssertionError("the last attempt returns or raises")

    def _within(self, prompt: ModelPrompt, data: str, seconds: float) -> Reply:
        """The reply, or after so many seconds the certainty that there is none.

        In a thread of its own, because a name look-up or the head of a reply may take any time.
        """
        done: SimpleQueue[Reply | ModelError | _PassingError] = SimpleQueue()
        Thread(target=lambda: done.put(self._outcome(prompt, data, seconds)), name="model", daemon=True).start()
        try:
            outcome = done.get(timeout=max(seconds, 0))
        except Empty:
            # The thread may still hold a connection; the next question takes a new one.
            self._connection = None
            raise ModelError("its time was up") from None
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _outcome(self, prompt: ModelPrompt, data: str, seconds: float) -> Reply | ModelError | _PassingError:
        try:
            return self._post(prompt, data, seconds)
        except openai.APIStatusError as refused:
            return _of_status(refused.status_code, refused.response.headers.get("retry-after", ""))
        except (openai.APITimeoutError, httpx2.TimeoutException):
            return ModelError("its time was up")
        except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, OSError) as broken:
            if isinstance(broken.__cause__ or broken, TooLongError):
                return ModelError("its reply was too long")
            return _PassingError("it could not be reached")
        except ValueError:
            # A key or a text that no request can carry.
            return ModelError("the question could not be put", is_outage=False)
        except ModelError as unusable:
            return unusable

    def _post(self, prompt: ModelPrompt, data: str, seconds: float) -> Reply:
        connection = self._connection or self._connect()
        self._connection = connection
        timeout = httpx2.Timeout(seconds)
        if self.model.api is ModelApi.RESPONSES:
            raw = connection.responses.with_raw_response.create(**self._for_responses(prompt, data), timeout=timeout)
        else:
            raw = connection.chat.completions.with_raw_response.create(**self._for_chat(prompt, data), timeout=timeout)
        return reply_of(raw.http_response.content, self.model.api)

    def _connect(self) -> openai.OpenAI:
        key = self.model.api_key.get_secret_value() if self.model.api_key else "none"
        http = httpx2.Client(transport=BoundedTransport(), follow_redirects=False)
        return openai.OpenAI(api_key=key, base_url=self.model.base_url, max_retries=0, http_client=http)

    def _for_responses(self, prompt: ModelPrompt, data: str) -> dict[str, Any]:
        effort = {"reasoning": {"effort": self.model.effort}} if self.model.effort else {}
        return {
            "model": self.model.name,
            "instructions": prompt.instructions,
            "input": data,
            "text": {"format": {"type": "json_schema", "name": prompt.id, "strict": True, "schema": prompt.schema}},
            "max_output_tokens": prompt.max_output_tokens,
            "store": False,
            **effort,
        }

    def _for_chat(self, prompt: ModelPrompt, data: str) -> dict[str, Any]:
        schema = {"name": prompt.id, "strict": True, "schema": prompt.schema}
        return {
            "model": self.model.name,
            "messages": [{"role": "system", "content": prompt.instructions}, {"role": "user", "content": data}],
            "response_format": {"type": "json_schema", "json_schema": schema},
            # Servers of other makers know only this name for it, and one of them runs on without.
            "max_tokens": prompt.max_output_tokens,
        }


def _of_status(status: int, retry_after: str) -> ModelError | _PassingError:
    if status == 429:
        return _PassingError("it had too many calls", _seconds(retry_after))
    if status >= 500:
        return _PassingError(f"its server failed ({status})", _seconds(retry_after))
    return ModelError(f"it did not accept the question ({status})")


def _seconds(retry_after: str) -> float:
    """What the server names; anything but a plain number is longer than we wait."""
    if not retry_after:
        return PAUSE
    return float(retry_after) if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", retry_after) else inf
