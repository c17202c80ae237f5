"""Between approval and hand-over the world moves: the mail stops and the card says what moved."""

import pytest

from models.controls import Action
from models.lifecycle import PacketState
from tests.journeys.journey import CEDAR, HARROW, LUMEN, MARCO, OLIVE, append, mails, shown, wait_out_undo


def test_a_payment_closes_the_packet_and_stops_the_mail(hands):
    hands.press(OLIVE, HARROW, Action.APPROVE)
    append(hands, "payments.csv", "P-9,C-1004,FS-3158,4180.00,EUR,2026-05-11")
    hands.office.read_exports()
    wait_out_undo(hands)
    assert mails(hands) == []
    record = hands.packet(HARROW)
    assert record.state is PacketState.CLOSED
    card = shown(hands, f"packet:{record.id}")
    assert "€4,180.00 has since been paid or credited" in card
    assert "The approved mail did not leave." in card


MOVED = [
    pytest.param("payments.csv", "P-9,C-1011,FS-3153,1000.00,EUR,2026-05-11", "FS-3153 is now", id="part paid"),
    pytest.param("payments.csv", "P-9,C-1011,FS-3161,1150.00,EUR,2026-05-11", "FS-3161 is no longer", id="one paid"),
    pytest.param("payments.csv", "P-9,C-1011,,50.00,EUR,2026-05-11", "Unapplied cash is now", id="unapplied cash"),
    pytest.param(
        "promises.csv", "PR-9,C-1011,,,2026-05-20,Anneke,FS-3161,On the 20th.", "FS-3161 is now left out", id="promised"
    ),
    pytest.param(
        "messages.csv",
        "M-9,C-1011,in,anneke@lumenfreight.example,2026-05-11 06:01,Hello,Could you ring me?,<m9@lumenfreight.example>",
        "wrote after the approval",
        id="a new message",
    ),
    pytest.param(
        "tickets.csv", "T-9,C-1011,Label printer,Open,2026-05-11,low,support", "A ticket was opened", id="a new ticket"
    ),
]


@pytest.mark.parametrize(("export", "row", "told"), MOVED)
def test_whatever_moves_voids_the_approval_and_is_named(hands, export, row, told):
    hands.press(MARCO, LUMEN, Action.APPROVE)
    append(hands, export, row)
    hands.office.read_exports()
    wait_out_undo(hands)
    assert mails(hands) == []
    record = hands.packet(LUMEN)
    assert record.state is PacketState.POSTED
    assert record.approval is None
    assert any(told in moved for moved in record.drift)
    assert told in shown(hands, f"packet:{record.id}")


def test_a_contact_who_left_voids_the_approval(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    contacts = hands.office.exports / "contacts.csv"
    lines = contacts.read_text(encoding="utf-8").splitlines()
    left = [line.replace(",verified,", ",left,") if ",C-1017," in line else line for line in lines]
    contacts.write_text("\n".join(left) + "\n", encoding="utf-8")
    hands.office.read_exports()
    wait_out_undo(hands)
    assert mails(hands) == []
    assert any("no longer a verified contact" in moved for moved in hands.packet(CEDAR).drift)


def test_an_approval_older_than_the_policy_allows_is_void(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.clock.advance(hands.office.desk.policy.approval_valid)
    wait_out_undo(hands)
    assert mails(hands) == []
    assert "older than the policy" in hands.packet(CEDAR).drift[0]


def test_the_erp_marking_it_disputed_stops_the_mail(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    invoices = hands.office.exports / "invoices.csv"
    lines = invoices.read_text(encoding="utf-8").splitlines()
    marked = [line.removesuffix("No") + "Yes" if line.startswith("FS-3152,") else line for line in lines]
    invoices.write_text("\n".join(marked) + "\n", encoding="utf-8")
    hands.office.read_exports()
    wait_out_undo(hands)
    assert mails(hands) == []
    assert hands.packet(CEDAR).state is not PacketState.SENT
    with hands.office.desk.store.transaction() as books:
        assert [dispute.flagged_by for dispute in books.disputes(CEDAR)] == ["erp"]
