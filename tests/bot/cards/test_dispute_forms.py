"""The buttons, forms and faces of a dispute's card, and of the question to its owner."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import dispute_forms as forms
from bot.cards.dispute import dispute_card
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import check
from bot.cards.owner_question import owner_question
from bot.cards.typed_amount import read_amount
from bot.stages.sla import dispute_clock
from models.controls import Action, Field, Form
from models.dispute import Dispute, DisputedLine, DisputeStep, Outcome, OwnerQuestion, Resolution, RootCause
from models.lifecycle import DisputeEvent, DisputeState
from models.money import Money
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_packet_card import words

AT = {"channel": "C0LEAD", "ts": "1763.0001"}
LATER = b.NINE + timedelta(hours=1)
QUESTION = OwnerQuestion(
    text="What was agreed?", asked_id=b.OLIVE, asked_name="Olive Owner", by_name="Finn Lead", at=LATER
)
ANSWERED = replace(QUESTION, answer="Ten seats.", answered_by="Olive Owner", answered_at=LATER + timedelta(hours=1))
FORMS = {
    Form.RESOLVE_DISPUTE: (Field.OUTCOME, Field.REASON_CODE, Field.NOTE, Field.CREDIT, Field.AMOUNT),
    Form.ASK_OWNER: (Field.QUESTION,),
    Form.OWNER_ANSWER: (Field.REASON,),
    Form.REASSIGN_DISPUTE: (Field.ASKED, Field.REASON),
    Form.CHASE_REST: (Field.REASON,),
    Form.WITHDRAW_DISPUTE: (Field.REASON,),
    Form.STOP_WAITING: (Field.REASON,),
    Form.REOPEN_DISPUTE: (Field.REASON,),
}


def drawn(form: Form, dispute: Dispute) -> Block:
    if form is Form.RESOLVE_DISPUTE:
        return forms.resolve_form(dispute, **AT)
    if form is Form.ASK_OWNER:
        return forms.ask_owner_form(dispute, **AT)
    if form is Form.OWNER_ANSWER:
        return forms.owner_answer_form(dispute, QUESTION, **AT)
    if form is Form.REASSIGN_DISPUTE:
        return forms.reassign_form(dispute, policy=b.POLICY, **AT)
    return forms.reason_form(form, dispute, **AT)


@pytest.mark.parametrize(("form", "fields"), FORMS.items())
def test_a_form_asks_by_field_name_and_remembers_its_dispute(form: Form, fields: tuple[Field, ...]) -> None:
    dispute = b.dispute(DisputeState.OWNED, version=3, questions=(ANSWERED, QUESTION))
    view = drawn(form, dispute)
    assert view["callback_id"] == form
    assert tuple(block["block_id"] for block in view["blocks"] if block["type"] == "input") == fields
    # An answer is bound to its question, whatever else happens to the dispute.
    version = 2 if form is Form.OWNER_ANSWER else 3
    assert json.loads(view["private_metadata"]) == {"dispute": "dp_01J9ZM", "version": version, **AT}


def test_a_dispute_is_not_handed_to_whoever_has_it() -> None:
    shown = str(forms.reassign_form(b.dispute(DisputeState.OWNED), policy=b.POLICY, **AT))
    assert b.FIN not in shown


def test_chase_the_rest_says_that_a_line_disputed_in_part_stays_out_whole() -> None:
    assert "stay out whole" in str(forms.reason_form(Form.CHASE_REST, b.dispute(), **AT))


@pytest.mark.parametrize(
    ("text", "amount"), [("1250.00", 125_000), ("1250 EUR", 125_000), (" EUR 0.50 ", 50), ("7", 700)]
)
def test_an_amount_is_read(text: str, amount: int) -> None:
    assert read_amount(text, "EUR") == Money(amount, "EUR")


@pytest.mark.parametrize("text", ["1,250.00", "a lot", "", "1.005"])
def test_an_amount_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"point|digits"):
        read_amount(text, "EUR")


# ── the card ──────────────────────────────────────────────────────────────────────────────────────


def draw(dispute: Dispute) -> Drawing:
    clock = dispute_clock(dispute, b.POLICY, LATER)
    return dispute_card(dispute, policy=b.POLICY, live=True, now=LATER, clock=clock)


def offered(drawing: Drawing) -> list[str]:
    rows = [block for block in drawing.blocks if block["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row["elements"]]


def resolution(credit: Money | None = None, over: str = "") -> Resolution:
    return Resolution(
        outcome=Outcome.PART,
        root_cause=RootCause.WRONG_PRICE,
        note="Two of the ten were not ordered.",
        by_name="Finn Lead",
        at=LATER,
        credit=credit,
        credit_over=over,
    )


def resolved(**how: object) -> Dispute:
    return b.dispute(DisputeState.RESOLVED, resolution=resolution(**how))


@pytest.mark.parametrize(
    ("dispute", "actions"),
    [
        pytest.param(
            b.dispute(),
            [Action.ACKNOWLEDGE, Action.ASK_OWNER, Action.CHASE_REST, Action.WITHDRAW_DISPUTE],
            id="routed",
        ),
        pytest.param(b.dispute(rest=()), [Action.ACKNOWLEDGE, Action.ASK_OWNER, Action.WITHDRAW_DISPUTE], id="no rest"),
        pytest.param(
            b.dispute(rest=(DisputedLine("INV-1007", b.euro(5)),)),
            [Action.ACKNOWLEDGE, Action.ASK_OWNER, Action.WITHDRAW_DISPUTE],
            id="the rest is of the disputed line alone",
        ),
        pytest.param(
            b.dispute(DisputeState.OWNED, questions=(QUESTION,)),
            [Action.RESOLVE_DISPUTE, Action.CHASE_REST, Action.REASSIGN_DISPUTE, Action.WITHDRAW_DISPUTE],
            id="owned, and the owner is asked",
        ),
        pytest.param(
            resolved(credit=b.euro(100)),
            [Action.STOP_WAITING, Action.CHASE_REST, Action.REOPEN_DISPUTE],
            id="a credit note is expected",
        ),
        pytest.param(resolved(), [Action.REOPEN_DISPUTE], id="resolved"),
        pytest.param(b.dispute(DisputeState.WITHDRAWN), [], id="withdrawn"),
    ],
)
def test_each_state_offers_what_can_be_done_in_it(dispute: Dispute, actions: list[Action]) -> None:
    assert sorted(offered(draw(dispute))) == sorted(
        action for action in actions if action is not Action.REASSIGN_DISPUTE or _has_other_lead(dispute)
    )


def _has_other_lead(dispute: Dispute) -> bool:
    return any("finance_leadership" in m.roles and m.user_id != dispute.owned_by for m in b.POLICY.members.values())


def test_question_and_answer_stand_on_the_card() -> None:
    assert "Not answered yet." in words(draw(b.dispute(questions=(QUESTION,))))
    shown = words(draw(b.dispute(questions=(ANSWERED,))))
    assert "Finn Lead asked Olive Owner, 23 Nov 2026, 10:00:" in shown
    assert "Ten seats." in shown


def test_a_resolved_dispute_says_how_why_and_what_is_waited_for() -> None:
    drawing = draw(resolved(credit=b.euro(4_000)))
    assert drawing.text == "Northwind Labs · €25,000.00 disputed · resolved, credit note expected"
    shown = words(drawing)
    for part in (
        "They are right in part.",
        "Price differs from what was agreed.",
        "Two of the ten were not ordered.",
        "Credit note of €4,000.00 expected since 23 Nov 2026. Until it is in the books",
    ):
        assert part in shown
    over = words(draw(resolved(credit=b.euro(4_000), over="Credit note CN-7.")))
    assert "not waited for any more. Credit note CN-7." in over


def test_a_withdrawal_says_whose_it_was_and_why() -> None:
    step = DisputeStep(
        event=DisputeEvent.WITHDRAW, by_id=b.FIN, by_name="Finn Lead", at=LATER, reason="They meant another order"
    )
    shown = words(draw(b.dispute(DisputeState.WITHDRAWN, steps=(step,))))
    assert "Finn Lead withdrew it: They meant another order." in shown


@pytest.mark.parametrize("state", list(DisputeState))
def test_the_longest_life_of_a_dispute_fits(state: DisputeState) -> None:
    long = "words " * 83
    step = DisputeStep(event=DisputeEvent.REASSIGN, by_id=b.FIN, by_name=long, at=LATER, reason=long, to_name=long)
    said = replace(ANSWERED, text=long, answer=long, answered_by=long)
    one = b.dispute(
        state,
        steps=(step,) * 40,
        questions=(said,) * 40,
        note="n " * 2_000,
        quote="q " * 2_000,
        lines=(DisputedLine("INV-" + "9" * 60, b.euro(9_999_999)),) * 80,
        resolution=replace(resolution(b.euro(1), over=long), note=long),
    )
    check(draw(one))
    check(owner_question(one, policy=b.POLICY, live=True))


def test_the_question_to_the_owner_has_one_button_until_it_is_answered() -> None:
    asked = owner_question(b.dispute(questions=(QUESTION,)), policy=b.POLICY, live=True)
    assert offered(asked) == [Action.OWNER_ANSWER]
    assert "What was agreed?" in words(asked)
    answered = owner_question(b.dispute(questions=(ANSWERED,)), policy=b.POLICY, live=True)
    assert offered(answered) == []
    assert "Ten seats." in words(answered)
    assert offered(owner_question(b.dispute(questions=(QUESTION,)), policy=b.POLICY, live=False)) == []
