"""`collections health`."""

from __future__ import annotations

import json
import sys

from bot.adapters.system_clock import SystemClock
from bot.commands.opening import open_desk
from bot.errors import StoreError
from bot.flows.health import health
from bot.settings import Settings
from bot.stages.health import told
from models.health import Health


def health_() -> None:
    """Say as JSON how everything stands, the same as /health does; exit with 1 when something is red."""
    try:
        look = health(open_desk(Settings()))
    except StoreError as error:
        look = Health(at=SystemClock().now(), red=(str(error),), is_database_reachable=False)
    print(json.dumps(told(look), indent=2))
    sys.exit(0 if look.is_ok else 1)
