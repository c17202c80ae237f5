"""A mail as the bytes that lie in a mailbox: the way each mail program quotes, signs, encodes and refuses."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from babel.dates import format_datetime as local_datetime

from tools.demo_company.world import Mail

_QUOTED_BY = {
    "de": "Am {at} schrieb {name} <{mail}>:",
    "fr": "Le {at}, {name} <{mail}> a écrit :",
    "es": "El {at}, {name} <{mail}> escribió:",
    "it": "Il giorno {at} {name} <{mail}> ha scritto:",
    "nl": "Op {at} schreef {name} <{mail}>:",
}
_ORIGINAL = {
    "en": ("-----Original Message-----", "From", "Sent", "To", "Subject"),
    "de": ("-----Ursprüngliche Nachricht-----", "Von", "Gesendet", "An", "Betreff"),
    "fr": ("-----Message d'origine-----", "De", "Envoyé", "À", "Objet"),
    "es": ("-----Mensaje original-----", "De", "Enviado el", "Para", "Asunto"),
}


def file_name(mail: Mail) -> str:
    """Sortable by time, findable by customer."""
    return f"{mail.at:%Y-%m-%d-%H%M}-{mail.customer.id.lower()}-{_serial(mail)}.eml"


def letter(mail: Mail) -> bytes:
    """The mail as it is stored; the same mail gives the same bytes."""
    if mail.automatic == "bounce" and mail.answers is not None:
        return _report(mail, mail.answers)
    message = _headed(mail)
    body = _body(mail)
    message.set_content(body, cte="quoted-printable")
    if mail.client in ("gmail", "outlook"):
        message.add_alternative(_html(body), subtype="html", cte="quoted-printable")
    for name in mail.attachments:
        message.add_attachment(b"an attachment nobody reads\n", maintype="application", subtype="pdf", filename=name)
    return _bytes(message, mail)


def _headed(mail: Mail) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr(mail.sender)
    message["To"] = ", ".join(formataddr(one) for one in mail.recipients)
    message["Subject"] = mail.said(mail.subject)
    message["Date"] = format_datetime(mail.at)
    message["Message-ID"] = mail.message_id
    if mail.answers is not None:
        thread = _thread(mail.answers)
        message["In-Reply-To"] = thread[-1]
        message["References"] = " ".join(thread)
    if mail.automatic == "auto_reply":
        message["Auto-Submitted"] = "auto-replied"
        message["X-Auto-Response-Suppress"] = "All"
    return message


def _thread(mail: Mail) -> list[str]:
    return [*(_thread(mail.answers) if mail.answers else ()), mail.message_id]


def _body(mail: Mail) -> str:
    text = mail.said(mail.text) + "\n"
    if not mail.quotes or mail.answers is None:
        return text
    return f"{text}\n{_quote(mail, mail.answers)}\n"


def _quote(mail: Mail, earlier: Mail) -> str:
    name, address = earlier.sender
    text = _body(earlier).rstrip()
    if mail.client == "outlook":
        mark, *labels = _ORIGINAL.get(mail.language, _ORIGINAL["en"])
        at = local_datetime(earlier.at, "EEEE, d MMMM y HH:mm", locale=mail.language)
        to = "; ".join(one for one, _ in earlier.recipients)
        heads = (f"{name} <{address}>", at, to, earlier.said(earlier.subject))
        return "\n".join([mark, *(f"{key}: {value}" for key, value in zip(labels, heads, strict=True)), "", text])
    pattern = "EEE, d MMM y 'at' HH:mm" if mail.language == "en" else "dd.MM.y HH:mm"
    at = local_datetime(earlier.at, pattern, locale="en")
    said = _QUOTED_BY.get(mail.language, "On {at}, {name} <{mail}> wrote:").format(at=at, name=name, mail=address)
    return "\n".join([said, *(f"> {line}".rstrip() for line in text.splitlines())])


def _html(body: str) -> str:
    paragraphs = (html.escape(part).replace("\n", "<br>\n") for part in re.split(r"\n{2,}", body.strip()))
    return "<html><body>\n" + "\n".join(f"<p>{part}</p>" for part in paragraphs) + "\n</body></html>\n"


def _report(mail: Mail, lost_mail: Mail) -> bytes:
    """A delivery status report (RFC 3464): the mail it answers will not arrive."""
    lost = lost_mail.recipients[0][1]
    message = _headed(mail)
    message["Return-Path"] = "<>"
    message["Auto-Submitted"] = "auto-replied"
    message.set_type("multipart/report")
    message.set_param("report-type", "delivery-status")
    said = f"I'm sorry to have to inform you that your message could not be delivered.\n\n<{lost}>: user unknown\n"
    message.attach(_part(lambda part: part.set_content(said)))
    status = EmailMessage(policy=SMTP)
    status.set_type("message/delivery-status")
    server, person = Message(), Message()
    server["Reporting-MTA"] = f"dns; mx.{lost.partition('@')[2]}"
    person["Final-Recipient"] = f"rfc822; {lost}"
    person["Action"] = "failed"
    person["Status"] = "5.1.1"
    person["Diagnostic-Code"] = "smtp; 550 5.1.1 User unknown"
    status.set_payload([server, person])
    message.attach(status)
    message.attach(_part(lambda part: part.set_content(_headed(lost_mail), disposition="inline")))
    return _bytes(message, mail)


def _part(fill: Callable[[EmailMessage], object]) -> EmailMessage:
    part = EmailMessage(policy=SMTP)
    fill(part)
    return part


def _bytes(message: EmailMessage, mail: Mail) -> bytes:
    for count, part in enumerate(part for part in message.walk() if part.is_multipart()):
        if part.get_content_maintype() == "multipart":
            part.set_boundary(f"=_{_serial(mail)}_{count}")
    return message.as_bytes()


def _serial(mail: Mail) -> str:
    return re.sub(r"[^a-z0-9]", "", mail.message_id.partition("@")[0].lower())[-12:]
