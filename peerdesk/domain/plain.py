"""Reading lines of the plain kind, which nearly all are, by one pattern each: a tenth of what reading all else takes.

What a pattern takes is what `entries.py` would take, to the letter, and says the same. It knows too little rather than
too much: a line that it does not take may still be sound, and is looked at there.
"""

import re
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any

import orjson

from peerdesk.domain.grammar import MAX_FIELDS, MAX_HEADER_BYTES, MAX_PARENTS, MAX_WORDS_BYTES, is_time

_ID = "[0-9a-f]{64}"
_NAME = "[a-z][a-z0-9_]{0,31}"
_FIELD = f'"{_NAME}":"{_ID}"'
_HEADER = re.compile(
    rf'\{{"author":"({_ID})","deleted":(true|false),(?:"ends":\["({_ID})","({_ID})"\],)?'
    rf'"fields":(\{{(?:{_FIELD}(?:,{_FIELD})*+)?\}}),"kind":"({_NAME})","parents":\[((?:"{_ID}"(?:,"{_ID}")*+)?)\],'
    rf'(?:"record":(null|"{_ID}"),)?"scope":"({_ID})","t":"revision","v":1,"written_at":"([^"]{{20}})"\}}'
)
_ONE = r'(?:"(?:[^"\\\x00-\x1f\x7f-\x9f]++|\\["\\nt])*+"|true|false|null|0|-?[1-9][0-9]{0,14}+)'
_WORDS = re.compile(
    rf'\{{"entry":"({_ID})","field":"({_NAME})","words":(\["[0-9a-f]{{32}}",(?:{_ONE}|\[(?:{_ONE}(?:,{_ONE})*+)?\])\])\}}'
)
_ONE_FIELD = len('{"a":"",}') + 64
"""Two fields take more than that."""
VALUE_AT = len('["",') + 32
"""Where the value begins in a line `[salt, value]`."""

_exists = lru_cache(1024)(is_time)


def plain_header(line: bytes) -> dict[str, Any] | None:
    """Return what the header of a revision says, or None if it is to be looked at more closely."""
    found = _HEADER.fullmatch(line.decode("ascii")) if line.isascii() and len(line) <= MAX_HEADER_BYTES else None
    if found is None:
        return None
    author, deleted, end, other, said, kind, named, record, scope, written_at = found.groups()
    value = {
        "scope": scope,
        "kind": kind,
        "parents": named[1:-1].split('","') if named else [],
        "deleted": deleted == "true",
        "fields": orjson.loads(said),
        "author": author,
        "written_at": written_at,
    }
    if end is None:
        value["record"] = None if record == "null" else record and record[1:-1]
        is_placed = record is not None and (record == "null") == (not named) and (said != "{}" or bool(named))
    else:
        value["ends"] = [end, other]
        is_placed = record is None
    return value if is_placed and _exists(written_at) and _in_order(value["parents"], value["fields"], said) else None


def _in_order(parents: list[str], fields: dict[str, str], said: str) -> bool:
    """Say whether ids and names are sorted, none comes twice, and there are not too many."""
    many = len(parents) > 1 or len(said) > _ONE_FIELD
    return not many or (
        len(parents) <= MAX_PARENTS
        and len(fields) <= MAX_FIELDS
        and all(one < other for one, other in pairwise(parents))
        and orjson.dumps(fields, option=orjson.OPT_SORT_KEYS) == said.encode()
    )


def plain_words(line: bytes) -> tuple[str, str, bytes] | None:
    """Return entry, field and the bytes of `[salt, value]`, or None if it is to be looked at more closely."""
    if len(line) > MAX_WORDS_BYTES:
        return None
    try:
        found = _WORDS.fullmatch(line.decode())
    except UnicodeDecodeError:
        return None
    return (found[1], found[2], line[found.start(3) : -1]) if found else None


def kept_words_hash(line: bytes, author: str, name: str) -> str:
    """Return what a header says about words of which the line `[salt, value]` is at hand."""
    return sha256(b'%b"%b","%b",%b' % (line[:VALUE_AT], author.encode(), name.encode(), line[VALUE_AT:])).hexdigest()
