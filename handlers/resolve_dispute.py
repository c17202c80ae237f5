"""Resolve: leadership decides a dispute, with its root cause and what is to be credited."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.dispute_forms import resolve_form
from bot.cards.forms import with_error
from bot.cards.typed_amount import typed_amount
from bot.errors import NotNowError
from bot.flows import settle_dispute
from bot.flows.desk import Desk
from models.controls import Action, Expected, Field, Form
from models.dispute import Outcome, RootCause
from models.lifecycle import DisputeEvent


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.RESOLVE_DISPUTE)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed, event = context["pressed"], DisputeEvent.RESOLVE
        dispute = settle_dispute.check_may(desk, pressed.subject_id, context["person"], pressed.version, event)
        client.views_open(
            trigger_id=body["trigger_id"], view=resolve_form(dispute, channel=pressed.channel, ts=pressed.ts)
        )
        ack()

    @app.view(Form.RESOLVE_DISPUTE)
    def resolve(ack: Ack, context: BoltContext) -> None:
        pressed, said, person = context["pressed"], context["filled"].text, context["person"]
        outcome, root_cause = Outcome(said[Field.OUTCOME]), RootCause(said[Field.REASON_CODE])
        try:
            dispute = settle_dispute.check_may(desk, pressed.subject_id, person, pressed.version, DisputeEvent.RESOLVE)
            settle_dispute.resolve(
                desk,
                pressed.subject_id,
                person=person,
                version=pressed.version,
                outcome=outcome,
                root_cause=root_cause,
                note_text=said[Field.NOTE],
                is_credit_expected=said[Field.CREDIT] == Expected.YES,
                credit=typed_amount(said.get(Field.AMOUNT, ""), dispute.currency),
            )
        except (ValueError, NotNowError) as error:
            ack(response_action="errors", errors=dict(with_error(Field.AMOUNT, str(error))))
            return
        ack()
