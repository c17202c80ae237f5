"""Who may record what the customer said, and what a press of each kind becomes or is refused for."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.errors import NotAllowedError, NotNowError, WrongFieldError
from bot.stages import decide_record
from bot.stages.decide import Press
from models.controls import Field
from models.fact import FactKind
from models.lifecycle import PacketState
from models.money import Money
from models.packet_record import PacketRecord
from models.people import Person, Reviewer, Role
from models.recorded import How
from tests.bot.stages import ledger_builder as b
from tests.bot.stages.test_recorded import ANN, BOB, TWO, po, struck

OLIVE = Person(team_id="T", user_id="U0OLIVE", name="Olive Byrne", roles=frozenset({Role.ACCOUNT_OWNER}))
NORA = Person(team_id="T", user_id="U0NORA", name="Nora", roles=frozenset({Role.CONTROLLER}))
MARCO = Person(team_id="T", user_id="U0MARCO", name="Marco", roles=frozenset({Role.ACCOUNT_OWNER}))
ARJUN = Person(team_id="T", user_id="U0ARJUN", name="Arjun", roles=frozenset({Role.FINANCE}))
FRIDAY = date(2026, 5, 15)
CALL = {"said_by": "Ann Quill", "how": How.CALL}


def record(**other: Any) -> PacketRecord:
    return PacketRecord(
        id="P1",
        packet=b.sorted_one(**other),
        state=PacketState.POSTED,
        version=3,
        reviewer=Reviewer(Role.ACCOUNT_OWNER, OLIVE.user_id),
        prepared_at=b.AT,
    )


def press(at: datetime = b.AT) -> Press:
    return Press(person=OLIVE, version=3, at=at)


def promised(one: PacketRecord | None = None, **other: Any) -> Any:
    said: dict[str, Any] = {"numbers": ["1001"], "amount": None, "on": FRIDAY, **CALL}
    return decide_record.promised(one or record(), press(), b.POLICY, **(said | other))


@pytest.mark.parametrize("person", [OLIVE, ARJUN])
def test_whoever_has_rights_on_the_account_records(person: Person):
    decide_record.authorise(record(), person, b.POLICY)


@pytest.mark.parametrize(
    "person",
    [
        pytest.param(MARCO, id="the owner of another account"),
        pytest.param(NORA, id="a controller, who decides nothing"),
        pytest.param(Person(team_id="T", user_id="U9", name="X"), id="nobody of the policy"),
        pytest.param(
            Person(team_id="T", user_id="U0OLIVE", name="O", roles=OLIVE.roles, barred="Guests may not."), id="a guest"
        ),
    ],
)
def test_nobody_else_does(person: Person):
    with pytest.raises(NotAllowedError):
        decide_record.authorise(record(), person, b.POLICY)


def test_a_promise_keeps_who_said_it_how_and_who_recorded_it():
    fact = promised(amount=Money(40_000, "EUR"))
    assert (fact.kind, fact.about, fact.by_name) == (FactKind.PROMISED, "fennel\n1001", "Olive Byrne")
    assert (fact.promise.due_on, fact.promise.said_by, fact.promise.amount) == (
        FRIDAY,
        "Ann Quill",
        Money(40_000, "EUR"),
    )
    assert fact.promise.origin.row == "recorded by Olive Byrne, call"
    assert fact.reason == "Promised for 15 May 2026 by Ann Quill, call"


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"numbers": []}, Field.INVOICES),
        ({"numbers": ["1001", "9999"]}, Field.INVOICES),
        ({"on": date(2026, 5, 10)}, Field.ON),
        ({"amount": Money(0, "EUR")}, Field.AMOUNT),
        ({"amount": Money(100_001, "EUR")}, Field.AMOUNT),
    ],
)
def test_a_promise_that_cannot_be_is_told_beside_its_field(other: dict[str, Any], field: Field):
    with pytest.raises(WrongFieldError) as refused:
        promised(**other)
    assert refused.value.field is field


def test_a_promise_for_today_counts_in_the_zone_of_the_entity():
    assert promised(on=b.TODAY).promise.due_on == b.TODAY
    late = datetime(2026, 5, 11, 23, 30, tzinfo=UTC)
    with pytest.raises(WrongFieldError):
        decide_record.promised(record(), press(late), b.POLICY, numbers=["1001"], amount=None, on=b.TODAY, **CALL)


def test_a_promise_of_their_mail_keeps_the_sentence_when_the_day_is_the_one_they_named():
    says = b.message("We will pay invoice 1001 on 15 May 2026.", date(2026, 5, 8))
    heard = record(ledger=b.book(messages=(says,)))
    assert heard.packet.promise_heard is not None
    assert "15 May 2026" in promised(heard).promise.quote
    assert promised(heard, on=date(2026, 5, 18)).promise.quote == ""


def test_one_purchase_order_is_a_fact_for_each_invoice_due_or_not():
    ledger = b.book(invoices=(b.invoice(), b.invoice("1002", days_past_due=-5)))
    facts = decide_record.po_received(
        record(ledger=ledger), press(), numbers=["1001", "1002"], po_number="4711", said_by="Ann Quill"
    )
    assert [fact.about for fact in facts] == ["fennel\n1001", "fennel\n1002"]
    assert {fact.po.number for fact in facts if fact.po} == {"4711"}


def test_a_number_the_invoice_has_already_is_told_beside_its_field():
    ledger = b.book(invoices=(b.invoice(po_number="4711"),))
    with pytest.raises(WrongFieldError, match="1001 has this number already") as refused:
        decide_record.po_received(record(ledger=ledger), press(), numbers=["1001"], po_number="4711", said_by="Ann")
    assert refused.value.field is Field.PO_NUMBER


@pytest.mark.parametrize(
    ("email", "instead", "field"),
    [("who@acme.example", "", Field.CONTACT), (ANN, ANN, Field.INSTEAD), (ANN, "who@acme.example", Field.INSTEAD)],
)
def test_a_contact_nobody_may_write_to_cannot_be_chosen(email: str, instead: str, field: Field):
    one = record(ledger=b.book(contacts=TWO))
    with pytest.raises(WrongFieldError) as refused:
        decide_record.wrong_contact(one, press(), email=email, said_by="Bob Reed", instead=instead)
    assert refused.value.field is field


def test_who_is_struck_off_already_cannot_be_chosen():
    one = record(ledger=b.book(contacts=TWO), facts=(struck(BOB),))
    assert [each.email for each in decide_record.others(one.packet)] == [ANN]
    with pytest.raises(WrongFieldError):
        decide_record.wrong_contact(one, press(), email=ANN, said_by="Bob Reed", instead=BOB)


def test_a_touch_has_a_day_that_has_come():
    said = {"how": How.CALL, "whom": "Ann Quill", "outcome": "she looks into it"}
    fact = decide_record.touched(record(), press(), b.POLICY, on=b.TODAY, **said)
    assert fact.touch is not None
    assert (fact.touch.what, fact.touch.by) == ("call with Ann Quill: she looks into it", "Olive Byrne")
    with pytest.raises(WrongFieldError) as refused:
        decide_record.touched(record(), press(), b.POLICY, on=FRIDAY, **said)
    assert refused.value.field is Field.ON


def test_what_is_unticked_is_taken_back_and_what_was_not_shown_is_left_alone():
    one = record(ledger=b.book(contacts=TWO), facts=(po(), struck(instead=BOB)))
    order, strike = one.packet.recorded
    (back,) = decide_record.reviewed(one, press(), shown=[order.id], still_true=[])
    assert (back.kind, back.about) == (FactKind.TAKEN_BACK, order.key)
    with pytest.raises(NotNowError):
        decide_record.reviewed(one, press(), shown=[order.id, strike.id], still_true=[order.id, strike.id])


def test_what_was_asked_about_and_stays_ticked_is_still_true():
    one = record(facts=(po(),), as_of=date(2026, 5, 26))
    (asked,) = one.packet.recorded
    (answer,) = decide_record.reviewed(one, press(), shown=[asked.id], still_true=[asked.id])
    assert (answer.kind, answer.about) == (FactKind.STILL_TRUE, asked.key)
