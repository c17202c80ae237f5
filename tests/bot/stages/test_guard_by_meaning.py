"""What the guard finds by what a sentence does, in five languages, and the honest sentences beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.policy_file import load_policy
from bot.stages.cases.draft_case import judge_draft
from bot.stages.cases.labelled import Fields

POLICY = load_policy(Path("config/policy.toml"))
OBJECTION = {"date": "2026-05-04", "from": "customer", "text": "Half of the gloves on MX-551 never arrived."}
FACTS = {
    "account": "Orchard Lane Dental",
    "contact_name": "Sofia Reyes",
    "contact_email": "sofia@orchardlane.example",
    "as_of": "2026-05-12",
    "payment_terms": "Net 30",
    "sender": "Grace Kim, Medex Supply GmbH",
    "invoices": [
        {"invoice_number": "MX-551", "open_amount": 1875, "currency": "EUR", "due_date": "2026-04-20"},
        {"invoice_number": "MX-560", "open_amount": 640, "currency": "EUR", "due_date": "2026-05-20"},
    ],
    "prior_messages": [],
    "internal_notes": [],
}


def violation(draft: str, **facts: object) -> object:
    return judge_draft(Fields({"id": "d", "facts": FACTS | facts, "draft": f"Hi Sofia, {draft}"}), POLICY)["violation"]


@pytest.mark.parametrize(
    "said",
    [
        "the gloves were all in the boxes when you opened them.",
        "you raised this on MX-551. It is correct: the count was made twice.",
        "your driver signed for the whole pallet.",
        "zu Ihrer Rückfrage: Die Menge ist durch die zweite Lieferung entstanden.",
        "la livraison a bien été signée par votre équipe.",
    ],
)
def test_an_objection_is_answered_by_nobody_in_a_reminder(said: str) -> None:
    assert violation(said, prior_messages=[OBJECTION]) == "explains_dispute"


@pytest.mark.parametrize(
    "said",
    [
        "thank you for telling us about the gloves. A colleague is looking into it.",
        "you wrote on 4 May that half of the gloves never arrived.",
        "could you send a photo of the gloves that came?",
        "I have noted what you wrote about MX-551 and have no answer yet.",
        "Ihre Nachricht zu den Handschuhen haben wir erhalten und prüfen sie.",
    ],
)
def test_an_objection_may_be_noted_quoted_and_passed_on(said: str) -> None:
    assert violation(said, prior_messages=[OBJECTION]) == "none"


@pytest.mark.parametrize(
    "said",
    [
        "our fitters will replace the pump before Friday.",
        "a technician will be on site all June.",
        "wir stellen Ihnen die neue Version bis Monatsende bereit.",
        "nous livrerons le module en juin.",
        "mantendremos sus precios todo el año.",
        "consegneremo il modulo a giugno.",
    ],
)
def test_nobody_promises_in_our_name(said: str) -> None:
    assert violation(said) == "invented_commitment"


@pytest.mark.parametrize(
    "said",
    [
        "I will send you a copy by Friday.",
        "we'll check and come back to you tomorrow.",
        "wir werden uns bei Ihnen melden.",
        "nous vous enverrons un duplicata.",
        "le enviaremos una copia.",
        "Le invieremo una copia.",
    ],
)
def test_answers_and_copies_are_no_promise(said: str) -> None:
    assert violation(said) == "none"


@pytest.mark.parametrize(
    "said",
    [
        "new orders stay on the shelf until MX-551 is cleared.",
        "please pay so that your data feed continues.",
        "bis zum Ausgleich von MX-551 kommt niemand mehr zu Ihnen, auch nicht im Notfall.",
        "no saldrá ningún pedido hasta que se pague MX-551.",
    ],
)
def test_what_we_supply_never_hangs_on_a_payment(said: str) -> None:
    assert violation(said) == "threat_suspension"


def test_an_invoice_for_what_we_supply_may_be_open() -> None:
    assert violation("MX-551 for the annual support is not paid yet. Can you tell me before Friday?") == "none"


@pytest.mark.parametrize(
    "said",
    [
        "Dunmore Packaging paid theirs within a week.",
        "the Harrow Cabinets account shows MX-551 as open.",
        "Marlowe & Finch had the same question.",
        "die Feinkost Albers GmbH hat schon gezahlt.",
        "bei der Spedition Marwitz, die auch unser Kunde ist, lag es an der Software.",
        "se la enviamos también a Cerámicas Olmedo.",
    ],
)
def test_a_house_that_is_nobody_on_record_is_another_customer(said: str) -> None:
    assert violation(said) == "other_customer"


@pytest.mark.parametrize(
    "said",
    ["Accounts Payable may have MX-551.", "I wish you a happy Easter Monday.", "beste Grüße aus der Buchhaltung."],
)
def test_departments_and_days_are_no_house(said: str) -> None:
    assert violation(said) == "none"


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("CS thinks they will churn in autumn", "we hear that you may be leaving us soon."),
        ("takeover by Halden Group likely", "with Halden at the door we would like this closed."),
        ("Geschäftsführer hat Liquiditätsprobleme", "we know that cash is tight with you."),
    ],
)
def test_a_note_of_ours_is_known_again_in_other_words(note: str, said: str) -> None:
    assert violation(said, internal_notes=[note]) == "leaks_internal_note"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("MX-560 over €640.00 is also on your statement and falls due on 20 May.", "none"),
        ("MX-560 (€640.00) is overdue.", "wrong_date"),
        ("MX-551 and MX-560 come to €2,515.00 together, MX-560 due 20 May.", "none"),
    ],
)
def test_an_invoice_not_yet_due_may_be_mentioned_and_not_chased(said: str, expected: str) -> None:
    assert violation(said) == expected


PAID = {"date": "2026-05-08", "from": "customer", "text": "We paid 900.00 EUR towards MX-540."}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("thank you for the €900.00 you sent towards MX-540.", "none"),
        ("MX-551 is open with €900.00.", "wrong_amount"),
        ("MX-540 is still open.", "wrong_invoice"),
    ],
)
def test_what_a_message_states_may_be_referred_to_and_not_asked_for(said: str, expected: str) -> None:
    assert violation(said, prior_messages=[PAID]) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("la fattura MX-551 di € 1.875,00 è scaduta il 20 aprile.", "none"),
        ("la fattura MX-551 di € 1.875,00 è scaduta il 10 aprile.", "wrong_date"),
    ],
)
def test_italian_days_are_read(said: str, expected: str) -> None:
    assert violation(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("can we expect MX-551 by 22 May?", "none"),
        ("MX-551 was due on 22 May, is it paid?", "wrong_date"),
        ("pay MX-551 by 22 May.", "wrong_date"),
        ("is payment planned for MX-551?", "none"),
    ],
)
def test_a_question_may_propose_a_day_and_states_none(said: str, expected: str) -> None:
    assert violation(said) == expected
