"""What is installed is what was reviewed: every version is pinned, with the digests of its files."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: What the product may bring along, its dependencies' dependencies counted. Raise it in a review, not in passing.
MOST = 70


def pins(name: str) -> dict[str, str]:
    """Each requirement of the lock file and what stands below it."""
    parts = re.split(r"^(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.split()[0]: part for part in parts if part.strip()}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_is_pinned_with_the_digests_of_its_files(name):
    loose = [pin for pin, text in pins(name).items() if "==" not in pin or "--hash=sha256:" not in text]
    assert loose == []


def test_everything_is_installed_from_the_locks_with_their_digests_checked():
    installs = re.findall(r"\$\(PIP\) install (.+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    from_index = [line for line in installs if not re.search(r"--require-hashes -r requirements(-dev)?\.lock", line)]
    assert all("--no-deps" in line for line in from_index), from_index


def test_the_product_brings_along_no_more_than_it_may():
    assert len(pins("requirements.lock")) <= MOST
