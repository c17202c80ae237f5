"""What [labels] of the policy may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.policy_file import load_policy
from bot.errors import MappingError
from models.label import MOST_READERS, Label
from models.people import Role

CONFIG = (Path(__file__).parents[3] / "config" / "policy.toml").read_text(encoding="utf-8")


def read(folder: Path, text: str):
    path = folder / "policy.toml"
    path.write_text(CONFIG.replace("[calendar]", f"{text}\n\n[calendar]", 1), encoding="utf-8")
    return load_policy(path)


@pytest.mark.parametrize("text", ["", "[labels]"])
def test_a_policy_that_says_nothing_leaves_each_to_whoever_may_read_it_anyway(tmp_path, text):
    policy = read(tmp_path, text)
    assert {label: policy.readers(label) for label in Label} == MOST_READERS


def test_a_label_is_kept_to_some_roles(tmp_path):
    policy = read(tmp_path, '[labels]\nlegal = ["legal"]\ndo_not_contact = ["account_owner", "legal"]')
    assert policy.readers(Label.LEGAL) == {Role.LEGAL}
    assert policy.readers(Label.DO_NOT_CONTACT) == {Role.ACCOUNT_OWNER, Role.LEGAL}


@pytest.mark.parametrize(
    ("text", "place", "next_step"),
    [
        ('legal = ["legal", "finance"]', "[labels] legal = 'finance'", "must be some of finance_leadership, legal;"),
        ('do_not_contact = ["sales"]', "[labels] do_not_contact = 'sales'", "must be some of account_owner"),
        ("legal = []", "[labels] legal", "must leave somebody"),
        ('bank = ["finance"]', "[labels] bank", "use one of legal, do_not_contact."),
    ],
)
def test_what_would_open_it_or_mean_nothing_is_refused_with_its_place(tmp_path, text, place, next_step):
    with pytest.raises(MappingError) as refused:
        read(tmp_path, f"[labels]\n{text}")
    assert place in str(refused.value)
    assert next_step in str(refused.value)
