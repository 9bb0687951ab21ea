"""School years, which begin in September."""

_SEPTEMBER = 9


def school_year(day: str) -> str:
    """Return "2026/27" for any `YYYY-MM-DD` from September 2026 to August 2027; "" for what is no day."""
    year, _, rest = day.partition("-")
    month = rest[:2]
    if not (year.isdecimal() and month.isdecimal()):
        return ""
    first = int(year) if int(month) >= _SEPTEMBER else int(year) - 1
    return f"{first}/{(first + 1) % 100:02}"
