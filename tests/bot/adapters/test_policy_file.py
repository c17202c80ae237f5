"""The policy file: what it says, and each way of being wrong with its next step."""

from __future__ import annotations

import hashlib
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.adapters.policy_file import load_policy
from bot.errors import MappingError
from models.ledger import RecordKind
from models.money import Money
from models.people import Role
from models.policy import LEAST_REQUIRED, Cadence
from models.signature import SignatureRules

PATH = Path(__file__).parents[3] / "config" / "policy.toml"
TEXT = PATH.read_text(encoding="utf-8")
REQUIRED = '[facts]\nrequired = ["accounts", "invoices", "payments", "contacts", "messages"]\n'
SIGNED = '[not_connected.tickets]\nby = "U0FREYA"\non = 2026-05-04\nbecause = "No help desk."\n'


def written(folder: Path, old: str, new: str) -> Path:
    assert old in TEXT
    path = folder / "policy.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_demo_policy_says_what_the_house_was_told() -> None:
    policy = load_policy(PATH)

    assert policy.hash == hashlib.sha256(PATH.read_bytes()).hexdigest()[:12]
    assert policy.entities["fennel"].name == "Fennel Systems Ltd"
    assert (policy.go_live, policy.morning_at) == (date(2026, 5, 4), time(6, 0))
    assert policy.strategic_tiers == {"strategic", "enterprise"}
    assert policy.ordinary_tiers == {"mid", "small"}
    assert (policy.max_cards_per_day, policy.contact_cap_days, policy.renewal_days) == (12, 5, 90)
    assert (policy.undo_window, policy.approval_valid) == (timedelta(minutes=5), timedelta(hours=48))
    assert policy.tolerance == {code: Money(100, code) for code in ("EUR", "USD", "GBP")}
    assert policy.members["U0OLIVE"].channel == "C0OLIVE"
    assert policy.members["U0LENA"].roles == {Role.LEGAL}
    assert policy.members["U0NORA"].roles == {Role.CONTROLLER}
    assert policy.channels[Role.FINANCE_LEADERSHIP] == "C0FINLEAD"
    assert policy.members[policy.fallback_owner].roles
    assert all(day.year == 2026 for day in policy.holidays)
    assert len(policy.holidays) == 10


def test_the_share_of_decisions_that_are_asked_about(tmp_path: Path) -> None:
    line = "confidence_sample_percent = 20\n"
    assert load_policy(PATH).confidence_percent == 20
    assert load_policy(written(tmp_path, line, "")).confidence_percent == 20
    assert load_policy(written(tmp_path, line, "confidence_sample_percent = 0\n")).confidence_percent == 0
    with pytest.raises(MappingError, match="confidence_sample_percent"):
        load_policy(written(tmp_path, line, "confidence_sample_percent = 101\n"))


def test_the_demo_policy_says_when_it_asks_and_a_policy_that_does_not_is_careful(tmp_path: Path) -> None:
    assert load_policy(PATH).cadence == Cadence(
        first_packet_days=1, invoice_grace_days=0, delivered_min_days=7, last_step=3
    )
    start, end = TEXT.index("[cadence]"), TEXT.index("[drop_limits]")
    silent = load_policy(written(tmp_path, TEXT[start:end], "")).cadence
    assert silent == Cadence(first_packet_days=3, invoice_grace_days=2, delivered_min_days=7, last_step=3)


def test_any_change_changes_the_hash(tmp_path: Path) -> None:
    assert load_policy(written(tmp_path, "# The rules", "#  The rules")).hash != load_policy(PATH).hash


@pytest.mark.parametrize(
    ("old", "new", "place", "next_step"),
    [
        pytest.param(
            'strategic = ["strategic", "enterprise"]',
            "strategic = []",
            "[tiers] strategic",
            "never left to the routine",
            id="no strategic tier",
        ),
        pytest.param(
            'ordinary = ["mid", "small"]',
            'ordinary = ["mid", "Enterprise"]',
            "[tiers] ordinary",
            "strategic wins",
            id="a tier in both lists",
        ),
        pytest.param(
            "renewal_days = 90",
            "renewal_days = 30",
            "[limits] renewal_days = 30",
            "between 90",
            id="a renewal window narrower than the house's",
        ),
        pytest.param(
            "approval_valid_hours = 48",
            "approval_valid_hours = true",
            "[limits] approval_valid_hours = True",
            "whole number",
            id="a yes where a number belongs",
        ),
        pytest.param(
            "approval_valid_hours = 48",
            "approval_valid_hour = 48",
            "[limits] approval_valid_hour = 48",
            "correct the spelling",
            id="a misspelt setting",
        ),
        pytest.param(
            "closes = 17:00:00",
            "closes = 08:00:00",
            "[sla] closes = datetime.time(8, 0)",
            "must be after opens",
            id="business hours that end before they begin",
        ),
        pytest.param(
            'timezone = "Europe/Dublin"',
            'timezone = "Europe/Dublin"\ncloses = 09:00:00',
            "[entities.fennel] closes",
            "must be after opens",
            id="an entity without business hours",
        ),
        pytest.param("go_live = 2026-05-04", "", "go_live", "is required", id="a missing setting"),
        pytest.param(
            "go_live = 2026-05-04",
            'go_live = "4 May"',
            "go_live = '4 May'",
            "a day without quotes",
            id="a day in quotes",
        ),
        pytest.param(
            'timezone = "Europe/Dublin"', 'timezone = "Dublin"', "[entities.fennel] timezone", "IANA", id="no time zone"
        ),
        pytest.param(
            'mail_from = "accounts@fennel.example"',
            'mail_from = "a@b.c\\nBcc: x@y.z"',
            "[entities.fennel] mail_from",
            "one mail address",
            id="a header smuggled into an address",
        ),
        pytest.param(
            'roles = ["legal"]',
            'roles = ["lawyer"]',
            "[members.U0LENA] roles = 'lawyer'",
            "account_owner",
            id="no such role",
        ),
        pytest.param(
            'roles = ["legal"]',
            'roles = ["finance"]',
            "members = 'legal'",
            "nobody holds this role",
            id="an empty role",
        ),
        pytest.param('legal = "C0LEGAL"', "", "[channels] legal", "go nowhere", id="a role without a channel"),
        pytest.param(
            'legal = "C0LEGAL"',
            'legal = "C0LEGAL"\npublic_allowed = ["#ar"]',
            "[channels] public_allowed = '#ar'",
            "channel id",
            id="the name of a public channel",
        ),
        pytest.param(
            'legal = "C0LEGAL"', 'legal = "#legal"', "[channels] legal = '#legal'", "channel id", id="a channel's name"
        ),
        pytest.param(
            'channel = "C0OLIVE"', "", "[members.U0OLIVE] channel", "name one", id="an owner without a channel"
        ),
        pytest.param(
            'channel = "C0OLIVE"',
            'channel = "C0OLIVE"\ndelegate = "U0NOBODY"',
            "[members.U0OLIVE] delegate",
            "another person",
            id="a delegate nobody knows",
        ),
        pytest.param(
            'fallback_owner = "U0ARJUN"',
            'fallback_owner = "U0NOBODY"',
            "fallback_owner = 'U0NOBODY'",
            "somebody who is",
            id="a fallback nobody knows",
        ),
        pytest.param(
            'channel = "C0OLIVE"',
            'channel = "C0OLIVE"\ndelegate = "U0NORA"',
            "[members.U0OLIVE] delegate",
            "decides nothing",
            id="a delegate who decides nothing",
        ),
        pytest.param(
            'fallback_owner = "U0ARJUN"',
            'fallback_owner = "U0NORA"',
            "fallback_owner = 'U0NORA'",
            "somebody who decides",
            id="a fallback who decides nothing",
        ),
        pytest.param(
            "first_packet_days = 1",
            "first_packet_days = 4",
            "[cadence] first_packet_days = 4",
            "by day 3 past due",
            id="a first packet after day three",
        ),
        pytest.param(
            "first_packet_days = 1",
            "first_packet_days = 0",
            "[cadence] first_packet_days = 0",
            "between 1",
            id="a first packet on the due day",
        ),
        pytest.param(
            "invoice_grace_days = 0",
            "invoice_grace_days = 1",
            "[cadence] invoice_grace_days = 1",
            "asks for nothing",
            id="a grace longer than the wait for the first packet",
        ),
        pytest.param(
            "delivered_min_days = 7",
            "delivered_min_days = 90",
            "[cadence] delivered_min_days = 90",
            "between 0 and 30",
            id="a delivery that never counts",
        ),
        pytest.param("last_step = 3", "last_step = 0", "[cadence] last_step = 0", "between 1 and 6", id="no step"),
        pytest.param(
            "last_step = 3", "last_steps = 3", "[cadence] last_steps = 3", "correct the spelling", id="a misspelt step"
        ),
        pytest.param('EUR = "1.00"', 'EUR = "1.005"', "[tolerance] EUR = '1.005'", "ISO 4217", id="too many digits"),
        pytest.param('EUR = "1.00"', 'EURO = "1.00"', "[tolerance] EURO", "ISO 4217", id="no such currency"),
        pytest.param(
            "2026-01-01, #", '"2026-01-01", #', "[calendar] holidays", "a day without quotes", id="a holiday in quotes"
        ),
        pytest.param("[limits]", "[limits", "policy.toml", "correct that line", id="not TOML"),
    ],
)
def test_each_mistake_is_named_with_its_next_step(
    tmp_path: Path, old: str, new: str, place: str, next_step: str
) -> None:
    with pytest.raises(MappingError) as refused:
        load_policy(written(tmp_path, old, new))

    assert str(refused.value).startswith("policy.toml: ")
    assert place in str(refused.value)
    assert next_step in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="there is no such file"):
        load_policy(tmp_path / "policy.toml")


def test_the_drop_limit_is_finances_and_a_source_may_have_its_own(tmp_path: Path) -> None:
    policy = load_policy(PATH)
    assert (policy.drop_limit, policy.drop_limits) == (20, {})
    own = load_policy(written(tmp_path, "[drop_limits]\n", "[drop_limits]\nhelpdesk = 60\n"))
    assert own.drop_limits == {"helpdesk": 60}


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        pytest.param("drop_limit_percent = 20", "drop_limit_percent = 100", "drop_limit_percent", id="no limit at all"),
        pytest.param("[drop_limits]\n", "[drop_limits]\nhelpdesk = 101\n", "helpdesk", id="more than everything"),
        pytest.param("[drop_limits]\n", '[drop_limits]\nhelpdesk = "60"\n', "helpdesk", id="a text"),
    ],
)
def test_a_drop_limit_that_means_nothing_is_refused(tmp_path: Path, old: str, new: str, place: str) -> None:
    with pytest.raises(MappingError, match=place):
        load_policy(written(tmp_path, old, new))


def test_freshness_is_per_source_and_the_required_facts_are_at_least_the_houses(tmp_path: Path) -> None:
    policy = load_policy(PATH)
    assert (policy.budget("bank"), policy.budget("helpdesk")) == (1, 2)
    assert policy.required == LEAST_REQUIRED | {RecordKind.INVOICES}
    assert policy.not_connected == {}

    bare = load_policy(written(tmp_path, REQUIRED, ""))
    assert bare.required == LEAST_REQUIRED


def test_a_finance_lead_signs_off_what_is_not_connected(tmp_path: Path) -> None:
    policy = load_policy(written(tmp_path, "[tiers]\n", f"{SIGNED}\n[tiers]\n"))

    signed = policy.not_connected[RecordKind.TICKETS]
    assert (signed.by.name, signed.on, signed.because) == ("Freya Lindqvist", date(2026, 5, 4), "No help desk.")


@pytest.mark.parametrize(
    ("old", "new", "place", "next_step"),
    [
        pytest.param("bank = 1\n", "bank = 21\n", "[freshness] bank = 21", "between 0 and 20", id="a month"),
        pytest.param("bank = 1\n", 'bank = "1"\n', "[freshness] bank = '1'", "whole number", id="a text"),
        pytest.param(
            "freshness_working_days = 2", "freshness_working_days = 99", "freshness_working_days", "20", id="never late"
        ),
        pytest.param(
            '"payments", ', "", "[facts] required", "must have payments: nothing is decided", id="narrower than allowed"
        ),
        pytest.param(
            '"payments", ', '"payments", "tasks", ', "[facts] required = 'tasks'", "promises", id="no such kind"
        ),
        pytest.param("required = [", "require = [", "[facts] required", "is required", id="a misspelt key"),
        pytest.param("U0FREYA", "U0ARJUN", "[not_connected.tickets] by = 'U0ARJUN'", "finance lead", id="no lead"),
        pytest.param("U0FREYA", "U0NOBODY", "[not_connected.tickets] by", "under [members]", id="a stranger"),
        pytest.param("on = 2026-05-04\nbecause", "because", "[not_connected.tickets] on", "is required", id="no day"),
        pytest.param("No help desk.", " ", "[not_connected.tickets] because", "fill it in", id="no reason"),
        pytest.param(
            "[not_connected.tickets]", "[not_connected.calls]", "[not_connected] calls", "contacts", id="kind unknown"
        ),
    ],
)
def test_what_would_loosen_freshness_is_refused_with_its_next_step(
    tmp_path: Path, old: str, new: str, place: str, next_step: str
) -> None:
    path = written(tmp_path, "[tiers]\n", f"{SIGNED}\n[tiers]\n")
    head, mark, tail = path.read_text(encoding="utf-8").partition(SIGNED)
    is_in_sign_off = old in SIGNED
    head, mark = (head, mark.replace(old, new)) if is_in_sign_off else (head.replace(old, new), mark)
    path.write_text(head + mark + tail, encoding="utf-8")

    with pytest.raises(MappingError) as refused:
        load_policy(path)

    assert str(refused.value).startswith("policy.toml: ")
    assert place in str(refused.value)
    assert next_step in str(refused.value)


def test_a_person_reads_english_unless_the_policy_says_what_they_read(tmp_path: Path) -> None:
    assert load_policy(PATH).members["U0OLIVE"].reads == ("en",)
    member = "[members.U0OLIVE]"
    assert load_policy(written(tmp_path, member, f'{member}\nreads = ["de", "en"]')).members["U0OLIVE"].reads == (
        "de",
        "en",
    )


@pytest.mark.parametrize("reads", ["[]", '["German"]', '["de-CH"]', '"de"'])
def test_what_is_no_list_of_languages_is_refused(tmp_path: Path, reads: str) -> None:
    member = "[members.U0OLIVE]"
    with pytest.raises(MappingError, match=r"U0OLIVE.*reads"):
        load_policy(written(tmp_path, member, f"{member}\nreads = {reads}"))


def test_a_confirmation_counts_however_old_it_is_unless_the_policy_says_how_long(tmp_path: Path) -> None:
    assert load_policy(PATH).confirmation_days is None
    line = "# contact_confirmation_days = 730"
    assert load_policy(written(tmp_path, line, line.removeprefix("# "))).confirmation_days == 730
    with pytest.raises(MappingError, match="contact_confirmation_days"):
        load_policy(written(tmp_path, line, "contact_confirmation_days = 0"))


def test_the_demo_policy_says_when_a_second_person_signs_and_a_silent_one_is_careful(tmp_path: Path) -> None:
    rules = load_policy(PATH).signatures
    assert not rules.executive_review
    assert rules.above["EUR"] == Money(10_000_000, "EUR")
    start, end = TEXT.index("[signatures]"), TEXT.index("# Days on which nobody works")
    assert load_policy(written(tmp_path, TEXT[start:end], "")).signatures == SignatureRules(executive_review=True)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("executive_review = false", 'executive_review = "no"', "executive_review", id="not true or false"),
        pytest.param("executive_review = false", "executiv_review = false", "no such setting", id="misspelt"),
        pytest.param('EUR = "100000.00"', 'EUR = "-1.00"', "must not be negative", id="negative"),
        pytest.param('EUR = "100000.00"', 'EURO = "1.00"', "ISO 4217", id="no currency"),
    ],
)
def test_a_rule_for_signatures_that_cannot_be_meant_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(MappingError, match=told):
        load_policy(written(tmp_path, old, new))


def test_an_entity_may_have_holidays_of_its_own_beside_the_firms(tmp_path: Path) -> None:
    own = "[entities.fennel-inc]\nholidays = [2026-07-03, 2026-11-26]"
    policy = load_policy(written(tmp_path, "[entities.fennel-inc]", own))
    assert policy.holidays_of("fennel") == policy.holidays
    assert policy.holidays_of("fennel-inc") == policy.holidays | {date(2026, 7, 3), date(2026, 11, 26)}
    assert policy.holidays_of("nobody") == policy.holidays


def test_a_morning_is_not_left_out_before_it_is_due(tmp_path: Path) -> None:
    assert load_policy(PATH).morning_until == time(18, 0)
    until = written(tmp_path, "morning_at = 06:00:00", "morning_at = 06:00:00\nmorning_until = 06:00:00")
    with pytest.raises(MappingError, match="morning_until"):
        load_policy(until)


def test_questions_are_reminded_of_and_decisions_only_where_it_is_written(tmp_path: Path) -> None:
    usual = load_policy(PATH).sla
    assert (usual.answer_hours, usual.packet_hours) == (8, None)
    sla = load_policy(written(tmp_path, "[sla]", "[sla]\nanswer_hours = 4\npacket_hours = 16")).sla
    assert (sla.answer_hours, sla.packet_hours) == (4, 16)
