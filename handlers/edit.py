"""Edit: a person's words, or the bank's words for fewer invoices."""

from __future__ import annotations

import json
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.cards.forms import edit_form, text_mark, with_error
from bot.cards.picks import picks_of
from bot.errors import RefusedError
from bot.flows import decide_packet, edit_draft
from bot.flows.desk import Desk
from models.controls import Action, Field, Filled, Form
from models.draft import Picks
from models.drafting import EditCode
from models.lifecycle import PacketEvent
from models.packet_record import PacketRecord


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.EDIT)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed = context["pressed"]
        record = decide_packet.check_may(desk, pressed.subject_id, PacketEvent.EDIT, context["person"], pressed.version)
        decide_packet.open_packet(desk, pressed.subject_id, context["person"])
        offered = edit_draft.choices(desk, record)
        view = edit_form(record, channel=pressed.channel, ts=pressed.ts, choices=offered)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.action(Field.TO)
    @app.action(Field.TONE)
    @app.action(Field.INVOICES)
    def render_again(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        pressed, filled = context["pressed"], context["filled"]
        record = decide_packet.read_packet(desk, pressed.subject_id, context["person"])
        ticked = frozenset(filled.ticked.get(Field.INVOICES, ()))
        bank = str(json.loads(body["view"]["private_metadata"]).get("bank", ""))
        view = _rendered(desk, record, filled, ticked, bank, pressed.channel, pressed.ts)
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
        ack()

    @app.view(Form.EDIT)
    def save(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        pressed, filled = context["pressed"], context["filled"]
        text = filled.text
        try:
            edit_draft.edit(
                desk,
                pressed.subject_id,
                person=context["person"],
                version=pressed.version,
                subject=text.get(Field.SUBJECT, ""),
                body=text.get(Field.BODY, "") if _offered(body["view"]) else None,
                invoices=frozenset(filled.ticked.get(Field.INVOICES, ())),
                code=EditCode(text[Field.REASON_CODE]) if Field.REASON_CODE in text else None,
                chosen=_picks(filled),
            )
        except RefusedError as error:
            # Beside a field, so that the words stay on the person's screen.
            ack(response_action="errors", errors=dict(with_error(Field.SUBJECT, str(error))))
            return
        ack()


def _picks(filled: Filled) -> Picks:
    return picks_of(filled.text.get(Field.TO), filled.ticked.get(Field.CC, ()), filled.text.get(Field.TONE))


def _offered(view: dict[str, Any]) -> str:
    """The text the form opened with."""
    elements = [block["element"] for block in view["blocks"] if "element" in block]
    return next((str(one.get("initial_value", "")) for one in elements if one.get("action_id") == Field.BODY), "")


def _rendered(
    desk: Desk, record: PacketRecord, filled: Filled, ticked: frozenset[str], bank: str, channel: str, ts: str
) -> dict[str, Any]:
    """The form with the bank's text for what is ticked, unless the person has already written their own."""
    typed = filled.text.get(Field.BODY, "")
    draft, findings = edit_draft.compose_for(desk, record, ticked or None, _picks(filled))
    # Whatever differs from what the bank last wrote here is somebody's own.
    own_words = text_mark(typed) != bank
    return edit_form(
        record,
        channel=channel,
        ts=ts,
        subject=filled.text.get(Field.SUBJECT) if own_words else draft.subject,
        body=typed if own_words else draft.body,
        ticked=ticked,
        findings=findings,
        bank=draft.body,
        choices=edit_draft.choices(desk, record),
        chosen=draft,
    )
