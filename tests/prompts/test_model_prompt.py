import json

import pytest

from bot.errors import MappingError
from bot.stages.model_reading import KINDS
from models.draft import Tone
from prompts.model_prompt import load_model_prompt

#: Id and version → hash of the file and its schema. A changed file needs a new version here, beside the old one.
PINNED = {
    ("read_message", 1): "c9ecc7e0c673",
    ("brief_account", 1): "9aaf92910e2f",
    ("draft_followup", 1): "9a09a7deac13",
}


@pytest.mark.parametrize("name", sorted({name for name, _ in PINNED}))
def test_an_edited_prompt_has_a_new_version(name):
    prompt = load_model_prompt(name)
    assert prompt.id == name
    assert PINNED.get((prompt.id, prompt.version)) == prompt.hash, (
        f"prompts/{name}.md or its schema was edited: raise its version, and pin {prompt.hash} for it"
    )
    assert prompt.version == max(version for known, version in PINNED if known == name)


def _objects(schema):
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from _objects(part)


def test_the_schema_is_strict_and_lists_the_kinds_the_code_believes():
    schema = load_model_prompt("read_message").schema
    objects = [each for each in _objects(schema) if each.get("type") == "object"]
    assert len(objects) == 2
    for each in objects:
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])
    kinds = schema["properties"]["signals"]["items"]["properties"]["kind"]["enum"]
    assert set(kinds) == set(KINDS)


@pytest.mark.parametrize("name", sorted({name for name, _ in PINNED}))
def test_every_schema_is_strict(name):
    for each in _objects(load_model_prompt(name).schema):
        if each.get("type") == "object":
            assert each["additionalProperties"] is False
            assert each["required"] == list(each["properties"])


def test_the_drafter_may_answer_with_sentence_ids_a_tone_and_free_sentences_only():
    schema = load_model_prompt("draft_followup").schema
    assert list(schema["properties"]) == ["tone", "paragraphs", "free"]
    assert schema["properties"]["tone"]["enum"] == list(Tone)
    assert list(schema["properties"]["free"]["items"]["properties"]) == ["after", "text"]


def test_the_drafters_instructions_name_every_part_that_counts_and_every_tone():
    instructions = load_model_prompt("draft_followup").instructions
    assert all(f"`{part}`" in instructions for part in ("opening", "lead", "ask"))
    assert ", ".join(Tone) in instructions


def test_the_instructions_explain_every_kind():
    instructions = load_model_prompt("read_message").instructions
    assert [kind for kind in KINDS if f"- `{kind}`:" not in instructions] == []


@pytest.mark.parametrize("name", ["read_message", "draft_followup"])
def test_the_instructions_hold_no_figure_that_a_model_could_take_for_a_fact(name):
    assert not any(char.isdigit() for char in load_model_prompt(name).instructions)


@pytest.mark.parametrize(
    "file", ["no front matter", '+++\nid = "x"\n', '+++\nid = "x"\n+++\ntext', "+++\n=\n+++\ntext"]
)
def test_front_matter_that_says_too_little_is_refused_with_the_file(monkeypatch, tmp_path, file):
    (tmp_path / "broken.md").write_text(file)
    monkeypatch.setattr("prompts.loader.resources.files", lambda _: tmp_path)
    with pytest.raises(MappingError, match=r"prompts/broken\.md"):
        load_model_prompt.__wrapped__("broken")


def test_what_the_hash_covers_is_the_file_and_the_schema(monkeypatch, tmp_path):
    front = '+++\nid = "p"\nversion = 1\npurpose = ""\nschema = "p.json"\nmax_output_tokens = 1\n+++\n'
    hashes = set()
    for text, schema in (("a", {}), ("b", {}), ("a", {"type": "object"})):
        (tmp_path / "p.md").write_text(front + text)
        (tmp_path / "p.json").write_text(json.dumps(schema))
        monkeypatch.setattr("prompts.loader.resources.files", lambda _: tmp_path)
        hashes.add(load_model_prompt.__wrapped__("p").hash)
    assert len(hashes) == 3
