"""The forms: every field by its name, what they remember, and the sizes Slack allows."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.cards import forms
from bot.cards.drawing import Block
from bot.cards.edit_form import text_mark
from bot.cards.limits import DoesNotFitError, check, check_view
from bot.cards.modal import modal
from bot.cards.names import PATH_MEANINGS
from models.controls import Action, Field, Form
from models.decision import DRAFTING_PATHS, Path
from models.dispute import DisputeReason
from models.draft import Finding, Weight
from models.hold import HoldKind
from models.packet import Reason, Route
from models.people import Role
from models.policy import Policy
from models.signature import SignatureRules
from models.unapplied import UnappliedCredit
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_dispute_forms import FORMS as DISPUTE_FORMS
from tests.bot.cards.test_owner_forms import OWNER_FORMS
from tests.bot.cards.test_packet_card import words
from tests.bot.cards.test_record_forms import FORMS as RECORD_FORMS

AT: dict[str, Any] = {"channel": "C0LIVE", "ts": "1763.0001"}
TODAY: dict[str, Any] = {**AT, "policy": b.POLICY, "today": b.TODAY, "kinds": tuple(HoldKind)}


def inputs(view: Block) -> dict[str, Block]:
    return {block["element"]["action_id"]: block for block in view["blocks"] if block["type"] == "input"}


VIEWS: list[tuple[Block, Form, tuple[Field, ...]]] = [
    (forms.edit_form(b.record(), **AT), Form.EDIT, (Field.SUBJECT, Field.BODY, Field.INVOICES, Field.REASON_CODE)),
    (
        forms.escalate_form(b.record(), policy=b.POLICY, **AT),
        Form.ESCALATE,
        (Field.ASKED, Field.QUESTION, Field.OPTIONS, Field.REASON),
    ),
    (forms.answer_form(b.asked(), **AT), Form.ANSWER, (Field.REASON, Field.RATING)),
    (
        forms.hold_form(b.record(), **TODAY),
        Form.HOLD,
        (Field.SCOPE, Field.INVOICES, Field.UNTIL, Field.REASON),
    ),
    (
        forms.dispute_form(b.record(), **AT),
        Form.DISPUTE,
        (Field.INVOICES, Field.REASON_CODE, Field.AMOUNT, Field.NOTE),
    ),
    (forms.not_a_dispute_form(b.suspected(), **AT), Form.NOT_A_DISPUTE, (Field.REASON,)),
    (forms.choose_path_form(b.executive(), **AT), Form.CHOOSE_PATH, (Field.PATH, Field.UNTIL, Field.REASON)),
    (forms.details_form(b.record(), policy=b.POLICY, **AT), Form.DETAILS, ()),
    (forms.sign_form(b.to_sign(), policy=b.POLICY, **AT), Form.SIGN, (Field.REASON,)),
    (forms.leave_unapplied_form(b.record(), **AT), Form.LEAVE_UNAPPLIED, (Field.REASON,)),
]


def test_sign_says_who_may_approve_then() -> None:
    assert "that may also be you" in str(forms.sign_form(b.to_sign(), policy=b.POLICY, **AT))
    two = b.changed(b.to_sign(), route=Route.EXECUTIVE_REVIEW)
    policy = replace(b.POLICY, signatures=SignatureRules(executive_review=True))
    assert "Somebody else approves it" in str(forms.sign_form(two, policy=policy, **AT))


def test_sign_quotes_each_finding_beside_the_record_and_shows_the_whole_mail() -> None:
    long = b.to_sign(findings=(b.HARD, Finding(Weight.HARD, "wrong_amount", "€61,000", "€60,000.00")))
    long = replace(long, draft=replace(long.draft, body="word " * 2_000 + "the last word"))
    view = str(forms.sign_form(long, policy=b.POLICY, **AT))
    assert "Waits for a finance lead or legal to sign" in view
    assert "€61,000" in view
    assert "€60,000.00" in view
    assert b.HARD.span in view
    assert "the last word" in view


def test_leave_unapplied_says_of_each_piece_why_no_invoice_takes_it() -> None:
    money = UnappliedCredit(id="for F26-0151", amount=b.euro(4284), why="that invoice is another customer's")
    nameless = UnappliedCredit(id="P-9", amount=b.euro(20), why="it names no invoice")
    view = str(forms.leave_unapplied_form(b.changed(b.record(), credits=(money, nameless)), **AT))
    assert "for F26-0151" in view
    assert " · €4,284.00: that invoice is another customer's" in view
    assert " · €20.00: it names no invoice" in view
    assert "No invoice claims" not in view


@pytest.mark.parametrize(("view", "form", "fields"), VIEWS)
def test_a_form_asks_by_field_name_and_remembers_its_card(view: Block, form: Form, fields: tuple[Field, ...]) -> None:
    assert view["callback_id"] == form
    assert tuple(inputs(view)) == fields
    for name, block in inputs(view).items():
        assert block["block_id"].split("-")[0] == name
    remembered = json.loads(view["private_metadata"])
    known = {"packet": "pk_01J9ZK", "version": 4, "channel": "C0LIVE", "ts": "1763.0001"}
    assert remembered == (known | {"bank": text_mark(b.record().draft.composed)} if form is Form.EDIT else known)
    assert ("submit" in view) == bool(fields)


def test_every_form_is_drawn() -> None:
    # The survey's, a dispute's and a message's are about no packet and are drawn in their own tests.
    others = {Form.SURVEY, Form.MORE, Form.BATCH, Form.ADD_TO_ACCOUNT, Form.SETTLE_POST}
    elsewhere = {*others, *DISPUTE_FORMS, *RECORD_FORMS, *OWNER_FORMS}
    assert [form for _, form, _ in VIEWS] == [form for form in Form if form not in elsewhere]


def test_edit_shows_the_words_and_ticks_what_the_draft_asks_for() -> None:
    draft = b.draft(invoices=("INV-1007", "INV-1019"))
    fields = inputs(forms.edit_form(b.record(draft=draft), **AT))
    assert fields["body"]["element"]["initial_value"] == draft.body
    ticked = [one["value"] for one in fields["invoices"]["element"]["initial_options"]]
    assert ticked == ["INV-1007", "INV-1019"]


def test_edit_keeps_what_a_person_typed_beside_the_guards_remarks() -> None:
    view = forms.edit_form(
        b.record(), **AT, subject="New", body="Pay €61,000.00", ticked=("INV-1012",), findings=(b.SOFT, b.HARD)
    )
    fields = inputs(view)
    assert fields["subject"]["element"]["initial_value"] == "New"
    assert fields["body"]["element"]["initial_value"] == "Pay €61,000.00"
    assert [one["value"] for one in fields["invoices"]["element"]["initial_options"]] == ["INV-1012"]
    shown = words(forms_drawing(view))
    assert "Approve is blocked until this is changed" in shown
    assert shown.index("€61,000.00") < shown.index("Bert")


def forms_drawing(view: Block) -> Any:
    return type("Shown", (), {"blocks": view["blocks"]})


@pytest.mark.parametrize("count", [2, 200])
def test_a_text_for_other_invoices_is_not_hidden_by_what_slack_remembers(count: int) -> None:
    lines = b.items(count)
    numbers = [one.invoice.number for one in lines]
    record = b.record(packet=b.packet(items=lines), draft=b.draft(items=lines))
    ids = {inputs(forms.edit_form(record, **AT, ticked=some))["body"]["block_id"] for some in (numbers, numbers[:-1])}
    assert len(ids) == 2


def test_edit_without_a_draft_is_an_error() -> None:
    with pytest.raises(ValueError, match="no draft"):
        forms.edit_form(b.executive(), **AT)


def test_a_text_too_long_for_slacks_field_has_no_field() -> None:
    view = forms.edit_form(b.largest(), **AT)
    assert Field.BODY not in inputs(view)
    assert "this form takes 3,000" in words(forms_drawing(view))


@pytest.mark.parametrize(
    ("count", "kind"),
    [
        (1, "checkboxes"),
        (10, "checkboxes"),
        (11, "multi_static_select"),
        (100, "multi_static_select"),
        (101, "multi_static_select"),
        (450, "multi_static_select"),
    ],
)
def test_any_number_of_invoices_can_be_ticked(count: int, kind: str) -> None:
    lines = b.items(count)
    element = inputs(forms.edit_form(b.record(packet=b.packet(items=lines), draft=b.draft(items=lines)), **AT))[
        "invoices"
    ]["element"]
    assert element["type"] == kind
    groups = element.get("option_groups", [{"options": element.get("options", [])}])
    assert sum(len(group["options"]) for group in groups) == count
    assert all(len(group["options"]) <= 100 for group in groups)


def test_a_hold_begins_on_the_next_working_day() -> None:
    friday = {**TODAY, "today": date(2026, 11, 27)}
    assert inputs(forms.hold_form(b.record(), **friday))["until"]["element"]["initial_date"] == "2026-11-30"


@pytest.mark.parametrize(("stops", "empty"), [((), False), ((HoldKind.DO_NOT_CONTACT,), True)])
def test_only_who_may_leave_the_day_of_a_hold_open_is_told_that_it_is_optional(
    stops: tuple[HoldKind, ...], empty: bool
) -> None:
    kinds = (HoldKind.PACKET, *stops)
    assert inputs(forms.hold_form(b.record(), **{**TODAY, "kinds": kinds}))["until"]["optional"] is empty


def test_a_hold_skips_holidays() -> None:
    policy: Policy = replace(b.POLICY, holidays=frozenset({date(2026, 11, 24)}))
    view = forms.hold_form(b.record(), **{**TODAY, "policy": policy})
    assert inputs(view)["until"]["element"]["initial_date"] == "2026-11-25"


def test_escalate_offers_roles_that_somebody_has_but_not_the_reviewers_own() -> None:
    element = inputs(forms.escalate_form(b.record(), policy=b.POLICY, **AT))["asked"]["element"]
    assert [one["value"] for one in element["options"]] == [Role.FINANCE_LEADERSHIP, Role.LEGAL]
    assert element["initial_option"]["value"] == Role.FINANCE_LEADERSHIP


def test_a_dispute_names_every_past_due_line_and_every_reason() -> None:
    fields = inputs(forms.dispute_form(b.doubtful(), **AT))
    assert len(fields["invoices"]["element"]["options"]) == 4
    assert [one["value"] for one in fields["reason_code"]["element"]["options"]] == list(DisputeReason)


def test_each_path_is_explained() -> None:
    options = inputs(forms.choose_path_form(b.executive(), **AT))["path"]["element"]["options"]
    assert all(one["description"]["text"] for one in options)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reasons": (Reason("human_led_request", Route.EXECUTIVE_REVIEW, Role.LEGAL, "-"),)}, "they want an answer"),
        ({"recipient": None}, "nobody there is verified"),
    ],
)
def test_no_path_promises_a_draft_where_none_would_come(changes: dict[str, Any], said: str) -> None:
    view = forms.choose_path_form(b.changed(b.executive(), **changes), **AT)
    meant = {one["value"]: one["description"]["text"] for one in inputs(view)["path"]["element"]["options"]}
    drafting = {path: meant[path] for path in DRAFTING_PATHS if path in meant}
    assert drafting
    assert all(said in text and len(text) <= 75 for text in drafting.values())
    assert meant[Path.OWNER_CALLS] == PATH_MEANINGS[Path.OWNER_CALLS]


def test_details_put_the_record_and_its_day_behind_each_sentence() -> None:
    shown = words(forms_drawing(forms.details_form(b.record(), policy=b.POLICY, **AT)))
    assert "Ada Ng wrote on 14 November (mailbox, inbox:12)" in shown
    assert "Records without a day are as of 23 Nov 2026" in shown
    later = b.changed(b.record(), as_of=date(2026, 11, 24))
    told = words(forms_drawing(forms.details_form(later, policy=b.POLICY, **AT)))
    assert "Ada Ng wrote on 14 November (mailbox, inbox:12, as of 23 Nov 2026)" in told
    assert "Courtesies, which state no fact of theirs: " in shown
    assert "invoices.csv:14" in shown


def test_details_say_through_which_day_cash_is_posted() -> None:
    for record, said in ((b.record(), "22 Nov 2026"), (b.changed(b.held(), cash_through=None), "unknown")):
        shown = words(forms_drawing(forms.details_form(record, policy=b.POLICY, **AT)))
        assert f"Cash posted through: {said}" in shown


def test_details_of_the_largest_account_hold_the_whole_mail() -> None:
    record = b.changed(b.largest(), gates=(b.UNREAD_GATE,))
    record = replace(record, findings=(b.SOFT,))
    view = forms.details_form(record, policy=b.POLICY, **AT)
    shown = words(forms_drawing(view)).replace("\n", "")
    assert record.draft is not None
    assert record.draft.body.replace("\n", "") in shown
    assert Action.APPROVE not in str(view["blocks"])


def test_a_form_that_slack_would_refuse_is_an_error_here() -> None:
    with pytest.raises(DoesNotFitError, match="blocks"):
        modal(Form.HOLD, b.record(), [{"type": "divider"}] * 101, title="x", submit=None, channel="C", ts="1")


def test_an_error_names_its_field() -> None:
    assert forms.with_error(Field.AMOUNT, "Not an amount") == {"amount": "Not an amount"}


LIMITS: list[tuple[list[Block], str]] = [
    ([{"type": "divider"}] * 51, "blocks"),
    ([{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}], "text of block 0: 151, Slack takes 150"),
    ([{"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}], "text of block 0"),
    ([{"type": "actions", "elements": [{}] * 26}], "elements of block 0: 26"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101}], "rows"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}], "columns"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x" * 10_001}]]}], "characters of cells"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2, "tables"),
    ([{"type": "context", "elements": [{"type": "plain_text", "text": "x" * 2_600}]}] * 4, "characters of the whole"),
    ([{"type": "context", "elements": [{"type": "plain_text", "text": ""}]}], "empty text"),
    ([{"type": "divider", "block_id": "x" * 256}], "block_id"),
]


@pytest.mark.parametrize(("blocks", "told"), LIMITS)
def test_what_slack_refuses_is_named_before_it_is_sent(blocks: list[Block], told: str) -> None:
    from bot.cards.drawing import Drawing

    with pytest.raises(DoesNotFitError, match=told):
        check(Drawing(blocks=blocks, text=""))


def test_the_views_pass_once_more() -> None:
    for view, _, _ in VIEWS:
        assert check_view(view) is view
