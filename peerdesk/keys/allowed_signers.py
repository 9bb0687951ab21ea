"""The file in which OpenSSH keeps whose signatures count (ssh-keygen(1), ALLOWED SIGNERS)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from peerdesk.errors import UnsoundKeyError
from peerdesk.keys.badge import Badge
from peerdesk.keys.signing import BADGE, PACKAGE, RECEIPT, SEAL, PublicKey

MAX_BYTES = 1024 * 1024

_NAMESPACES = ",".join((PACKAGE, SEAL, BADGE, RECEIPT))
_LINE = re.compile(
    r'(?P<principals>"[^"]*"|\S+)\s+'
    r'(?:(?P<options>(?:"[^"]*"|[^\s"])+)\s+)??'
    r"(?P<key>(?:ssh|ecdsa|sk)-\S+\s+\S+)(?:\s+(?P<comment>.*))?"
)
_OPTION = re.compile(r'([a-z-]+)(?:="?([^"]*)"?)?(?:,|$)', re.IGNORECASE)
_DAY_LETTERS = 8


@dataclass(frozen=True)
class Signer:
    """Somebody of whom a file says that this key is theirs.

    Attributes:
        name: the comment at the end of the line, else the first principal.
        key: a sound one.
    """

    name: str
    key: PublicKey


@dataclass(frozen=True)
class LeftOut:
    """A line that counts for nothing here.

    Attributes:
        line: its number in the file, from 1.
        why: half a sentence.
    """

    line: int
    why: str


def to_allowed_signers(badges: Iterable[Badge]) -> str:
    """Return the text of the file: one line for each badge, good for what PeerDesk signs and nothing else."""
    lines, taken = [], set[str]()
    for badge in badges:
        plain = re.sub(r"[^a-z0-9]+", "-", badge.name.lower()).strip("-") or "somebody"
        principal, number = plain, 1
        while principal in taken:
            number += 1
            principal = f"{plain}-{number}"
        taken.add(principal)
        lines.append(f'{principal} namespaces="{_NAMESPACES}" {badge.key.line(badge.name)}\n')
    return "".join(lines)


def from_allowed_signers(text: str, now: datetime) -> tuple[list[Signer], list[LeftOut]]:
    """Return whom a file names, and which of its lines count for nothing here.

    Args:
        text: of the file.
        now: the clock, aware; a line may say from when until when it counts.
    """
    signers, left_out = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        why = "it is not written as such a line is" if found is None else _why_not(found["options"] or "", now)
        if found is not None and not why:
            try:
                name = (found["comment"] or "").strip() or found["principals"].strip('"').split(",")[0]
                signers.append(Signer(name, PublicKey.from_line(found["key"])))
            except UnsoundKeyError as error:
                why = error.detail
        if why:
            left_out.append(LeftOut(number, why))
    return signers, left_out


def _why_not(options: str, now: datetime) -> str:
    """Return why a line with these options does not count, "" if it does."""
    said = {name.lower(): value for name, value in _OPTION.findall(options)}
    if "cert-authority" in said:
        return "it names who makes keys for others"
    namespaces = said.get("namespaces")
    if namespaces is not None and PACKAGE not in re.split(r"\s*,\s*", namespaces):
        return "it is not for what PeerDesk signs"
    try:
        if "valid-after" in said and now < _time(said["valid-after"], now):
            return "its time has not begun"
        if "valid-before" in said and now >= _time(said["valid-before"], now):
            return "its time is over"
    except ValueError:
        return "its time cannot be read"
    return ""


def _time(said: str, now: datetime) -> datetime:
    """Return a time `YYYYMMDD[HHMM[SS]][Z]`, which is local where it does not end with Z."""
    zone = UTC if said.endswith("Z") else now.tzinfo
    digits = said.removesuffix("Z")
    form = "%Y%m%d" if len(digits) == _DAY_LETTERS else "%Y%m%d%H%M%S"[: len(digits) - 2]
    return datetime.strptime(digits, form).replace(tzinfo=zone)
