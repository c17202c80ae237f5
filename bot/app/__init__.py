"""Wiring: ports to adapters, and Slack's requests to doors. Identity and redelivery are settled here, once."""

from bot.app.http_door import HTTP_PATH, HttpDoor, serve_http
from bot.app.slack_app import build_app
from bot.app.socket_door import connect_socket

__all__ = ["HTTP_PATH", "HttpDoor", "build_app", "connect_socket", "serve_http"]
