"""The database held by somebody else, or away: whoever presses hears so within Slack's three seconds."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
from sqlalchemy import make_url

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from models.controls import Action, Command, Field
from models.lifecycle import PacketState
from tests.bot.app.holding import held
from tests.journeys.journey import CEDAR, FREYA, LUMEN, MARCO, OLIVE, TAMSIN, TWELVE

SAID = "was not recorded. Press again"


def test_while_another_writes_every_gesture_is_told_that_it_was_not_recorded(either_way):
    hands, slack = either_way, either_way.office.slack
    cedar, tamsin = hands.packet(CEDAR), hands.packet(TAMSIN)
    hands.press(MARCO, TAMSIN, Action.EDIT)
    card = hands.card(f"packet:{cedar.id}")
    with held(hands), ThreadPoolExecutor(3) as people:
        # Slack gives up after three seconds, and then none of them is ok.
        press = people.submit(slack.click, OLIVE, card.channel, card.ts, Action.APPROVE)
        command = people.submit(slack.command, FREYA, "C0FINLEAD", Command.INVOICE, "Cedar")
        form = people.submit(slack.submit, MARCO, {Field.SUBJECT: "My own words"})
        assert press.result().ok
        assert command.result().ok
        assert SAID in str(form.result().errors)
    assert SAID in hands.told(OLIVE)
    assert SAID in hands.told(FREYA)
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert hands.packet(TAMSIN).draft == tamsin.draft
    assert hands.fill(MARCO, {}).ok
    assert hands.packet(TAMSIN).draft.subject == "My own words", "the form had kept them"
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert hands.packet(CEDAR).state is PacketState.APPROVED


def test_a_server_that_is_away_is_told_and_found_again(postgres_server, postgres_url, tmp_path):
    name = make_url(postgres_url).database
    with (
        DemoOffice(tmp_path / "demo", company=TWELVE, database_url=postgres_url) as office,
        psycopg.connect(postgres_server.url(driver=""), autocommit=True) as server,
    ):
        office.morning()
        office.deliver()
        hands = Hands(office)
        record = hands.packet(LUMEN)
        card = hands.card(f"packet:{record.id}")
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        assert office.slack.click(MARCO, card.channel, card.ts, Action.APPROVE).ok
        assert SAID in hands.told(MARCO)
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert hands.packet(LUMEN).state is PacketState.POSTED
        hands.press(MARCO, LUMEN, Action.APPROVE)
        assert hands.packet(LUMEN).state is PacketState.APPROVED
