"""What the columns of the register are called, and what their cells say."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from peerdesk.domain.school import FIELDS, SchoolRow

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
        "boys": ("numberofboys",),
        "girls": ("numberofgirls",),
        "capacity": ("schoolcapacity",),
        "fsm_percent": ("percentagefsm",),
        "trust": ("trustsname", "trusts"),
        "federation": ("federationsname", "federations"),
        "opened_on": ("opendate",),
        "closed_on": ("closedate",),
        "census_on": ("censusdate",),
        "changed_on": ("lastchangeddate",),
    }
)
"""For each thing that we read, the headings it goes by: letters and digits only, in lower case, best first."""

HEADS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"head_title": ("headtitlename",), "head_first": ("headfirstname",), "head_last": ("headlastname",)}
)
"""The names of people. They are looked for when somebody asks for them, and else not read at all."""

LINKS = MappingProxyType({"linked": ("linkedestablishments",)})
"""Some downloads say in a column of their own what others say in the links file."""

NEEDED = MappingProxyType({"urn": "URN", "name": "EstablishmentName"})
FILLERS = frozenset({"not applicable", "does not apply"})
_FILLERS_BEGIN = "NnDd"
_FORM_OF_A_COLUMN = {
    name: re.compile(rf"{one}(?:\n{one})*", re.ASCII)
    for name, one in (
        ("urn", r"\d{1,8}"),
        ("number", r"\d{4}"),
        ("postcode", r"(?:[A-Z]{1,2}\d[0-9A-Z]? \d[A-Z]{2})?"),
    )
}
"""Columns whose cells hardly come again, and the form in which a whole column of them, a line each, can stay."""
_WORDS = frozenset({"name", "street"})
_ODD_SPACES = ("  ", " \n", "\n ", "\t", "\r", "\v", "\f")
Value = str | int | None
NO_CODE = "999"
MOST_KNOWN = 20_000  # cells of a column that are remembered: as many as keep memory small


def find_columns(headings: Sequence[str], wanted: Mapping[str, tuple[str, ...]] = HEADINGS) -> dict[str, int]:
    """Return where each thing that we read stands; what has no column is left out."""
    standing: dict[str, int] = {}
    for place, heading in enumerate(headings):
        standing.setdefault(re.sub(r"[^a-z0-9]", "", heading.lower()), place)
    found = {name: [standing[alias] for alias in by if alias in standing] for name, by in wanted.items()}
    return {name: places[0] for name, places in found.items() if places}


def plain(cell: str) -> str:
    """Return what a cell says, "" for a filler; runs of spaces become one."""
    text = " ".join(cell.split())
    return "" if text[:1] in _FILLERS_BEGIN and text.lower() in FILLERS else text


class Cells(dict[str, Value]):
    """What the cells of one column mean. A cell that was met before is not read again.

    Looking up a cell that cannot mean what its heading says raises ValueError.
    """

    def __init__(self, name: str) -> None:
        """Know nothing yet of the column of this name."""
        super().__init__()
        self._form = FORMS.get(name, str)
        self._name, self._form_of_a_column = name, _FORM_OF_A_COLUMN.get(name)
        self._differ = name in _WORDS or name in _FORM_OF_A_COLUMN

    def read(self, column: Sequence[str]) -> Sequence[Value]:
        """Return what the cells of a column mean; where all are sound as they stand, at one look.

        Raises:
            ValueError: one cannot mean what its heading says.
        """
        if self._differ and self._stays("\n".join(column)):
            return column
        return [self[cell] for cell in column]

    def __missing__(self, cell: str) -> Value:
        value = self._form(plain(cell))
        if not self._differ and len(self) < MOST_KNOWN:
            self[cell] = value
        return value

    def _stays(self, lines: str) -> bool:
        """Say whether all cells, a line each, mean what they say letter by letter."""
        if self._form_of_a_column:
            return self._form_of_a_column.fullmatch(lines) is not None
        if not lines.isascii() or any(odd in f"\n{lines}\n" for odd in _ODD_SPACES):
            return False
        small = lines.lower()
        return not (self._name in NEEDED and "\n\n" in f"\n{lines}\n") and not any(one in small for one in FILLERS)


def to_rows(read: Mapping[str, Sequence[Value]], count: int) -> list[SchoolRow]:
    """Return rows of schools, of so many cells of each column that was read."""
    columns: dict[str, Sequence[Value]] = {name: [default(name)] * count for name in FIELDS} | dict(read)
    if {"la_code", "number"} <= read.keys():
        both = zip(read["la_code"], read["number"], strict=True)
        columns["laestab"] = [f"{code}{number}" if code and number else "" for code, number in both]
    if "address3" in read:
        both = zip(columns["locality"], read["address3"], strict=True)
        columns["locality"] = [f"{one}, {more}" if one and more else one or more for one, more in both]
    if names := [read[name] for name in HEADS if name in read]:
        columns["head"] = [" ".join(str(name) for name in parts if name) for parts in zip(*names, strict=True)]
    return list(zip(*(columns[name] for name in FIELDS), strict=True))


def default(name: str) -> Value:
    """Return what a column says of a school when its cell is of no use."""
    return None if FORMS.get(name) in (_age, _count) else ""


def read_day(cell: str) -> str:
    """Return `YYYY-MM-DD` of a day as the register writes it, dd-mm-yyyy or dd/mm/yyyy; "" of nothing.

    Raises:
        ValueError: it is none.
    """
    if not cell:
        return ""
    day, month, year = re.split(r"[-/]", _form(r"\d{2}([-/])\d{2}\1\d{4}")(cell))
    return date(int(year), int(month), int(day)).isoformat()


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


def _percent(cell: str) -> str:
    return _form(r"(\d{1,3}(\.\d+)?)?")(cell.rstrip("%"))


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
        "boys": _count,
        "girls": _count,
        "capacity": _count,
        "fsm_percent": _percent,
        "opened_on": read_day,
        "closed_on": read_day,
        "census_on": read_day,
        "changed_on": read_day,
    }
)
