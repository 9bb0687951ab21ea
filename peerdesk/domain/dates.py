"""Days as people say them, in English whatever the computer's language."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from peerdesk.domain.stands_on import joined

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


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
