"""What [retention] of the policy may say."""

from pathlib import Path

import pytest

from bot.adapters.retention_table import read_retention
from bot.adapters.toml_table import open_toml
from bot.errors import MappingError
from models.retention import Retention


def read(folder: Path, text: str) -> Retention:
    file = folder / "policy.toml"
    file.write_text(text)
    return read_retention(open_toml(file)[1])


def test_what_is_not_written_is_kept_for_ever(tmp_path: Path):
    assert read(tmp_path, "") == Retention(packet_days=None, press_days=None)
    assert read(tmp_path, "[retention]\npress_days = 30") == Retention(packet_days=None, press_days=30)
    assert read(tmp_path, "[retention]\npacket_days = 730").packet_days == 730


@pytest.mark.parametrize("text", ["packet_days = 89", "press_days = 6", "packet_days = 9999", "x = 1"])
def test_what_would_take_texts_too_early_or_means_nothing_is_refused(tmp_path: Path, text: str):
    with pytest.raises(MappingError):
        read(tmp_path, f"[retention]\n{text}")
