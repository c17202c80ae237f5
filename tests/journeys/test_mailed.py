"""An approved mail that asks for less than its packet, and what became of a mail since it was sent."""

from models.controls import Action, Command, Field
from tests.journeys.journey import LUMEN, MARCO, card, modal, more, shown, wait_out_undo

LEFT = "FS-3161 left out by Marco Vidal"


def narrowed(hands):
    hands.press(MARCO, LUMEN, Action.EDIT)
    hands.office.slack.click_in_modal(MARCO, Field.INVOICES, ["FS-3153"])
    hands.fill(MARCO, {})
    hands.press(MARCO, LUMEN, Action.APPROVE)


def asked(hands, text, command=Command.INVOICE):
    hands.office.slack.command(MARCO, "C0OFFICE", command, text)
    return str(hands.office.slack.ephemerals(MARCO)[-1])


def test_the_card_of_an_approved_and_of_a_sent_mail_tells_its_own_amount(hands):
    narrowed(hands)
    for _ in ("approved", "sent"):
        told = card(hands, LUMEN)
        assert "€7,920.00" in told
        assert "€9,070.00" not in told
        assert LEFT in told
        wait_out_undo(hands)


def test_the_list_counts_what_was_asked_for(hands):
    narrowed(hands)
    wait_out_undo(hands)
    told = str(hands.office.slack.messages("C0MARCO")[0])
    assert f"sent; {LEFT}" in told


def test_the_record_of_an_approval_names_the_invoices_and_the_amount(hands):
    narrowed(hands)
    subject = f"packet:{hands.packet(LUMEN).id}"
    with hands.office.desk.store.transaction() as books:
        entries = [entry for _, entry, _ in books.audit_trail(subject)]
    (approved,) = [entry for entry in entries if entry.what == "packet.approve"]
    assert (approved.detail["asks_for"], approved.detail["amount"]) == ("FS-3153", "€7,920.00")


def test_an_invoice_that_is_not_in_the_mail_is_not_called_approved_or_sent(hands):
    narrowed(hands)
    assert f"not in the mail that is approved, not yet sent ({LEFT})" in asked(hands, "FS-3161")
    assert "Follow-up: approved, not yet sent" in asked(hands, "FS-3153")
    wait_out_undo(hands)
    assert f"not in the mail that is sent ({LEFT})" in asked(hands, "FS-3161")


def test_the_mails_of_an_account_tell_what_each_asked_for(hands):
    narrowed(hands)
    wait_out_undo(hands)
    told = asked(hands, f"{LUMEN} sent", Command.ACCOUNT)
    assert "about FS-3153, €7,920.00 to" in told
    assert LEFT in told


def sent(hands):
    hands.press(MARCO, LUMEN, Action.APPROVE)
    wait_out_undo(hands)
    return hands.packet(LUMEN)


def test_a_purchase_order_that_comes_after_the_mail_is_told_until_the_books_have_it(hands):
    mail = sent(hands)
    more(hands, MARCO, LUMEN, Action.PO_RECEIVED)
    hands.fill(MARCO, {Field.PO_NUMBER: "77812", Field.SAID_BY: "Anneke Visser", Field.INVOICES: ["FS-3153"]})
    words = "Recorded by Marco Vidal, 11 May 2026: ", "PO 77812 for FS-3153"
    places = (shown(hands, f"packet:{mail.id}"), asked(hands, "FS-3153"), asked(hands, LUMEN, Command.ACCOUNT))
    for told in places:
        assert all(each in told for each in words)
    of_mail = hands.card(f"packet:{mail.id}")
    hands.office.slack.click(MARCO, of_mail.channel, of_mail.ts, Action.DETAILS)
    assert "PO 77812 for FS-3153" in modal(hands, MARCO)


def test_a_wrong_contact_told_after_the_mail_stands_on_the_sent_card(hands):
    mail = sent(hands)
    more(hands, MARCO, LUMEN, Action.WRONG_CONTACT)
    hands.fill(MARCO, {Field.CONTACT: mail.draft.to[0], Field.SAID_BY: "Their desk"})
    assert "is not the one to write to, says Their desk" in shown(hands, f"packet:{mail.id}")


def test_a_sent_mail_that_was_paid_already_says_so_on_its_card_and_in_the_list(hands):
    sent(hands)
    more(hands, MARCO, LUMEN, Action.ALREADY_PAID)
    hands.fill(MARCO, {Field.INVOICES: ["FS-3153"], Field.SAID_BY: "Anneke Visser"})
    told = card(hands, LUMEN)
    assert "Disputed (already paid) since: " in told
    assert "FS-3153 (Marco Vidal, 11 May 2026)" in told
    assert "sent; disputed (already paid) since" in str(hands.office.slack.messages("C0MARCO")[0])
