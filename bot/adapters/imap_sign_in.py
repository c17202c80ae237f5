"""Who signs in to a mailbox, and with what; secrets come from the environment, never from sources.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from bot.adapters.source_place import Place
from bot.settings import named_secret


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who reads, and with what."""

    user: str
    #: None = the token command says it.
    password: SecretStr | None
    token_command: tuple[str, ...]


def sign_in(where: Place, table: Mapping[str, Any]) -> SignIn:
    """What the table names, looked up; raises MappingError where neither or both of password and token are named."""
    if ("password_env" in table) == ("token_command" in table):
        raise where.wrong(
            "password_env", "one of password_env and token_command is needed", "Write one of the two, and not both."
        )
    user = _variable(where, table, "user_env").get_secret_value()
    if "password_env" in table:
        return SignIn(user, _variable(where, table, "password_env"), ())
    command = table["token_command"]
    if not isinstance(command, list) or not command or not all(isinstance(word, str) and word for word in command):
        raise where.wrong(
            "token_command", "not a list of texts", 'Write the command and its words, such as ["get-token", "--mail"].'
        )
    return SignIn(user, None, tuple(command))


def _variable(where: Place, table: Mapping[str, Any], key: str) -> SecretStr:
    name = where.text(table, key, "the environment variable with it")
    if not name.replace("_", "").isalnum() or not name.isascii():
        # What stands there may be the secret itself.
        raise where.wrong(key, "not the name of a variable", 'Write a name, such as "MAIL_PASSWORD".')
    found = named_secret(name)
    if found is None:
        raise where.wrong(key, f"{name} is not set", "Set it in the environment or in .env.")
    return found
