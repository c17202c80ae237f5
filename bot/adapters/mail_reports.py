"""Whether a machine sent a mail, by what RFC 3834 and RFC 3464 say such mails carry; in doubt a person did."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.parser import HeaderParser
from email.policy import default
from typing import NamedTuple

from bot.adapters.mail_headers import is_address, mailboxes, message_ids, raw
from bot.adapters.mail_parts import FAULTS
from models.correspondence import Automatic

_ANSWERING = ("X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Autoresponder", "X-Auto-Reply")
_MOST_HEADER_TEXT = 20_000


class Report(NamedTuple):
    """What a mail is by itself, without who wrote it."""

    automatic: Automatic | None
    #: Addresses that cannot be reached, for good.
    bounced: tuple[str, ...] = ()
    #: Message-IDs of the mails that came back.
    returned: tuple[str, ...] = ()


def report_of(root: EmailMessage) -> Report:
    """Whether *root* is a bounce or a machine's answer.

    A report that says of nobody that it failed for good is an answer; one that cannot be read is for a person. So is
    a notice that a machine sent by itself: "auto-generated" in answer to nothing is a customer's portal that speaks.
    """
    returned = tuple(dict.fromkeys((*_returned(root), *_tagged(root))))
    if _report_type(root) == "delivery-status":
        outcomes = [_outcome(block) for block in _status_blocks(root)]
        if any(outcome.is_final for outcome in outcomes):
            failed = dict.fromkeys(each for outcome in outcomes if outcome.is_final for each in outcome.addresses)
            return Report(Automatic.BOUNCE, tuple(failed), returned)
        if any(outcome.action for outcome in outcomes):
            return Report(Automatic.AUTO_REPLY, (), returned)
    elif failed_addresses := _older_bounce(root):
        return Report(Automatic.BOUNCE, failed_addresses, returned)
    elif _report_type(root) == "disposition-notification" or _is_answer(root):
        return Report(Automatic.AUTO_REPLY)
    return Report(None)


def _is_answer(root: EmailMessage) -> bool:
    submitted = raw(root, "Auto-Submitted").partition(";")[0].strip().casefold()
    if submitted == "auto-generated":
        return bool(raw(root, "In-Reply-To") or raw(root, "References"))
    if submitted not in ("", "no"):
        return True
    precedence = raw(root, "Precedence").casefold()
    marked = any(raw(root, name).casefold() not in ("", "no", "false") for name in _ANSWERING)
    return precedence == "auto_reply" or (precedence in ("bulk", "junk") and marked)


def _older_bounce(root: EmailMessage) -> tuple[str, ...]:
    """The addresses of a report from before RFC 3464, which has them in a header."""
    sender = next(iter(mailboxes(root, "From")), None)
    by_server = sender is not None and sender.address.partition("@")[0].casefold() == "mailer-daemon"
    if raw(root, "Return-Path") != "<>" or not by_server:
        return ()
    named = (each.strip() for each in raw(root, "X-Failed-Recipients").split(","))
    return tuple(dict.fromkeys(each for each in named if is_address(each)))


# ── RFC 3464 ─────────────────────────────────────────────────────────────────────────────────
class _Outcome(NamedTuple):
    action: str
    is_final: bool
    addresses: tuple[str, ...]


def _outcome(block: Message[str, str]) -> _Outcome:
    """What a report says of one recipient. A status of 4 gave up without knowing, whatever the action is called."""
    action = raw(block, "Action").casefold()
    is_final = action == "failed" and not raw(block, "Status").startswith("4")
    named = (raw(block, name).partition(";")[2].strip(" <>") for name in ("Original-Recipient", "Final-Recipient"))
    return _Outcome(action, is_final, tuple(each for each in named if is_address(each)))


def _report_type(root: EmailMessage) -> str:
    try:
        found = root.get_param("report-type") if root.get_content_type() == "multipart/report" else ""
    except FAULTS:
        return ""
    return str(found or "").casefold()


def _status_blocks(root: EmailMessage) -> Iterator[Message[str, str]]:
    for part in _parts(root):
        if part.get_content_type() == "message/delivery-status":
            yield from _parts(part)


def _returned(root: EmailMessage) -> Iterator[str]:
    """Ids of the mails a report carries, whole or as their headers."""
    for part in _parts(root) if root.get_content_type() == "multipart/report" else ():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            for mail in _parts(part):
                yield from message_ids(mail, "Message-ID")
        elif kind == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
            head = HeaderParser(policy=default).parsestr(text[:_MOST_HEADER_TEXT])
            yield from message_ids(head, "Message-ID")


def _tagged(root: EmailMessage) -> Iterator[str]:
    """The mail whose own address the report came to: a Message-ID's beginning stands behind the plus sign.

    It says nothing about mails of others: an id that we never gave is looked for in vain.
    """
    written = [raw(root, name).strip(" <>") for name in ("Delivered-To", "X-Original-To")]
    for address in (*filter(is_address, written), *(box.address for box in mailboxes(root, "To"))):
        local, _, domain = address.rpartition("@")
        if tag := local.partition("+")[2]:
            yield f"<{tag}@{domain}>"


def _parts(part: Message[str, str]) -> list[Message[str, str]]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
