"""Every way a language model can fail, against a real server."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.adapters.openai_client import ATTEMPTS, Model, ModelClient
from bot.adapters.openai_limits import Breaker, Budget
from bot.errors import ModelError
from bot.settings import ModelApi
from prompts.model_prompt import load_model_prompt
from tests.servers import model_server as server_says
from tests.servers.model_server import ModelServer, model_server, says

PROMPT = load_model_prompt("read_message")
LONG = 30.0
SHORT = 0.4
APIS = list(ModelApi)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


class Pauses(list[float]):
    """A sleep that only remembers."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def client(server: ModelServer, api: ModelApi = ModelApi.RESPONSES, pause: Pauses | None = None, **model):
    asked = Model(name="test-model", base_url=server.url, api=api, **model)
    return ModelClient(asked, pause=Pauses() if pause is None else pause)


def budget(seconds: float = LONG, tokens: int = 100_000) -> Budget:
    return Budget(seconds=seconds, tokens=tokens)


def failure(asked: ModelClient, left: Budget | None = None) -> ModelError:
    with pytest.raises(ModelError) as raised:
        asked.ask(PROMPT, "{}", left or budget())
    return raised.value


@pytest.mark.parametrize("api", APIS)
def test_a_good_answer_is_the_object_it_says(server, api):
    server.answers = [says({"signals": [{"kind": "dispute", "quote": "We dispute it."}]})]
    assert client(server, api).ask(PROMPT, "{}", budget()) == {
        "signals": [{"kind": "dispute", "quote": "We dispute it."}]
    }


def test_responses_are_asked_with_a_strict_schema_without_tools_and_stored_nowhere(server):
    client(server, effort="low", api_key=SecretStr("sk-test")).ask(PROMPT, '{"sentences": ["Hello."]}', budget())
    ((path, body),) = server.asked
    assert path == "/v1/responses"
    assert body == {
        "model": "test-model",
        "instructions": PROMPT.instructions,
        "input": '{"sentences": ["Hello."]}',
        "text": {"format": {"type": "json_schema", "name": PROMPT.id, "strict": True, "schema": PROMPT.schema}},
        "max_output_tokens": PROMPT.max_output_tokens,
        "store": False,
        "reasoning": {"effort": "low"},
    }
    assert server.headers[0]["Authorization"] == "Bearer sk-test"


def test_a_compatible_server_is_asked_by_chat_with_the_same_schema(server):
    client(server, ModelApi.CHAT).ask(PROMPT, "{}", budget())
    ((path, body),) = server.asked
    assert path == "/v1/chat/completions"
    assert body["response_format"]["json_schema"] == {"name": PROMPT.id, "strict": True, "schema": PROMPT.schema}
    assert body["max_tokens"] == PROMPT.max_output_tokens
    assert not {"tools", "functions", "stream"} & body.keys()


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (server_says.refuses, "it refused"),
        (server_says.cut_off, "its answer was cut off"),
        (says(""), "its answer was empty"),
        (says("I am sorry, here is the JSON: {"), "its answer was not JSON"),
        (says("[1, 2]"), "its answer was not JSON"),
        (says("[" * 100_000), "its answer was not JSON"),
        (server_says.sends(b""), "its server's reply was not JSON"),
        (server_says.sends(b"<html>Gateway</html>", content_type="text/html"), "its server's reply was not JSON"),
        (server_says.sends(b'{"status": "comp'), "its server's reply was not JSON"),
        (server_says.sends(b"\xff\xfe\x00"), "its server's reply was not JSON"),
        (server_says.sends(b"[]"), "its server's reply was not JSON"),
        (server_says.sends(b"{}"), "its answer was empty"),
        (server_says.sends(b'{"output": {"a": 1}, "choices": "many"}'), "its answer was empty"),
        (server_says.sends(b'{"output": [7, {"content": [null]}], "choices": [null]}'), "its answer was empty"),
        (server_says.sends(gzip.compress(b"{}"), content_encoding="gzip"), "its server's reply was not JSON"),
        (server_says.floods, "its reply was too long"),
        (server_says.sends(b" " * 1_000_000, 500), "its reply was too long"),
        (server_says.sends(b"{}", 401), "it did not accept the question (401)"),
        (server_says.sends(b"", 302, location="http://169.254.169.254/"), "it did not accept the question (302)"),
    ],
)
def test_an_answer_that_cannot_be_used_is_asked_for_once_and_named(server, api, answer, why):
    server.answers = [answer]
    assert failure(client(server, api)).why == why
    assert len(server.asked) == 1


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (server_says.sends(b"{}", 429), "it had too many calls"),
        (server_says.sends(b"{}", 500), "its server failed (500)"),
        (server_says.half, "it could not be reached"),
    ],
)
def test_what_may_pass_is_tried_twice_and_no_more(server, api, answer, why):
    server.answers, pauses = [answer], Pauses()
    assert failure(client(server, api, pauses)).why == why
    assert len(server.asked) == ATTEMPTS == 2
    assert len(pauses) == 1


def test_the_second_attempt_counts(server):
    server.answers = [server_says.sends(b"{}", 503), says({"signals": []})]
    assert client(server).ask(PROMPT, "{}", budget()) == {"signals": []}


def test_a_retry_after_within_the_budget_is_kept_to(server):
    server.answers, pauses = [server_says.sends(b"{}", 429, retry_after="7"), says({"signals": []})], Pauses()
    client(server, pause=pauses).ask(PROMPT, "{}", budget())
    assert pauses == [7.0]


@pytest.mark.parametrize("wait", ["3600", "31", "Wed, 21 Oct 2026 07:28:00 GMT", "inf", "nan", "-1", "1e9"])
def test_a_retry_after_beyond_the_budget_ends_it_at_once(server, wait):
    server.answers, pauses = [server_says.sends(b"{}", 429, retry_after=wait)], Pauses()
    assert failure(client(server, pause=pauses)).why == "it had too many calls"
    assert (len(server.asked), pauses) == (1, [])


@pytest.mark.parametrize("answer", [server_says.hangs, server_says.drips, server_says.drips_head])
def test_a_server_that_never_ends_is_left_when_the_time_is_up(server, answer):
    server.answers = [answer]
    assert failure(client(server), budget(SHORT)).why == "its time was up"
    assert not server.over.is_set(), "we left, the server did not stop"
    assert len(server.asked) == 1


def test_a_slow_reply_is_hung_up_on(server):
    server.answers = [server_says.drips]
    failure(client(server), budget(SHORT))
    assert server.hung_up.wait(LONG)


def test_the_next_question_after_a_hang_is_answered(server):
    server.answers = [server_says.hangs, says({"signals": []})]
    asked = client(server)
    failure(asked, budget(SHORT))
    assert asked.ask(PROMPT, "{}", budget()) == {"signals": []}


def test_nobody_at_the_address_is_a_failure_like_any_other(server):
    nobody = Model(name="m", base_url="http://127.0.0.1:1/v1", api=ModelApi.CHAT)
    assert failure(ModelClient(nobody, pause=Pauses())).why == "it could not be reached"


def test_an_address_that_is_none_is_a_failure_like_any_other():
    nowhere = Model(name="m", base_url="not an address", api=ModelApi.CHAT)
    assert failure(ModelClient(nowhere, pause=Pauses())).why == "it could not be reached"


def test_what_no_request_can_carry_is_a_failure_of_that_question_alone(server):
    asked = client(server)
    with pytest.raises(ModelError) as raised:
        asked.ask(PROMPT, "half a character: \ud83d", budget())
    assert (raised.value.why, raised.value.is_outage) == ("the question could not be put", False)
    assert failure(client(server, api_key=SecretStr("schlüssel"))).why == "the question could not be put"
    assert server.asked == []


# ── budgets ───────────────────────────────────────────────────────────────────────────────────────


def test_a_question_that_would_cost_more_than_is_left_is_not_asked(server):
    assert failure(client(server), budget(tokens=PROMPT.max_output_tokens)).why == "the budget is spent"
    with pytest.raises(ModelError):
        client(server).ask(PROMPT, "x" * 400_000, budget())
    assert server.asked == []


def test_a_question_without_time_left_is_not_asked(server):
    assert failure(client(server), budget(seconds=0)).why == "the budget is spent"
    assert server.asked == []


def test_what_the_server_says_it_took_is_spent(server):
    server.answers = [says({"signals": []}, usage={"total_tokens": 1234})]
    left = budget(tokens=50_000)
    client(server).ask(PROMPT, "{}", left)
    assert left.tokens == 50_000 - 1234


@pytest.mark.parametrize("usage", [None, {}, {"total_tokens": "many"}, {"total_tokens": -5}, [1]])
def test_where_the_server_does_not_say_an_estimate_is_spent(server, usage):
    server.answers = [says({"signals": []}, usage=usage)]
    left = budget(tokens=50_000)
    client(server).ask(PROMPT, "{}", left)
    assert 0 < left.tokens < 50_000 - PROMPT.max_output_tokens


def test_a_failed_question_spends_too(server):
    server.answers = [server_says.sends(b"{}", 500)]
    left = budget(tokens=50_000)
    failure(client(server), left)
    assert left.tokens < 50_000 - ATTEMPTS * PROMPT.max_output_tokens


def test_a_part_of_a_budget_has_at_most_what_the_whole_has_left():
    clock = [0.0]
    whole = Budget(seconds=10, tokens=100, now=lambda: clock[0])
    part = whole.part(seconds=4, tokens=60)
    assert (part.seconds, part.tokens) == (4, 60)
    part.spend(50)
    assert (whole.tokens, part.tokens, whole.part(seconds=99, tokens=99).tokens) == (50, 10, 50)
    clock[0] = 9
    assert (part.seconds, whole.part(seconds=4, tokens=1).seconds) == (-5, 1)


# ── the breaker ───────────────────────────────────────────────────────────────────────────────────


def test_after_three_failures_the_server_is_left_alone(server):
    server.answers = [server_says.sends(b"{}", 400)]
    asked = client(server)
    for _ in range(3):
        failure(asked)
    assert failure(asked).why == "it is left alone for a while after failures"
    assert len(server.asked) == 3


@pytest.mark.parametrize("answer", [server_says.refuses, server_says.cut_off])
def test_what_one_message_provokes_does_not_cost_the_others_their_reading(server, answer):
    server.answers = [answer]
    asked = client(server)
    for _ in range(5):
        failure(asked)
    assert len(server.asked) == 5


def test_after_its_rest_one_question_is_let_through():
    clock = [0.0]
    breaker = Breaker(failures=2, rest=60, now=lambda: clock[0])
    breaker.failed()
    assert not breaker.is_open
    breaker.failed()
    assert breaker.is_open
    clock[0] = 61
    assert not breaker.is_open
    breaker.failed()
    assert breaker.is_open
    clock[0] = 122
    breaker.worked()
    breaker.failed()
    assert not breaker.is_open


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_server_that_sends_it_elsewhere_is_not_followed(server, status):
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        there = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/v1/responses"
        server.answers = [server_says.sends(b"", status, location=there)]
        failure(client(server))
        elsewhere.setblocking(False)
        with pytest.raises(BlockingIOError):
            elsewhere.accept()


def test_no_reason_for_a_failure_repeats_what_the_server_said(server):
    server.answers = [server_says.sends(json.dumps({"error": {"message": "SECRET of Acme"}}).encode(), 400)]
    raised = failure(client(server))
    assert "Acme" not in str(raised)
    assert "Acme" not in raised.why
