"""What each rule of the guard says to the person who reads the card."""

from __future__ import annotations

from collections.abc import Mapping

#: Rule → a sentence that names no rule. The quoted words stand before it, the record after it.
SENTENCES: Mapping[str, str] = {
    # figures
    "unknown_amount": "This amount is not on record.",
    "wrong_total": "These invoices do not add up to this.",
    "wrong_role": "This figure is on record for something else.",
    "wrong_invoice": "This belongs to another invoice.",
    "wrong_count": "The message asks for another number of invoices.",
    "wrong_currency": "This account is in another currency.",
    "percentage": "No percentage is on record.",
    "unexplained_number": "No record gives this number.",
    "unusual_numeral": "Write figures in digits.",
    "rounded_amount": "This amount is rounded.",
    "number_word": "This amount is written in words.",
    "number_without_record": "No record gives this number; it states no amount and no date.",
    "number_from_messages": "This number comes from the customer's messages.",
    # days
    "unknown_date": "This date is not on record.",
    "day_ahead": "No record sets this day; it asks for something or announces a call.",
    "relative_date": "This day is named without a date.",
    "span_of_time": "Compare this length of time with the record.",
    "not_yet_due": "This invoice is not due yet.",
    "terms_change": "Other payment terms were agreed.",
    # invoices, papers and people
    "unknown_invoice": "No invoice of this message has this number.",
    "other_invoice": "This invoice is not among those that the message asks for.",
    "left_out_invoice": "This invoice is left out of the message.",
    "unknown_po": "This purchase order is not on record.",
    "invoice_not_named": "The text does not name an invoice that it asks for.",
    "wrong_greeting": "The message greets somebody it does not go to.",
    "unknown_contact": "Nobody of this name is on record at this customer.",
    "unknown_name": "Nobody of this name is on record.",
    "unknown_address": "This mail address is not on record.",
    "telephone": "This telephone number is not on record.",
    "link": "This link is not on record.",
    "bank_details": "These are not the bank details on record.",
    "bank_change": "Bank details never change by mail.",
    "other_customer": "This speaks of another customer.",
    "internal_note": "This shows what we note among ourselves.",
    # what a reminder may not say
    "fee_or_interest": "No fee and no interest is on record.",
    "credit_or_discount": "Nothing on record promises a credit or a discount.",
    "payment_plan": "Nothing on record allows a payment plan or more time.",
    "legal_or_agency": "Lawyers, courts and agencies are not named without a signature.",
    "suspension": "Nothing on record stops what we supply.",
    "threat": "This threatens.",
    "insult": "This offends.",
    "dispute": "A dispute is answered by the person who examines it.",
    "commitment": "Nobody has promised this on record.",
    "unrecorded_word": "The customer has given no such word on record.",
    "unsent_reminder": "No such message of ours is on record.",
    "claimed_payment": "No such payment is on record.",
    "wrong_side": "This speaks as the customer, not as us.",
    "pressure": "The tone presses the customer.",
    "urgency": "The tone is more urgent than the record.",
    # the message itself
    "asks_nothing": "The text does not ask for what it is for.",
    "payment_request": "We owe this customer something first; the text asks for money.",
    "empty": "A message needs a subject and a text.",
    "outdated_draft": "The record has changed since this was written.",
    "wrong_recipient": "This address is not a verified contact.",
    "wrong_domain": "This address is outside the customer's domains.",
    "wrong_sender": "This is not the sender on record.",
    "header_trick": "This would break a header of the mail.",
    "hidden_character": "The text has characters that nobody sees.",
    "mixed_alphabets": "A word mixes letters of two alphabets.",
    "spaced_letters": "A word is taken apart into letters.",
}


def sentence_of(rule: str) -> str:
    """The sentence for *rule*; one that nobody wrote down says only that the guard found something."""
    return SENTENCES.get(rule, "The guard found something here.")
