from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stages.free_sentence import MOST_CHARACTERS, why_not
from bot.wording import month_names, weekday_names

KIND = [
    "Thank you for looking into this.",
    "If anything is unclear, just reply to me and I will gladly help.",
    "I know that things can get busy on your side.",
    "Please feel free to let me know if you would like to see it another way.",
    "Could you have a look when you find a moment?",
]
LIES = [
    "The outage is resolved and we thank you.",
    "Please use the new bank details we gave you.",
    "Our CFO is not happy with this.",
    "Your budget is tight, as we know.",
    "We have not heard from you in a while.",
    "Thank you for your payment in this matter.",
    "We will have to suspend the service for you.",
    "We can give you a discount on this.",
    "Our lawyers are looking at this for us.",
    "As agreed with you, this is for the two of us.",
    "This damages the relationship with our company.",
]


@pytest.mark.parametrize("text", KIND)
def test_a_courtesy_may_stand(text):
    assert why_not(text) == ""


@pytest.mark.parametrize("text", LIES)
def test_what_could_be_true_or_false_may_not(text):
    assert why_not(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Thank you.", "is not one short sentence"),
        ("Thank you for this. Please let me know.", "is not one short sentence"),
        ("Thank you for this\nand let me know.", "is not one short sentence"),
        (f"Thank you for {'a ' * MOST_CHARACTERS}look.", "is not one short sentence"),
        ("Thank you for all 3 of them.", "has a figure or a sign in it"),
        ("Thank you for all ٣ of them.", "has a figure or a sign in it"),
        ("Thank you for all Ⅻ of them.", "has a figure or a sign in it"),
        ("Thank you for the € in this.", "has a figure or a sign in it"),
        ("Please have a look at example/pay with me.", "has a figure or a sign in it"),
        ("Please look at www\u200bexample with me.", "has a figure or a sign in it"),
        ("Please thаnk your team for this.", "has a figure or a sign in it"),
        ("Thank you for this, Grace, from us.", "has a capital letter within"),
        ("Thank you for all seven of them.", "has a number, a day or a time in words"),
        ("Let me know by Friday if you can.", "has a capital letter within"),
        ("Let me know by friday if you can.", "has a number, a day or a time in words"),
        ("Let me know in december if you can.", "has a number, a day or a time in words"),
        ("Vielen dank und bis bald.", "is not in the language of the letter"),
        ("Merci pour votre aide dans cette affaire.", "is not in the language of the letter"),
    ],
)
def test_what_is_refused_is_refused_for_its_reason(text, why):
    assert why_not(text) == f"a sentence of its own {why}"


@given(st.text(max_size=60), st.characters(categories=["Nd", "Nl", "No", "Sc"]), st.text(max_size=60))
def test_no_figure_and_no_currency_of_any_script_gets_through(before, sign, after):
    assert why_not(f"Thank you for {before}{sign}{after}.")


@pytest.mark.parametrize("name", sorted(name for name in (*month_names(), *weekday_names()) if len(name) > 3))
def test_no_month_and_no_weekday_gets_through(name):
    assert why_not(f"Let me know in {name} if you can.")


@pytest.mark.parametrize("link", ["http://a.b", "www.a.example", "a@b.example", "a.example", "t.co/x"])
def test_no_link_and_no_address_gets_through(link):
    assert why_not(f"Please have a look at {link} for this.")
