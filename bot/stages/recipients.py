"""Who at a customer may be written to: verified in every row, and at a mail domain of the customer's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from models.correspondence import Contact, ContactStatus
from models.evidence import Evidence
from models.ledger import Account

#: A bare address: no name beside it, no quotes, no second address.
_BARE = re.compile(r"[^@\s\"'<>()\[\],;:\\]+@([^@\s\"'<>()\[\],;:\\]+)")
#: Anybody may have an address there, so it says nothing of whose it is.
_FREE_MAIL = re.compile(
    r"(?:163|aol|gmail|googlemail|icloud|mail|me|protonmail|qq|yandex|zoho)\.com"
    r"|(?:gmx|hotmail|live|msn|outlook|yahoo)\.(?:\w{2,3}|co\.\w{2})"
    r"|laposte\.net|libero\.it|mail\.ru|orange\.fr|proton\.me|t-online\.de|wanadoo\.fr|web\.de|yandex\.ru"
)


# ── people ───────────────────────────────────────────────────────────────────────────────────
def writable(contacts: Iterable[Contact], account: Account) -> tuple[Contact, ...]:
    """Those of *contacts* that a mail may go to.

    An address that another row has as bounced, left or unverified is not written to either, nor one that a person
    struck off. Where no mail domain of
    the customer is known a verified address is enough here; the rule `unknown_domain` then puts it before finance.
    """
    known = tuple(contacts)
    doubtful = {each.email.casefold() for each in known if not _is_verified(each) or each.struck}
    return tuple(each for each in known if each.email.casefold() not in doubtful and is_theirs(each.email, account))


def why_not(contact: Contact, account: Account) -> Evidence:
    """Why a contact that is not `writable` is not."""
    if contact.trouble is not None:
        return contact.trouble
    if not _is_verified(contact):
        return Evidence(f"{contact.name}: {contact.status or ContactStatus.UNVERIFIED}", contact.origin)
    if not is_theirs(contact.email, account):
        return Evidence(f"{contact.name}: {contact.email} is not at {_listed(account)}", contact.origin)
    return Evidence(f"{contact.name}: another row has {contact.email}, and not as verified", contact.origin)


def _is_verified(contact: Contact) -> bool:
    # A status that sources.toml declares is the bare word until the store has read it back.
    return contact.status == ContactStatus.VERIFIED


def _listed(account: Account) -> str:
    return " or ".join(own_domains(account)) or "any mail domain"


# ── domains ──────────────────────────────────────────────────────────────────────────────────
def is_theirs(address: str, account: Account) -> bool:
    """Whether *address* is at a mail domain of the customer's; where none is known, whether it is an address."""
    own = own_domains(account)
    return fits(address, own) if own else host_of(address) is not None


def fits(address: str, domains: Iterable[str]) -> bool:
    """Whether *address* is a bare address at one of these plain domains, or at a subdomain. Likeness is nothing."""
    host = host_of(address)
    return host is not None and any(host == each or host.endswith(f".{each}") for each in domains)


def own_domains(account: Account) -> tuple[str, ...]:
    """The customer's mail domains, plain; empty = none is known by which an address of theirs can be told."""
    return telling(account.mail_domains)


def telling(domains: Iterable[str]) -> tuple[str, ...]:
    """Those of *domains*, plain, that tell whose an address is: a provider of free mail does not."""
    plain = dict.fromkeys(filter(None, map(plain_domain, domains)))
    return tuple(each for each in plain if not _FREE_MAIL.fullmatch(each))


def host_of(address: str) -> str | None:
    """The domain of a bare address, plain; None where the text is anything else."""
    found = _BARE.fullmatch(address)
    return plain_domain(found[1]) if found else None


def plain_domain(domain: str) -> str | None:
    """*domain* in small letters, without a last dot, each label in the letters that punycode stands for.

    None where it is no domain of two labels or more: such a text fits nothing.
    """
    labels = list(_labels(domain.strip().removesuffix(".")))
    return ".".join(labels) if len(labels) > 1 and all(labels) else None


def _labels(domain: str) -> Iterator[str]:
    """Each label made plain; "" for what is no label."""
    for label in domain.split("."):
        plain = unicodedata.normalize("NFC", label).lower()
        yield _from_punycode(plain) if plain.startswith("xn--") else plain if _is_label(plain) else ""


def _is_label(label: str) -> bool:
    return all(char.isalnum() or char == "-" or unicodedata.combining(char) for char in label)


def _from_punycode(label: str) -> str:
    """The letters it stands for, if it is how they are written: "xn--" before plain letters is a disguise."""
    written = label.removeprefix("xn--")
    try:
        letters = written.encode("ascii").decode("punycode")
    except UnicodeError:
        return ""
    is_plain = letters == unicodedata.normalize("NFC", letters).lower() and _is_label(letters)
    is_needed = not letters.isascii() and letters.encode("punycode").decode("ascii") == written
    return letters if is_plain and is_needed else ""
