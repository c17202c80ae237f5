"""Approved words change with a new version and an approver, or not at all."""

from __future__ import annotations

from prompts import languages
from tools.bank_versions import current, pinned, unversioned

KEY = ("en", "greeting", 1)


def test_no_approved_words_have_changed_under_an_old_version() -> None:
    assert unversioned(current(), pinned()) == []


def test_every_version_is_pinned() -> None:
    missing = sorted(current().keys() - pinned().keys())
    assert not missing, f"run python -m tools.bank_versions: {missing[:5]}"


def test_the_pieces_of_every_language_have_a_version() -> None:
    assert {language for language, name, _ in current() if name == "pieces"} == languages()


def test_an_edit_without_a_new_version_is_found() -> None:
    now = current()
    assert unversioned({**now, KEY: "other words"}, now) == ["en greeting 1"]
    assert unversioned({**now, ("en", "greeting", 2): "other words"}, now) == []
