"""The `files.*` methods."""

from bot.demo.local_slack.arguments import Arguments, RefusedCallError, demand
from bot.demo.local_slack.checks import check_message
from bot.demo.local_slack.files import File, Files
from bot.demo.local_slack.workspace import Channel, Json, Workspace

_LONGEST_NAME = 255
_LONGEST_ALT = 1000


def get_upload_url(files: Files, place: Workspace, root: str, args: Arguments) -> Json:
    """An address for the bytes of one file, and the id it will have."""
    name, length, alt_text = args.need("filename"), args.need("length"), args.text("alt_txt")
    if not length.isdigit() or int(length) < 1:
        raise RefusedCallError("invalid_arguments", "[ERROR] length must be a positive number of bytes")
    if len(name) > _LONGEST_NAME:
        raise RefusedCallError("filename_too_long")
    if len(alt_text) > _LONGEST_ALT:
        raise RefusedCallError("alt_txt_too_large")
    key, file = files.reserve(name, int(length), alt_text, int(place.now().timestamp()))
    return {"upload_url": f"{root}upload/{key}", "file_id": file.id}


def complete_upload(files: Files, place: Workspace, root: str, rooms: list[Channel], args: Arguments) -> Json:
    """Make uploaded files usable; with channels, share them there in one message each."""
    found = _uploaded(files, args.json("files"))
    thread = args.text("thread_ts")
    if thread and (not rooms or any(place.find(room.id, thread) is None for room in rooms)):
        raise RefusedCallError("invalid_thread_ts")
    comment = args.text("initial_comment")
    if comment:
        demand(check_message(comment, None))
    for file, title in found:
        file.title, file.is_complete = title or file.name, True
    shown = [files.shown(file, root) for file, _ in found]
    for room in rooms:
        message = place.bot_message(comment, None, thread or None)
        place.post(room.id, {**message, "files": shown, "upload": True})
    return {"files": shown}


def _uploaded(files: Files, given: object) -> list[tuple[File, str]]:
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        raise RefusedCallError("invalid_arguments", "[ERROR] files must be an array of {id, title}")
    found: list[tuple[File, str]] = []
    for one in given:
        file = files.uploaded(str(one.get("id")))
        if file is None or file.is_complete:
            raise RefusedCallError("file_not_found")
        found.append((file, str(one.get("title") or "")))
    return found


def info(files: Files, root: str, args: Arguments) -> Json:
    """One completed file."""
    file = files.complete(args.need("file"))
    if file is None:
        raise RefusedCallError("file_not_found")
    return {"file": files.shown(file, root)}
