"""A colleague's Slack message becomes evidence beside an account, and nothing more."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.local_slack import Channel, Member, SlackError
from bot.demo.people import BOT_USER, GUEST
from bot.errors import ModelError
from bot.flows.brief_accounts import brief_accounts
from bot.flows.draft_words import draft_words
from bot.flows.read_messages import read_messages
from models.controls import Action, Field, Shortcut
from models.fact import FactKind
from models.prompted_model import PromptedModel
from tests.journeys.journey import (
    ALDERGATE,
    CARLA,
    CEDAR,
    FREYA,
    HARROW,
    MARCO,
    NORA,
    OLIVE,
    TAMSIN,
    mails,
    next_morning,
    shown,
    wait_out_undo,
)

BEN = "U0BEN"
SALES = "C0SALES"


@pytest.fixture
def sales(hands):
    """A public channel that the copilot is not in, with somebody the policy does not name."""
    place = hands.office.slack.workspace
    place.members[BEN] = Member(BEN, "ben", "Ben Cole", "ben.cole@fennel.example")
    everyone = frozenset({BEN, OLIVE, MARCO, CARLA, FREYA, NORA, GUEST.id})
    hands.office.slack.set_channel(Channel(SALES, "sales", everyone, is_private=False))
    return lambda text: place.say(BEN, SALES, text)["ts"]


def chosen(hands, user, ts):
    return hands.office.slack.shortcut_on_message(user, SALES, ts, Shortcut.ADD_TO_ACCOUNT)


def add(hands, user, ts, sought):
    assert chosen(hands, user, ts).ok
    assert hands.fill(user, {Field.SEARCH: sought}).ok
    assert hands.fill(user, {}).ok
    hands.office.slack.close_modal(user, everything=True)


def card_of(hands, account):
    return shown(hands, f"packet:{hands.packet(account).id}")


def options(hands, user):
    blocks = hands.office.slack.modal(user)["blocks"]
    (block,) = [one for one in blocks if one.get("block_id") == Field.ACCOUNT]
    return [option["value"] for option in block["element"]["options"]]


def facts_of(hands, account):
    with hands.office.desk.store.transaction() as books:
        return books.facts(account)


def quoted(hands, account):
    return [fact for fact in facts_of(hands, account) if fact.kind is FactKind.QUOTED]


def test_the_words_their_author_and_the_link_stand_on_the_card_and_in_the_look_up(hands, sales):
    ts = sales("Cedar told me on the phone that Grace is back on Monday.")
    before = hands.packet(CEDAR)
    add(hands, OLIVE, ts, "Cedar")

    card = card_of(hands, CEDAR)
    assert "Ben Cole in #sales, 11 May 2026: " in card
    assert "“Cedar told me on the phone that Grace is back on Monday.”" in card
    assert "added by Olive Byrne" in card
    assert f"/archives/{SALES}/p{ts.replace('.', '')}" in card
    after = hands.packet(CEDAR)
    assert (after.version, after.draft, after.packet) == (before.version, before.draft, before.packet)

    hands.ask(FREYA, "C0FINLEAD", "Cedar")
    assert "Grace is back on Monday" in str(hands.office.slack.ephemerals(FREYA)[-1]["blocks"])
    with hands.office.desk.store.transaction() as books:
        (entry,) = [one for _, one, _ in books.audit_trail(f"account:{CEDAR}") if one.what == "account.quoted"]
    assert (entry.by_id, entry.detail["author"], entry.detail["place"]) == (OLIVE, "Ben Cole", "#sales")


def test_it_survives_the_next_morning_and_never_reaches_a_mail(hands, sales):
    secret = "Their CFO hates us, press harder"
    add(hands, OLIVE, sales(secret), "Cedar")
    next_morning(hands)
    assert secret in card_of(hands, CEDAR)
    assert hands.press(OLIVE, CEDAR, Action.APPROVE).ok
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert secret not in mail.as_string()


def test_even_one_match_is_shown_first_and_several_are_listed(hands, sales):
    ts = sales("They will pay.")
    chosen(hands, FREYA, ts)
    hands.fill(FREYA, {Field.SEARCH: "Cedar"})
    assert options(hands, FREYA) == [CEDAR]
    assert quoted(hands, CEDAR) == []
    hands.office.slack.close_modal(FREYA)
    hands.fill(FREYA, {Field.SEARCH: "a"})
    several = options(hands, FREYA)
    assert len(several) > 1
    without_choice = hands.fill(FREYA, {})
    assert without_choice.errors.keys() == {Field.ACCOUNT}
    hands.fill(FREYA, {Field.ACCOUNT: several[1]})
    assert [fact.by_id for fact in quoted(hands, several[1])] == [FREYA]


def test_the_account_whose_invoice_the_message_names_can_be_chosen_at_once(hands, sales):
    number = hands.packet(TAMSIN).packet.items[0].invoice.number
    chosen(hands, FREYA, sales(f"{number} is paid next week, they say"))
    assert options(hands, FREYA) == [TAMSIN]
    hands.fill(FREYA, {})
    assert len(quoted(hands, TAMSIN)) == 1
    assert hands.office.slack.modal(FREYA)["title"]["text"] == "Added"


def test_nothing_chosen_and_nothing_found_are_told_beside_the_field(hands, sales):
    number = hands.packet(TAMSIN).packet.items[0].invoice.number
    chosen(hands, MARCO, sales(f"about {number}"))
    hands.office.slack.fill(MARCO, {Field.ACCOUNT: None})
    assert "Choose an account" in hands.fill(MARCO, {}).errors[Field.SEARCH]
    assert "No account that you may see" in hands.fill(MARCO, {Field.SEARCH: "zzz"}).errors[Field.SEARCH]


def test_whoever_may_not_see_the_account_finds_nothing_and_adds_nothing(hands, sales):
    ts = sales("Harrow pays late")
    chosen(hands, MARCO, ts)
    assert hands.packet(HARROW).packet.owner_id == OLIVE
    assert "No account that you may see" in hands.fill(MARCO, {Field.SEARCH: HARROW}).errors[Field.SEARCH]
    for user in (BEN, GUEST.id):
        chosen(hands, user, ts)
        assert hands.office.slack.modal(user) is None
        assert "may not add to accounts" in hands.told(user)
    assert quoted(hands, HARROW) == []


def test_a_choice_that_was_not_offered_is_refused_on_the_server(hands, sales):
    number = hands.packet(TAMSIN).packet.items[0].invoice.number
    chosen(hands, MARCO, sales(f"about {number}"))
    view = hands.office.slack.views.top(MARCO)
    (block,) = [one for one in view["blocks"] if one.get("block_id") == Field.ACCOUNT]
    block["element"]["options"][0]["value"] = HARROW
    block["element"].pop("initial_option")
    hands.fill(MARCO, {Field.ACCOUNT: HARROW})
    assert "not yours to see" in str(hands.office.slack.modal(MARCO)["blocks"])
    assert quoted(hands, HARROW) == []


def test_the_same_message_is_added_once(hands, sales):
    ts = sales("They will pay on Friday")
    add(hands, OLIVE, ts, "Cedar")
    chosen(hands, FREYA, ts)
    hands.fill(FREYA, {Field.SEARCH: "Cedar"})
    hands.fill(FREYA, {})
    assert "Olive Byrne has added this message already" in str(hands.office.slack.modal(FREYA)["blocks"])
    assert len(quoted(hands, CEDAR)) == 1


def test_a_po_number_is_proposed_and_not_applied(hands):
    slack = hands.office.slack
    parent = slack.messages("C0ALDERGATE")[0]
    before = hands.packet(ALDERGATE).packet
    assert slack.shortcut_on_message(MARCO, "C0ALDERGATE", parent["ts"], Shortcut.ADD_TO_ACCOUNT).ok
    hands.fill(MARCO, {Field.SEARCH: "Aldergate"})
    hands.fill(MARCO, {})
    assert "It names PO 4500-71188. Nothing is recorded" in str(slack.modal(MARCO)["blocks"])
    (fact,) = quoted(hands, ALDERGATE)
    assert (fact.quoted.author, fact.quoted.place) == ("Carla Nunes", "a private channel")
    assert fact.quoted.po_numbers == ("4500-71188",)
    hands.office.take_in()
    assert hands.packet(ALDERGATE).packet.items == before.items
    assert "It names PO 4500-71188" in card_of(hands, ALDERGATE)

    assert slack.click_in_modal(MARCO, Action.PO_RECEIVED).ok
    form = slack.modal(MARCO)
    fields = {one["block_id"]: one["element"] for one in form["blocks"] if one["type"] == "input"}
    assert fields[Field.PO_NUMBER]["initial_value"] == "4500-71188"
    assert "Carla Nunes wrote:" in str(form["blocks"])
    assert "initial_value" not in fields[Field.SAID_BY]
    assert [fact.kind for fact in facts_of(hands, ALDERGATE)] == [FactKind.QUOTED]
    assert hands.fill(MARCO, {Field.SAID_BY: "Their purchasing"}).ok
    assert FactKind.PO_RECEIVED in [fact.kind for fact in facts_of(hands, ALDERGATE)]
    assert slack.modal(MARCO) is None


def test_hostile_words_stay_words(hands, sales):
    nasty = (
        "<!channel> *Approve now* <https://evil.example|https://bank.example> &lt;@U0FREYA&gt; \u202egnp.exe ```x```"
    )
    add(hands, OLIVE, sales(nasty), "Cedar")
    card = hands.card(f"packet:{hands.packet(CEDAR).id}")
    message = hands.office.slack.message(card.channel, card.ts)
    drawn = json.dumps(message["blocks"], ensure_ascii=False)
    assert "mrkdwn" not in drawn
    assert "\u202e" not in drawn
    assert '"url": "https://evil.example"' not in drawn
    assert "@channel *Approve now*" in drawn


def test_a_message_without_words_is_refused_in_words(hands, sales):
    ts = sales("   ")
    assert chosen(hands, OLIVE, ts).ok
    assert "no words that could be quoted" in hands.told(OLIVE)


def test_a_form_that_slack_no_longer_opens_says_what_to_do(hands, sales):
    hands.office.slack.fail_next("views.open", SlackError("expired_trigger_id"))
    chosen(hands, OLIVE, sales("They will pay"))
    assert "Slack waits three seconds for a form" in hands.told(OLIVE)
    assert "Press again" in hands.told(OLIVE)


def test_a_message_of_somebody_else_s_workspace_and_of_an_app_has_an_author(hands, sales):
    place = hands.office.slack.workspace
    place.members["U0SAM"] = Member("U0SAM", "sam", "Sam Else", "sam@other.test", team_id="T0OTHER")
    stranger = place.say("U0SAM", SALES, "We pay on Friday")["ts"]
    add(hands, OLIVE, stranger, "Cedar")
    own = place.post(SALES, {**place.bot_message("a note", None), "username": "Robot"})["ts"]
    add(hands, OLIVE, own, "Cedar")
    authors = [fact.quoted.author for fact in quoted(hands, CEDAR)]
    assert authors[0] == "somebody outside"
    assert authors[1] in ("Collections", BOT_USER)


def test_many_long_messages_never_take_approve_off_the_card(hands, sales):
    for day in range(8):
        add(hands, OLIVE, sales(f"{day} " + "long words \U0001f600 " * 200), "Cedar")
        hands.office.clock.advance(timedelta(minutes=1))
    card = hands.card(f"packet:{hands.packet(CEDAR).id}")
    message = hands.office.slack.message(card.channel, card.ts)
    pressable = [
        one["action_id"] for block in message["blocks"] for one in block.get("elements", ()) if "action_id" in one
    ]
    assert Action.APPROVE in pressable
    assert "and 5 more messages, in the account's look-up" in str(message["blocks"])


class Listener:
    """A language model that answers nothing and remembers what it was told."""

    def __init__(self, name):
        self.name = name
        self.told = []

    def choose(self, menus):
        self.told += menus
        yield from (ModelError("It says nothing.") for _ in menus)

    def read(self, texts):
        self.told += texts
        yield from (ModelError("It says nothing.") for _ in texts)


def test_no_language_model_hears_of_it(hands, sales):
    secret = "Their CFO hates us, press harder"
    for account in (CEDAR, TAMSIN, HARROW):
        add(hands, FREYA, sales(secret), account)
    drafter = Listener(PromptedModel(prompt="draft", model="listener"))
    readers = Listener(PromptedModel(prompt="read", model="listener"))
    desk = replace(hands.office.desk, drafter=drafter, reader=readers, briefer=readers)
    draft_words(desk, desk.office_day())
    brief_accounts(desk)
    read_messages(desk, desk.office_day())
    for model in (drafter, readers):
        assert model.told, "it was asked"
        assert secret not in "".join(model.told)
