"""What we owe a customer, from the export to the card and the look-up."""

from models.controls import Action, Field
from models.decision import Path
from models.draft import Play
from models.packet import Route
from tests.journeys.journey import CARLA, FREYA, HARROW, PELLWORM, VALDEMAR, append, next_morning, shown

LATE = "delivery OB-501: Export of machine data to the planning system"


def test_an_obligation_and_its_ticket_stand_on_the_card_and_in_the_look_up_once(hands):
    record = hands.packet(PELLWORM)
    assert [each.id for each in record.packet.obligations] == ["OB-501"]
    card = shown(hands, f"packet:{record.id}")
    assert card.count(LATE) == 1
    assert "Carla Nunes · due 8 May 2026, 3 days overdue" in card
    hands.ask(CARLA, "C0OFFICE", "Pellworm")
    assert LATE in str(hands.office.slack.ephemerals(CARLA)[-1])


def test_a_sponsor_of_ours_is_on_the_card(hands):
    record = hands.packet(VALDEMAR)
    assert "sponsor: Aoife Kearney" in shown(hands, f"packet:{record.id}")


def test_a_credit_promised_overnight_takes_a_routine_account_to_leadership(hands):
    assert hands.packet(HARROW).packet.route is Route.ROUTINE
    append(hands, "obligations.csv", "OB-502,C-1004,credit,Two seats too many,Open,,2026-05-11,2026-05-11,300.00,EUR,,")
    next_morning(hands)
    record = hands.packet(HARROW)
    assert (record.packet.route, record.draft) == (Route.EXECUTIVE_REVIEW, None)
    assert [reason.rule for reason in record.packet.reasons] == ["promised_credit"]
    card = shown(hands, f"packet:{record.id}")
    assert "credit OB-502: Two seats too many, €300.00" in card
    assert " · finance leadership · due 11 May 2026, 1 day overdue" in card


def test_while_a_credit_is_owed_a_note_asks_for_nothing(hands):
    append(hands, "obligations.csv", "OB-502,C-1004,credit,Two seats too many,Open,,2026-05-11,2026-05-11,300.00,EUR,,")
    next_morning(hands)
    hands.press(FREYA, HARROW, Action.CHOOSE_PATH)
    hands.fill(FREYA, {Field.PATH: Path.NOTE_BY_OWNER.value, Field.REASON: "We are late ourselves."})
    draft = hands.packet(HARROW).draft
    assert draft is not None
    assert (draft.play, draft.amounts, draft.invoices) == (Play.STATUS_NOTE, (), ())
