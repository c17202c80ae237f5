"""The table [sending] of policy.toml."""

from __future__ import annotations

from bot.adapters.toml_table import TomlTable
from models.sending import Sending

_USUAL = Sending()


def read_sending(top: TomlTable) -> Sending:
    """When mail leaves and how often it is tried; what is not written is as usual.

    Raises:
        MappingError: a value is out of range, or the hours end before they begin.
    """
    if not top.has("sending"):
        return _USUAL
    table = top.table("sending")
    opens, closes = table.moment("opens", _USUAL.opens), table.moment("closes", _USUAL.closes)
    if closes <= opens:
        raise table.wrong("closes", closes, f"must be after opens ({opens}); correct one of them.")
    sending = Sending(
        opens=opens,
        closes=closes,
        customer_hours=table.flag("customer_hours", default=_USUAL.customer_hours),
        tries=table.number("tries", _USUAL.tries, least=1, most=20),
    )
    table.finish()
    return sending
