"""What the columns of the register are called, and what their cells say."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from peerdesk.domain.school import School

HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "urn": ("urn",),
        "name": ("establishmentname",),
        "la_code": ("lacode",),
        "number": ("establishmentnumber",),
        "local_authority": ("laname", "localauthority"),
        "phase": ("phaseofeducationname", "phaseofeducation"),
        "type": ("typeofestablishmentname", "typeofestablishment"),
        "status": ("establishmentstatusname", "establishmentstatus"),
        "street": ("street",),
        "locality": ("locality",),
        "address3": ("address3",),
        "town": ("town",),
        "county": ("countyname", "county"),
        "postcode": ("postcode",),
        "low_age": ("statutorylowage",),
        "high_age": ("statutoryhighage",),
        "pupils": ("numberofpupils",),
        "opened_on": ("opendate",),
        "closed_on": ("closedate",),
    }
)
"""For each thing that we read, the headings it goes by: letters and digits only, in lower case, best first."""

NEEDED = MappingProxyType({"urn": "URN", "name": "EstablishmentName"})
FILLERS = frozenset({"not applicable", "does not apply"})
NO_CODE = "999"


def find_columns(headings: Sequence[str]) -> dict[str, int]:
    """Return where each thing that we read stands; what has no column is left out."""
    standing: dict[str, int] = {}
    for place, heading in enumerate(headings):
        standing.setdefault(re.sub(r"[^a-z0-9]", "", heading.lower()), place)
    found = {name: [standing[alias] for alias in by if alias in standing] for name, by in HEADINGS.items()}
    return {name: places[0] for name, places in found.items() if places}


def plain(cell: str) -> str:
    """Return what a cell says, "" for a filler; runs of spaces become one."""
    text = " ".join(cell.split())
    return "" if text.lower() in FILLERS else text


def to_school(said: Mapping[str, str]) -> tuple[School, tuple[str, ...]]:
    """Return the school of a row, and the names of columns whose cells cannot mean what their heading says.

    Such a cell is left empty. If `urn` or `name` is among them the school is of no use.
    """
    read: dict[str, str | int | None] = {}
    odd: list[str] = []
    for name in HEADINGS:
        cell = said.get(name, "")
        try:
            read[name] = FORMS.get(name, str)(cell)
        except ValueError:
            read[name] = FORMS[name]("") if name not in NEEDED else cell
            odd.append(name)
    la_code, number = str(read.pop("la_code")), str(read.pop("number"))
    read["laestab"] = la_code + number if la_code and number else ""
    read["locality"] = ", ".join(str(part) for part in (read["locality"], read.pop("address3")) if part)
    return School(**read), tuple(odd)  # type: ignore[arg-type]


def _form(pattern: str) -> Callable[[str], str]:
    def check(cell: str) -> str:
        if not re.fullmatch(pattern, cell, re.ASCII):
            raise ValueError(cell)
        return cell

    return check


def _code(cell: str) -> str:
    return "" if cell == NO_CODE else _form(r"(\d{3})?")(cell)


def _number(cell: str) -> str:
    return _form(r"(\d{1,4})?")(cell).zfill(4) if cell else ""


def _age(cell: str) -> int | None:
    return None if cell in ("", NO_CODE) else int(_form(r"\d{1,2}")(cell))


def _count(cell: str) -> int | None:
    return int(_form(r"\d{1,5}")(cell)) if cell else None


def _day(cell: str) -> str:
    if not cell:
        return ""
    day, month, year = re.split(r"[-/]", _form(r"\d{2}([-/])\d{2}\1\d{4}")(cell))
    return date(int(year), int(month), int(day)).isoformat()


FORMS: Mapping[str, Callable[[str], str | int | None]] = MappingProxyType(
    {
        "urn": _form(r"\d{1,8}"),
        "name": _form(r".+"),
        "la_code": _code,
        "number": _number,
        "postcode": _form(r"|.*\d.*"),  # also "BFPO 40"; a county where the postcode should be has no digit
        "low_age": _age,
        "high_age": _age,
        "pupils": _count,
        "opened_on": _day,
        "closed_on": _day,
    }
)
