"""Requests signed as Slack signs them."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

from tests.servers.recorder import Recorded

#: As the demo's local Slack signs.
SECRET = "local-signing-secret"
FORM = "application/x-www-form-urlencoded"


def signed(body: bytes, *, stamp: str | None = None, kind: str = FORM, secret: str = SECRET) -> Recorded:
    stamp = stamp or str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return Recorded(
        {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}, body
    )


def interaction(payload: object) -> Recorded:
    return signed(urlencode({"payload": json.dumps(payload)}).encode())
