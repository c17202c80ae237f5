"""A Slack message as its reader sees it, and the PO numbers it names."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: `<@U1>`, `<#C1|name>`, `<!here>`, `<https://… |label>`.
_MARKED = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_SIGNS = {"@": "@", "#": "#", "!": "@"}
#: "PO 4500-71188", "P.O. no. 4500-71188", "the new PO number, 4500-71188", "purchase order: AB-12".
_PO = re.compile(
    r"\b(?:p\.?\s?o\.?|purchase\s+orders?|bestell(?:ung|nummer|-?nr\.?))(?![a-z])"
    r"(?:\s*(?:number|num|no\.?|nr\.?|nummer|is|#|:|,|-))*\s*"
    r"([a-z]{0,4}[-/]?\d[\w/-]{2,30})",
    re.IGNORECASE,
)


def unmarked(text: str, names: Mapping[str, str]) -> str:
    """Return *text* without Slack's markup; *names* are those of people by their Slack user id."""

    def shown(match: re.Match[str]) -> str:
        sign, what, label = match[1], match[2], match[3]
        if sign == "@":
            return f"@{label or names.get(what, 'somebody')}"
        return f"{_SIGNS.get(sign, '')}{label or what}"

    plain = _MARKED.sub(shown, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def po_numbers(text: str) -> tuple[str, ...]:
    """Return each number *text* calls a PO, in its order; what it says of them is not understood here."""
    return tuple(dict.fromkeys(match[1].rstrip("-/") for match in _PO.finditer(text)))
