"""*It was sent*: a person found the mail that nobody knew about."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.flows.desk import Desk
from bot.flows.settle_mail import say_of_mail
from models.controls import Action


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.MAIL_LEFT)
    def mail_left(ack: Ack, context: BoltContext) -> None:
        pressed = context["pressed"]
        person, version = context["person"], pressed.version
        say_of_mail(desk, pressed.subject_id, person=person, version=version, was_sent=True)
        ack()
