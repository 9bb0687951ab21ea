"""Days as people say them, in English whatever the computer's language."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from peerdesk.domain.stands_on import joined

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)

_SATURDAY, _HOURS, _MINUTES = 5, 24, 60
_SHORT, _TWO, _YEAR = 3, 2, 2  # letters of a month, figures of a year, its place in a day that is written out
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?")
_FORMS = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b|\b(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2,4}))?\b")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))? ?(am|pm)?")


def day_in_words(day: str, *, year: bool = True) -> str:
    """Return "Tuesday 9 March 2027" for "2027-03-09"; what is no such day comes back as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    said = f"{_DAYS[found.weekday()]} {found.day} {_MONTHS[found.month - 1]}"
    return f"{said} {found.year}" if year else said


def days_in_words(days: Sequence[str]) -> str:
    """Return "Tuesday 9 and Wednesday 10 March 2027" for two days; a month is said once."""
    ordered = sorted(dict.fromkeys(days))
    said = [
        " ".join(day_in_words(day).split(" ")[: 2 if day[:7] == after[:7] else 3 if day[:4] == after[:4] else 4])
        for day, after in pairwise(ordered)
    ]
    return joined([*said, *(day_in_words(day) for day in ordered[-1:])])


def working_days_after(day: str, count: int) -> str:
    """Return the day that is so many working days later, "" for no such day; holidays of schools are not known."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return ""
    while count:
        found += timedelta(days=1)
        count -= found.weekday() < _SATURDAY
    return found.isoformat()


def read_days(typed: str, today: str) -> tuple[str, ...]:
    """Return the days that a person typed, in order; empty if it cannot be told which days are meant.

    Args:
        typed: "Tuesday 9 and Wednesday 10 March 2027", "9/3/27", "2027-03-09". A month and a year that are not
            said are those of the day that follows.
        today: `YYYY-MM-DD`; the last day's year, if it is not said, brings it nearest to this.
    """
    said = _FORMS.sub(_in_order, _WEEKDAY.sub(" ", typed.lower()))
    pieces = [piece.split() for piece in re.split(r",|;|&|\band\b", said) if piece.split()]
    days: list[date] = []
    for piece in reversed(pieces):
        day = _read_day(piece, days[-1] if days else None, date.fromisoformat(today))
        if day is None:
            return ()
        days.append(day)
    return tuple(sorted({day.isoformat() for day in days}))


def read_clock(typed: str) -> str:
    """Return "09:05" for "9.05", "905", "9:05" or "9 am"; "" if it cannot be told which time is meant."""
    match = _CLOCK.fullmatch(typed.strip().lower())
    if match is None:
        return ""
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < _HOURS and minute < _MINUTES else ""


def _in_order(match: re.Match[str]) -> str:
    """Return day, month and year of a date in figures, apart."""
    if match[1]:
        return f" {match[3]} {match[2]} {match[1]} "
    return f" {match[4]} {match[5]} {match[6] or ''} "


def _read_day(piece: list[str], after: date | None, today: date) -> date | None:
    """Return the day of "9", "9 march" or "9 3 27"; what is not said is that of the day after, or nearest to today."""
    numbers = [_number(word, place) for place, word in enumerate(piece)]
    if not numbers or len(numbers) > len(("day", "month", "year")) or None in numbers:
        return None
    day, month, year = [*numbers, None, None][:3]
    month = month or (after.month if after else None)
    if day is None or month is None:
        return None
    if year is None and after is None:
        near = [found for n in (-1, 0, 1) if (found := _date(today.year + n, month, day))]
        return min(near, key=lambda one: abs(one - today), default=None)
    return _date(year if year is not None else after.year if after else 0, month, day)


def _number(word: str, place: int) -> int | None:
    if place == 1 and word.isalpha() and len(word) >= _SHORT:
        return next((at for at, month in enumerate(_MONTHS, 1) if month.lower().startswith(word)), None)
    word = re.sub(r"(?<=\d)(st|nd|rd|th)\Z", "", word)
    if not word.isdecimal():
        return None
    return int(word) + (2000 if place == _YEAR and len(word) == _TWO else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
