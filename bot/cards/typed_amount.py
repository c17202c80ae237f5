"""An amount somebody typed into a form."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from bot.errors import WrongFieldError
from models.controls import Field
from models.money import Money, money

_HOW = "Write it with a point and no thousands mark: 1250.00"


def read_amount(text: str, currency: str) -> Money:
    """The amount in *currency*, whose code may stand beside it.

    Raises:
        ValueError: it cannot be read; the message says beside the field how to write it.
    """
    plain = text.replace(currency, "").strip()
    if "," in plain:
        raise ValueError(_HOW)
    try:
        return money(Decimal(plain), currency)
    except InvalidOperation:
        raise ValueError(_HOW) from None


def typed_amount(text: str, currency: str) -> Money | None:
    """As `read_amount`; None where the field was left empty.

    Raises:
        WrongFieldError: it cannot be read; told beside the field.
    """
    if not text.strip():
        return None
    try:
        return read_amount(text, currency)
    except ValueError as error:
        raise WrongFieldError(Field.AMOUNT, str(error)) from None
