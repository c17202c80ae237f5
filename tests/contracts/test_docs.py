"""What is documented exists, and what exists is documented."""

import json
import re
from pathlib import Path

import pytest
from typer.main import get_command

from bot.__main__ import cli
from bot.adapters.source_config import _FORMATS, TOP_KEYS
from bot.adapters.source_table import COMMON_KEYS, OWN_KEYS
from bot.adapters.sources import imap_mailbox, mail_folder
from bot.settings import Settings
from models.controls import Action, Command, Form, Shortcut

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

#: The Web API methods the adapters and doors call, and the scope each needs.
SCOPES = {
    "apps_connections_open": None,
    "auth_test": None,
    "chat_delete": "chat:write",
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "conversations_history": "groups:history",
    "conversations_info": "groups:read",
    "conversations_members": "groups:read",
    "files_completeUploadExternal": "files:write",
    "files_getUploadURLExternal": "files:write",
    "users_info": "users:read",
    "views_open": None,
    "views_publish": None,
    "views_push": None,
    "views_update": None,
}


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_every_setting_is_documented_with_its_meaning():
    table = dict(re.findall(r"^\| `([A-Z_]+)` \|[^|]*\| (.+?) \|$", text("docs/operations.md"), re.MULTILINE))
    settings = {name.upper(): field.description for name, field in Settings.model_fields.items()}
    assert table.keys() == settings.keys()
    for name, meaning in settings.items():
        assert table[name].replace("`", "") == meaning


def test_every_key_of_a_source_is_documented_for_the_formats_that_have_it():
    rows = re.findall(r"^\| `([a-z_]+)` \| ([^|]+) \| .+ \|$", text("docs/sources.md"), re.MULTILINE)
    table = {key: set(formats.split(", ")) for key, formats in rows if formats.split(", ")[0] in {"(top)", *_FORMATS}}
    keys = {form: COMMON_KEYS | own for form, own in OWN_KEYS.items()}
    keys |= {"eml": mail_folder.KEYS, "imap": imap_mailbox.KEYS, "(top)": TOP_KEYS}
    assert keys.keys() == {*_FORMATS, "(top)"}
    assert table == {key: {form for form in keys if key in keys[form]} for key in frozenset().union(*keys.values())}


@pytest.mark.parametrize("controls", [Action, Form, Command, Shortcut])
def test_every_control_is_documented(controls):
    page = text("docs/controls.md")
    assert [one.value for one in controls if f"`{one.value}`" not in page] == []


def test_the_manifest_has_the_commands_of_the_code():
    manifest = json.loads(text("manifest.json"))
    commands = {one["command"] for one in manifest["features"]["slash_commands"]}
    assert commands == {command.value for command in Command}


def test_the_manifest_has_the_shortcuts_of_the_code():
    shortcuts = json.loads(text("manifest.json"))["features"]["shortcuts"]
    assert [one["type"] for one in shortcuts] == ["message"] * len(shortcuts)
    assert {one["callback_id"] for one in shortcuts} == {shortcut.value for shortcut in Shortcut}
    # What Slack takes of a name and of a description.
    assert all(len(one["name"]) <= 24 and len(one["description"]) <= 150 for one in shortcuts)


def test_the_manifest_asks_for_exactly_the_scopes_the_code_uses():
    code = "\n".join(
        path.read_text() for room in ("bot/adapters", "bot/commands", "handlers") for path in (ROOT / room).glob("*.py")
    )
    used = {method for method in SCOPES if f".{method}(" in code}
    called = set(re.findall(r"(?:client|_client)\.([a-z]+_[a-zA-Z_]+)\(", code))
    assert called == used, "name the scope of every Web API method that is called"
    needed = {scope for method in used if (scope := SCOPES[method])} | {"commands"}
    # What concerns a public channel is another scope than the same of a private one.
    needed |= {scope.replace("groups:", "channels:") for scope in needed}
    assert set(json.loads(text("manifest.json"))["oauth_config"]["scopes"]["bot"]) == needed


def test_every_command_that_is_written_down_exists():
    exists = {*get_command(cli).commands, "audit show", "audit verify", "audit export", "audit protect"}
    pages = "".join(text(page) for page in ("README.md", "docs/operations.md", "docs/sources.md"))
    written = set(re.findall(r"(?<!`)[`/]collections ((?:audit )?[a-z-]+)", pages))
    assert {"init", "check", "import", "run"} <= written
    assert written - exists == set()


def test_every_link_in_the_docs_leads_somewhere():
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    dead = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert dead == []


def test_no_file_names_a_package_registry_or_this_machine():
    suspects = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian|/opt/(pypi|wheels)")
    skipped = {".venv", ".git", "var", "node_modules"}
    files = [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not skipped & set(path.parts)
        and path.suffix in {".py", ".md", ".toml", ".lock", ".json", ""}
    ]
    found = [
        str(path)
        for path in files
        if path.name != "test_docs.py" and suspects.search(path.read_text("utf-8", "ignore"))
    ]
    assert found == []
