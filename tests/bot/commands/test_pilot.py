"""`collections pilot` as a newcomer uses it."""

import pytest

from tests.bot.test_command_line import TWELVE, collections, config_of

TABLE = """[pilot]
terms_days = [30]
tiers = ["mid", "small"]
exclude_top = 1
"""


@pytest.fixture
def imported(tmp_path):
    collections(tmp_path, "import", *TWELVE, "--as-of", "2026-05-11")
    return tmp_path


def policy_with_a_pilot(folder):
    text = (config_of(folder) / "policy.toml").read_text(encoding="utf-8")
    path = folder / "pilot.toml"
    path.write_text(text.replace("[tolerance]", f"{TABLE}\n[tolerance]"), encoding="utf-8")
    return path


def test_a_pilot_is_tried_before_it_counts_and_everybody_outside_is_explained(imported):
    book = imported / "pilot.xlsx"
    done = collections(imported, "pilot", "--policy", str(policy_with_a_pilot(imported)), "--xlsx", str(book))
    assert done.returncode == 0, done.stderr
    assert ": 8 of 12 accounts in the pilot" in done.stdout
    reasons, inside, outside = (done.stdout.split(title)[1] for title in ("Why acc", "\nIn the pilot", "\nOutside the"))
    assert "C-1004" in inside.split("Outside")[0]
    assert "C-1017" in outside
    assert "terms are 45 days" in outside
    assert "crm_accounts accounts.csv:4" in outside.replace("\n", " ")
    assert "payment terms" in reasons
    assert max(map(len, done.stdout.splitlines()[:-1])) <= 100
    assert book.exists()


def test_the_simulation_replays_the_pilot(imported):
    policy = policy_with_a_pilot(imported)
    days = ("simulate", "--from", "2026-05-06", "--to", "2026-05-08")
    assert "outside the pilot" not in collections(imported, *days).stdout
    (imported / "config" / "policy.toml").write_text(policy.read_text(encoding="utf-8"), encoding="utf-8")
    assert "4 accounts past due and outside the pilot" in collections(imported, *days).stdout


def test_without_a_pilot_the_command_says_how_things_stand(imported):
    done = collections(imported, "pilot")
    assert done.returncode == 2
    assert done.stderr.startswith("The policy names no [pilot], so every account is followed up.")
    assert "Traceback" not in done.stderr
