"""The bytes of an approved mail, the same whichever way it leaves; parsed again and compared before they go."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import format_datetime, getaddresses

from bot.errors import DeliveryRefusedError
from models.draft import Draft

#: Seven bits throughout: not every server on the way takes eight.
_WIRE = SMTP.clone(cte_type="7bit")
_MAIL_TEXT, _PDF = "text/plain", "application/pdf"
#: Controls split headers; an encoded word is decoded by some interpreters and then splits them too.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]|=\?.*\?=")
#: Half a line end: servers differ about where the mail is over.
_BARE_LINE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)")


def rendered(draft: Draft, *, message_id: str, at: datetime, files: Sequence[bytes] = ()) -> bytes:
    """The mail's bytes, parsed again and compared before they are returned.

    *files* are the bytes of the draft's attachments, in their order.

    Raises:
        DeliveryRefusedError: what would leave is not what was built.
    """
    mail = EmailMessage(policy=_WIRE)
    headers = {
        "From": _address(draft.sender),
        "Reply-To": _address(draft.reply_to),
        "To": _addresses(draft.to),
        "Cc": _addresses(draft.cc),
        "Subject": draft.subject,
        "Message-ID": message_id,
        "Date": format_datetime(at),
        "In-Reply-To": draft.references[-1] if draft.references else "",
        "References": " ".join(draft.references),
        # RFC 3834: asks out-of-office robots not to answer.
        "Auto-Submitted": "no",
    }
    built = {name: value for name, value in headers.items() if value}
    for name, value in built.items():
        mail[name] = _safe(name, value)
    try:
        mail.set_content(draft.body)
        for attachment, file in zip(draft.attachments, files, strict=False):
            mail.add_attachment(file, maintype="application", subtype="pdf", filename=_safe("name", attachment.name))
        data = mail.as_bytes()
    except ValueError as error:
        raise DeliveryRefusedError(f"The text cannot be written as a mail: {error}") from error
    _compare(data, built, draft)
    return data


def bare_address(text: str) -> str:
    """The address alone of one that may have a name beside it; "" = it is not one."""
    (_, address), *rest = getaddresses([text]) or [("", "")]
    return "" if rest else address


def _address(text: str) -> str:
    # What the standard library takes for no address at all comes back as none.
    (name, address), *rest = getaddresses([text]) or [("", "")]
    local, _, domain = address.rpartition("@")
    if rest or not local or not domain or not address.isascii():
        raise DeliveryRefusedError(f"{text!r} is not one mail address.")
    return str(Address(display_name=name, username=local, domain=domain))


def _addresses(texts: tuple[str, ...]) -> str:
    return ", ".join(_address(text) for text in texts)


def _safe(name: str, value: str) -> str:
    if _UNSAFE.search(value):
        raise DeliveryRefusedError(f"The {name} header carries a control character or an encoded word.")
    return value


def _compare(data: bytes, built: dict[str, str], draft: Draft) -> None:
    if _BARE_LINE_END.search(data) or not data.endswith(b"\r\n"):
        raise DeliveryRefusedError("The mail as serialised has lines that do not end as lines of a mail do.")
    parsed = message_from_bytes(data, policy=SMTP)
    own = {"content-type", "content-transfer-encoding", "mime-version"}
    names = sorted(name.lower() for name in parsed if name.lower() not in own)
    recipients = [address for _, address in getaddresses(parsed.get_all("To", []) + parsed.get_all("Cc", []))]
    wanted = [address for _, address in getaddresses([*draft.to, *draft.cc])]
    if names != sorted(name.lower() for name in built) or recipients != wanted:
        raise DeliveryRefusedError("The mail as serialised has other headers or recipients than were approved.")
    approved = [(_MAIL_TEXT, None, ""), *((_PDF, file.name, file.digest) for file in draft.attachments)]
    if [_part(part) for part in parsed.walk() if not part.is_multipart()] != approved:
        raise DeliveryRefusedError("The mail as serialised has other parts or files than were approved.")


def _part(part: Message) -> tuple[str, str | None, str]:
    """What kind of part it is, the name of its file, and for a file the sha256 of its bytes."""
    name, data = part.get_filename(), part.get_payload(decode=True)
    digest = hashlib.sha256(data).hexdigest() if name is not None and isinstance(data, bytes) else ""
    return part.get_content_type(), name, digest
