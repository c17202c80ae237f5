"""*It did not leave*: a person says so of the mail that nobody knew about, and is asked again."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext

from bot.flows.desk import Desk
from bot.flows.settle_mail import say_of_mail
from models.controls import Action


def register(app: App, desk: Desk) -> None:
    """Open the door."""

    @app.action(Action.MAIL_STAYED)
    def mail_stayed(ack: Ack, context: BoltContext) -> None:
        pressed = context["pressed"]
        person, version = context["person"], pressed.version
        say_of_mail(desk, pressed.subject_id, person=person, version=version, was_sent=False)
        ack()
