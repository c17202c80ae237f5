"""A query on a company's database as a source: read-only, one transaction, each value with the type it has there."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import URL, CursorResult, Engine, create_engine, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.pool import NullPool

from bot.adapters.mail_headers import one_line
from bot.adapters.source_harvest import Row, Table
from bot.adapters.source_mapping import Field, SourceMapping, key_fields
from bot.adapters.source_native_cells import label_of, native_converter
from bot.adapters.source_place import Place
from bot.adapters.source_query import why_not
from bot.adapters.source_rows import TableSource
from bot.adapters.source_table import query_mapping
from bot.adapters.source_typed_cells import NoValue
from bot.adapters.source_values import Convert
from bot.errors import UnreachableError
from bot.settings import named_secret

_CHUNK = 2_000
_MOST_ROWS = 1_000_000
_CONNECT_SECONDS = 10
_LONGEST_SECONDS = 3_600
_LONGEST_TOLD = 200
#: Instructions of SQLite's machine between two looks at the clock.
_SQLITE_STEPS = 100_000
#: Engine → what makes the transaction that follows unable to write; SQLite is opened so.
_OPENING: Mapping[str, Sequence[str]] = {
    "postgresql": ("SET TRANSACTION READ ONLY", "SET LOCAL statement_timeout = {milliseconds}"),
    "mysql": ("SET SESSION TRANSACTION READ ONLY",),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY",),
    "oracle": ("SET TRANSACTION READ ONLY",),
}
#: A percent sign or a colon of the query is itself, and no row waits for all others.
_STREAMED = {"no_parameters": True, "stream_results": True, "yield_per": _CHUNK}
#: Drivers that take libpq's parameters: a server that has vanished is noticed within a minute.
_LIBPQ = {"connect_timeout": _CONNECT_SECONDS, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
_LIBPQ_DRIVERS = frozenset({"psycopg", "psycopg2"})


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, of whom, and for how long."""

    text: str
    #: The environment variable that holds the database's URL.
    url_env: str
    url: SecretStr
    #: For connecting, running and reading together.
    seconds: int


@dataclass(frozen=True, slots=True)
class _Answer:
    header: tuple[str, ...]
    rows: list[Sequence[Any]]


def sql_query(where: Place, name: str, table: Mapping[str, Any], folder: Path) -> SqlQuery:
    """The source of one table of sources.toml over a query.

    Raises:
        MappingError: a key is unknown, missing or means nothing, or the query does more than read.
    """
    mapping = query_mapping(where, name, table, folder)
    variable = where.text(table, "url_env", "the environment variable with the database's URL")
    if not variable.replace("_", "").isalnum() or not variable.isascii():
        # What stands there may be the URL itself, which has a password in it.
        raise where.wrong("url_env", "not the name of a variable", 'Write a name, such as "ERP_DATABASE_URL".')
    url = named_secret(variable)
    if url is None:
        raise where.wrong("url_env", f"{variable} is not set", "Set it in the environment or in .env.")
    query = Query(_text(where, table), variable, url, _seconds(where, table))
    return SqlQuery(mapping, query, _engine(where, query))


def _text(where: Place, table: Mapping[str, Any]) -> str:
    if ("query" in table) == ("query_file" in table):
        raise where.wrong("query", "one of query and query_file is needed", "Write one SELECT in one of the two.")
    key = "query" if "query" in table else "query_file"
    found = where.text(table, key, "one SELECT" if key == "query" else "the name of a .sql file beside sources.toml")
    if key == "query_file":
        try:
            found = (where.path.parent / found).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise where.wrong(key, f"{found!r} cannot be read", "Name a UTF-8 file beside sources.toml.") from None
    if problem := why_not(found):
        raise where.wrong(
            key, problem, "Write one SELECT, or one WITH that ends in a SELECT; put names like these between quotes."
        )
    return found.strip().removesuffix(";")


def _seconds(where: Place, table: Mapping[str, Any]) -> int:
    found = table.get("timeout_seconds", 120)
    if not isinstance(found, int) or isinstance(found, bool) or not 1 <= found <= _LONGEST_SECONDS:
        raise where.wrong("timeout_seconds", f"{found!r} cannot be one", f"Write 1 to {_LONGEST_SECONDS}.")
    return found


def _engine(where: Place, query: Query) -> Engine:
    """An engine that has connected to nothing yet. No error of it repeats the URL, which has a password in it."""
    try:
        url = make_url(query.url.get_secret_value())
        if url.get_backend_name() == "sqlite":
            return _sqlite(where, url, query)
        more = dict(_LIBPQ) if url.get_dialect().driver in _LIBPQ_DRIVERS else {}
        return create_engine(url, poolclass=NullPool, connect_args=more)
    except NoSuchModuleError:
        problem, next_step = "names a database that SQLAlchemy does not know", "Correct it, or install its dialect."
    except ModuleNotFoundError as error:
        problem = f"names a database whose driver, {error.name}, is not installed"
        next_step = "For PostgreSQL: pip install 'collections-copilot[postgres]'."
    except (ArgumentError, ValueError, TypeError):
        problem, next_step = "is no SQLAlchemy URL", "Write it like postgresql+psycopg://reader:password@host/database."
    raise where.wrong("url_env", f"{query.url_env} {problem}", next_step) from None


def _sqlite(where: Place, url: URL, query: Query) -> Engine:
    name = url.database or ""
    if name in ("", ":memory:") or name.startswith("file:"):
        raise where.wrong("url_env", f"{query.url_env} names no file", "Write it like sqlite:////srv/erp.db.")
    address = f"{Path(name).absolute().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, timeout=_CONNECT_SECONDS, check_same_thread=False)
        connection.text_factory = _decoded
        connection.execute("PRAGMA query_only=ON")
        ends = time.monotonic() + query.seconds
        connection.set_progress_handler(lambda: time.monotonic() > ends, _SQLITE_STEPS)
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def _decoded(content: bytes) -> object:
    try:
        return content.decode()
    except UnicodeDecodeError:
        shown = one_line(content.decode("utf-8", "replace"))
        return NoValue(shown, "its bytes are not UTF-8", "Store it as UTF-8, or leave the column out.")


class SqlQuery(TableSource):
    """One table of sources.toml over a query; implements ports.LedgerSource."""

    remedy = "the query, which names its columns."

    def __init__(self, mapping: SourceMapping, query: Query, engine: Engine) -> None:
        super().__init__(mapping)
        self._query = query
        self._engine = engine
        #: What `fingerprint` fetched, for the `read` that follows it.
        self._answer: _Answer | None = None

    def convert(self, field: Field) -> Convert:
        """See TableSource."""
        return native_converter(self.mapping, field)

    def fingerprint(self) -> str:
        """Sha256, in hex, of the mapping, the query and the rows it gives, in whatever order they come.

        The rows are kept for the next `read`: the database is asked once.

        Raises:
            UnreachableError: the database did not give all of them.
        """
        self._answer = answer = self._fetched()
        rows = sum(int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest()) for row in answer.rows)
        said = (self.mapping, self._query.text, answer.header, len(answer.rows), rows % 2**256)
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()

    def tables(self) -> Iterator[Table]:
        """See TableSource; one table."""
        answer, self._answer = self._answer or self._fetched(), None
        first = self.mapping.columns.get(key_fields(self.mapping.kind)[0])
        at = answer.header.index(first) if first in answer.header else None
        yield Table(self.name, answer.header, _rows(answer.rows, at))

    def _fetched(self) -> _Answer:
        doing = "does not open"
        try:
            with self._engine.connect() as connection:
                for statement in _OPENING.get(self._engine.dialect.name, ()):
                    connection.exec_driver_sql(statement.format(milliseconds=self._query.seconds * 1000))
                doing = "does not take the query"
                answer = connection.exec_driver_sql(self._query.text, execution_options=_STREAMED)
                doing = "stopped while it was read"
                return _Answer(tuple(answer.keys()), self._collected(answer))
        except SQLAlchemyError as error:
            raise self._unreachable(f"{doing} ({_told(error)})") from None

    def _collected(self, answer: CursorResult[Any]) -> list[Sequence[Any]]:
        ends = time.monotonic() + self._query.seconds
        rows: list[Sequence[Any]] = []
        for chunk in answer.partitions(_CHUNK):
            rows += chunk
            if len(rows) > _MOST_ROWS:
                raise self._unreachable(f"gives more than {_MOST_ROWS} rows")
            if time.monotonic() > ends:
                raise self._unreachable(f"took longer than {self._query.seconds} seconds")
        return rows

    def _unreachable(self, problem: str) -> UnreachableError:
        return UnreachableError(
            f"Source {self.name}: the database in {self._query.url_env} {problem}. Nothing of it was used. Check "
            "that it runs and lets this user read, correct the query, or raise timeout_seconds; then import again."
        )


def _told(error: SQLAlchemyError) -> str:
    """What the database said, where that holds nothing of a cell; else only what kind of trouble it is."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(error, OperationalError | ProgrammingError) and cause is not None:
        return one_line(str(cause).partition("\n")[0], _LONGEST_TOLD)
    return type(cause or error).__name__


def _rows(rows: Sequence[Sequence[Any]], key: int | None) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        label = label_of(row[key]) if key is not None else ""
        yield Row(number, ["" if cell is None else cell for cell in row], label=label or f"row {number}")
