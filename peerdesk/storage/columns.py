"""Column types of the format: ids as bytes, lists and contacts as JSON."""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Dialect, LargeBinary, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from peerdesk.domain.review import Contact


class Id(TypeDecorator[str]):
    """A SHA-256: 64 hex digits outside, 32 bytes in the file, so that both databases compare it as bytes."""

    impl = LargeBinary(hashlib.sha256().digest_size)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Write hex digits as bytes; what is no id, as words from outside may say, is the id of nothing."""
        if value is None:
            return None
        try:
            return bytes.fromhex(value)
        except ValueError:
            return b""

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Read bytes as hex digits."""
        return None if value is None else bytes(value).hex()


class Several(TypeDecorator[tuple[Any, ...]]):
    """A tuple of texts or whole numbers, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str | None:
        """Write the tuple as a JSON list."""
        return None if value is None else orjson.dumps(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Any, ...] | None:
        """Read the JSON list as a tuple."""
        return None if value is None else tuple(orjson.loads(value))


class Contacts(TypeDecorator[Mapping[str, Contact]]):
    """Whom to tell about somebody's safety, by whom it is about."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, Contact] | None, dialect: Dialect) -> str | None:
        """Write names and places as JSON."""
        if value is None:
            return None
        return orjson.dumps({who: [one.name, one.place] for who, one in value.items()}).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Mapping[str, Contact] | None:
        """Read names and places."""
        if value is None:
            return None
        return {who: Contact(name=one[0], place=one[1]) for who, one in orjson.loads(value).items()}


class HexOf(FunctionElement[str]):
    """An id as the hex digits by which words name it."""

    name = "hex_of"
    type = Text()
    inherit_cache = True


@compiles(HexOf, "sqlite")
def _hex_in_sqlite(element: HexOf, compiler: SQLCompiler, **how: Any) -> str:
    return f"lower(hex({compiler.process(element.clauses, **how)}))"


@compiles(HexOf, "postgresql")
def _hex_in_postgresql(element: HexOf, compiler: SQLCompiler, **how: Any) -> str:
    return f"encode({compiler.process(element.clauses, **how)}, 'hex')"
