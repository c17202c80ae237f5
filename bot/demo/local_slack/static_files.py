"""The files of the page, by name and nothing else of the folder."""

from pathlib import Path

from bot.demo.local_slack.server import Answer, json_answer

STATIC = Path(__file__).parent / "static"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def static_file(name: str) -> Answer:
    """The file *name* of the page; 404 for what is none of its own."""
    path = STATIC / name
    if path.parent != STATIC or path.suffix not in TYPES or not path.is_file():
        return json_answer({"error": "not found"}, 404)
    return Answer(200, path.read_bytes(), f"{TYPES[path.suffix]}; charset=utf-8")
