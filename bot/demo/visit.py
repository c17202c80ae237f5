"""A visit to the demo company: its first morning, then its page until somebody leaves."""

from __future__ import annotations

import threading
import time
import webbrowser
from pathlib import Path

from bot.adapters.process_lock import sole_process
from bot.demo.guide import TO_A_REAL_SLACK
from bot.demo.local_slack import Pace
from bot.demo.office import DEMO_DAY, DemoOffice


def open_demo(folder: Path, *, port: int, browser: bool) -> None:
    """Run the morning, say where it is, and stay until Ctrl-C."""
    started = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)

    def tell(what: str) -> None:
        print(f"{time.monotonic() - started:5.1f} s  {what}", flush=True)

    # Posts are as slow as Slack takes them. Updates are not: a morning redraws a hundred cards, and at Slack's fifty a
    # minute the one somebody has just pressed would wait behind them.
    with (
        sole_process(f"sqlite:///{folder / 'collections.db'}"),
        DemoOffice(folder, port=port, pace=Pace(updates_per_minute=None)) as office,
    ):
        tell(f"The office of {office.slack.workspace.name} is open; reading its exports …")
        office.morning()
        with office.desk.store.transaction() as books:
            accounts, waiting = len(books.account_ids()), len(books.live_packets())
        tell(f"{accounts} customers read, {waiting} follow-ups prepared; posting the morning …")
        office.deliver()
        office.keep_delivering()
        tell(f"{DEMO_DAY:%A} {DEMO_DAY.day} {DEMO_DAY:%B %Y} is on the page, and the first packets with it.")
        print(f"\nReady after {time.monotonic() - started:.1f} seconds. Stop with Ctrl-C.")
        print(f"Open {office.slack.page_url} (an imitation of Slack on this machine).")
        print(f"Approved mails become files in {office.outgoing}; nothing leaves this machine.")
        print("The whole story without a browser: .venv/bin/collections demo --headless\n")
        print(*TO_A_REAL_SLACK, sep="\n", flush=True)
        if browser:
            webbrowser.open(office.slack.page_url)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("\nClosed.", *TO_A_REAL_SLACK, sep="\n")
