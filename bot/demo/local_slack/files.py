"""Files: reserved, uploaded, completed. Only a completed one can be shown."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from bot.demo.local_slack.shapes import Json, problem

#: The first bytes of what a browser may draw; anything else is only ever handed out for saving.
_PICTURES: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}
_OTHER = "application/octet-stream"


@dataclass
class File:
    """One file of the app."""

    id: str
    name: str
    length: int
    alt_text: str
    created: int
    title: str = ""
    data: bytes | None = None
    is_complete: bool = False

    @property
    def mimetype(self) -> str:
        """What its first bytes say it is."""
        return next((kind for start, kind in _PICTURES.items() if (self.data or b"").startswith(start)), _OTHER)

    @property
    def path(self) -> str:
        """The end of its address."""
        return f"files/{self.id}/{quote(self.name, safe='')}"


class Files:
    """The files of the workspace. Used under the workspace's lock."""

    def __init__(self, new_id: Callable[[str], str], user: str) -> None:
        self._new_id = new_id
        self._user = user
        self._files: dict[str, File] = {}
        self._uploads: dict[str, str] = {}

    def reserve(self, name: str, length: int, alt_text: str, created: int) -> tuple[str, File]:
        """Return the last part of a new upload address, and the file it fills."""
        file = File(self._new_id("F"), name, length, alt_text, created)
        key = self._new_id("UP")
        self._files[file.id], self._uploads[key] = file, file.id
        return key, file

    def receive(self, key: str, data: bytes) -> bool:
        """Take the bytes of one upload; False when the address is used up, or they are not as many as announced."""
        file = self._files.get(self._uploads.get(key, ""))
        if file is None or len(data) != file.length:
            return False
        del self._uploads[key]
        file.data = data
        return True

    def uploaded(self, file_id: str) -> File | None:
        """Return the file when its bytes have come, completed or not."""
        file = self._files.get(file_id)
        return file if file is not None and file.data is not None else None

    def complete(self, file_id: str) -> File | None:
        """Return the file when it can be shown."""
        file = self._files.get(file_id)
        return file if file is not None and file.is_complete else None

    def shown(self, file: File, root: str) -> Json:
        """Return *file* as Slack describes one."""
        kind = file.mimetype.removeprefix("image/") if file.mimetype != _OTHER else "binary"
        found: Json = {
            "id": file.id,
            "created": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype,
            "filetype": "jpg" if kind == "jpeg" else kind,
            "user": self._user,
            "size": file.length,
            "is_public": False,
            "url_private": f"{root}{file.path}",
            "permalink": f"{root}{file.path}",
        }
        return {**found, "alt_txt": file.alt_text} if file.alt_text else found

    def missing(self, blocks: object, path: str) -> tuple[str, ...]:
        """Return a problem for each picture of *blocks* that is no completed picture of ours."""
        found = [where for where, given in _pictures(blocks, path) if not self._is_picture(given)]
        return tuple(problem("invalid slack file", where) for where in found)

    def _is_picture(self, given: Json) -> bool:
        parts = urlsplit(str(given.get("url", ""))).path.split("/")
        file = self.complete(str(given.get("id") or (parts[2] if parts[1:2] == ["files"] and len(parts) > 3 else "")))
        return file is not None and file.mimetype != _OTHER


def _pictures(value: object, path: str) -> Iterator[tuple[str, Json]]:
    """Yield the place and content of every `slack_file` anywhere in *value*."""
    inner: Iterable[tuple[object, object]] = ()
    if isinstance(value, list):
        inner = enumerate(value)
    elif isinstance(value, dict):
        inner = value.items()
    for key, child in inner:
        if key == "slack_file" and isinstance(child, dict):
            yield f"{path}/slack_file", child
        else:
            yield from _pictures(child, f"{path}/{key}")
