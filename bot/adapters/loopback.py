"""Whether a host is this machine itself, so that nobody between reads what goes there unencrypted."""

from __future__ import annotations

import ipaddress


def is_loopback(host: str) -> bool:
    """By its name or address alone; nothing is looked up."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
