"""`collections evaluate` as people and pipes use it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROW = {"id": "m1", "text": "You have billed us twice.", "source": "email", "received": "2026-05-11"}


def evaluate(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "evaluate", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_predictions_go_to_stdout_and_the_table_to_stderr(tmp_path: Path) -> None:
    cases, gold = tmp_path / "cases.jsonl", tmp_path / "gold.jsonl"
    cases.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    gold.write_text(json.dumps({"id": "m1", "dispute": True}), encoding="utf-8")
    done = evaluate("messages", str(cases), "--expected", str(gold))
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["m1"]
    assert "1 messages judged" in done.stderr
    assert "0 misses" in done.stderr


def test_with_out_the_predictions_are_in_the_file_and_the_table_on_stdout(tmp_path: Path) -> None:
    cases, out = tmp_path / "cases.jsonl", tmp_path / "out.jsonl"
    cases.write_text(json.dumps(ROW | {"expected": {"dispute": False}}) + "\n{\n", encoding="utf-8")
    done = evaluate("messages", str(cases), "--out", str(out))
    assert done.returncode == 1
    assert json.loads(out.read_text(encoding="utf-8"))["dispute"] is True
    assert "m1 dispute: labelled false, found true because “You have billed us twice.”" in done.stdout
    assert f"refused {cases}:2 column 2" in done.stderr


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = evaluate("drafts", str(tmp_path / "nowhere.jsonl"))
    assert done.returncode == 2
    assert "nowhere.jsonl cannot be read" in done.stderr
    assert "Traceback" not in done.stderr
