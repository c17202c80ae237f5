"""The part of RFC 6455 that Socket Mode needs, on the server's side: whole messages, ping, pong and close."""

import base64
import hashlib
import struct
from enum import IntEnum
from io import BufferedIOBase
from itertools import cycle
from typing import NamedTuple

_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_LONGEST = 1_000_000


class Opcode(IntEnum):
    """The kinds of frames that are understood."""

    TEXT = 1
    CLOSE = 8
    PING = 9
    PONG = 10


class Frame(NamedTuple):
    """One whole frame, its mask taken off."""

    opcode: Opcode
    data: bytes


def accept_key(key: str) -> str:
    """Return the answer to the `Sec-WebSocket-Key` of a handshake."""
    # The protocol asks for SHA-1; nothing is kept secret by it.
    return base64.b64encode(hashlib.sha1(f"{key}{_GUID}".encode()).digest()).decode()  # noqa: S324


def encoded(opcode: Opcode, data: bytes) -> bytes:
    """Return one unmasked frame, as a server sends it."""
    start = bytes([0x80 | opcode])
    if len(data) < 126:
        return start + bytes([len(data)]) + data
    if len(data) < 1 << 16:
        return start + struct.pack("!BH", 126, len(data)) + data
    return start + struct.pack("!BQ", 127, len(data)) + data


def read_frame(stream: BufferedIOBase) -> Frame | None:
    """Return the next frame of a client; None when it has gone or keeps no rule (masked, in one piece)."""
    head = stream.read(2)
    if len(head) < 2 or not head[0] & 0x80 or not head[1] & 0x80:
        return None
    length = _length(stream, head[1] & 0x7F)
    mask = stream.read(4)
    if length > _LONGEST or len(mask) < 4 or head[0] & 0x0F not in set(Opcode):
        return None
    data = stream.read(length)
    if len(data) < length:
        return None
    return Frame(Opcode(head[0] & 0x0F), bytes(a ^ b for a, b in zip(data, cycle(mask), strict=False)))


def _length(stream: BufferedIOBase, short: int) -> int:
    """Return the payload's length; one that was cut off is longer than anything we take."""
    if short < 126:
        return short
    size = 2 if short == 126 else 8
    data = stream.read(size)
    return int.from_bytes(data, "big") if len(data) == size else _LONGEST + 1
