"""Key stage 2 results in the long layout: a row for each school, subject and group of pupils."""

import re
from collections.abc import Iterator, Mapping, Sequence

from peerdesk.domain.figures import ENGLAND, Cell, Place, read_year
from peerdesk.intake.register import RowFinding
from peerdesk.intake.results_cells import CellReader, Said, note, refuse, standing
from peerdesk.intake.tables import Table

_NEEDED = {"time_period", "geographic_level", "subject", "breakdown"}
_SUBJECTS = {
    "readingwritingandmaths": "rwm",
    "reading": "reading",
    "writing": "writing",
    "maths": "maths",
    "mathematics": "maths",
    "grammarpunctuationandspelling": "gps",
    "science": "science",
}
_GROUPS = {
    "total": "all",
    "allpupils": "all",
    "boys": "boys",
    "male": "boys",
    "girls": "girls",
    "female": "girls",
    "disadvantaged": "disadvantaged",
    "notdisadvantaged": "others",
    "notknowntobedisadvantaged": "others",
    "englishasadditionallanguage": "eal",
    "englishasanadditionallanguage": "eal",
    "knownorbelievedtobeotherthanenglish": "eal",
    "firstlanguageenglish": "english",
    "knownorbelievedtobeenglish": "english",
    "nonmobile": "settled",
    "low": "low",
    "lowpriorattainment": "low",
    "middle": "middle",
    "middlepriorattainment": "middle",
    "high": "high",
    "highpriorattainment": "high",
    "3yearaverage": "3yr",
}
_MEASURES = {
    "expected_standard_pupil_percent": "expected",
    "higher_standard_pupil_percent": "higher",
    "average_scaled_score": "score",
    "progress_measure_score": "progress",
}
_BOUNDS = ("progress_measure_lower_conf_interval", "progress_measure_upper_conf_interval")
_COUNT = "eligible_pupil_count"
_STATE_FUNDED = ("", "total", "allstatefunded", "statefunded", "allstatefundedschools")


def is_long(headings: Sequence[str]) -> bool:
    """Say whether these are the headings of key stage 2 results in the long layout."""
    names = standing(headings).keys()
    return names >= _NEEDED and not names.isdisjoint(_MEASURES)


def read_long(table: Table, findings: list[RowFinding]) -> Iterator[Said]:
    """Give what each row says that is of a subject, a group and a place which PeerDesk knows.

    Raises:
        NotResultsError: a row names no school year, or too much is odd.
    """
    at, known = standing(table.headings), CellReader()
    for row, cells in enumerate(table.rows, start=2):
        if not any(cells):
            continue
        said = {name: cells[place].strip() for name, place in at.items() if place < len(cells)}
        subject, group = _SUBJECTS.get(_letters(said.get("subject", ""))), _group(said)
        if subject is None or group is None or _letters(said.get("establishment_type_group", "")) not in _STATE_FUNDED:
            continue
        try:
            place = _place(said)
        except ValueError as odd:
            note(findings, row, f"“{str(odd)[:40]}” cannot be whose figures these are.", taken=False)
            continue
        if place is not None and (figures := _figures(said, subject, group, known, row, findings)):
            yield Said(place, _year(said, row), figures)


def _year(said: Mapping[str, str], row: int) -> str:
    try:
        return read_year(said.get("time_period", ""))
    except ValueError as odd:
        raise refuse(f"Row {row}, column time_period: “{str(odd)[:40]}” is no school year.") from odd


def _figures(
    said: Mapping[str, str], subject: str, group: str, known: CellReader, row: int, findings: list[RowFinding]
) -> dict[str, dict[str, Cell]]:
    def cell(name: str) -> Cell | None:
        try:
            return known[said.get(name, "")]
        except ValueError:
            note(findings, row, f"Column {name}: “{said[name][:40]}” is no figure. It was left out.")
            return None

    values = {part: value for name, part in _MEASURES.items() if (value := cell(name)) is not None}
    if group == "3yr":
        three = {part: value for part, value in values.items() if subject == "rwm" and part in ("expected", "higher")}
        return {f"ks2.rwm.{part}.3yr": {"all": value} for part, value in three.items()}
    low, high = (cell(name) for name in _BOUNDS)
    progress = values.get("progress")
    if isinstance(progress, float | int) and isinstance(low, float | int) and isinstance(high, float | int):
        values["progress"] = (progress, low, high)
    found: dict[str, dict[str, Cell]] = {f"ks2.{subject}.{part}": {group: value} for part, value in values.items()}
    count = cell(_COUNT)
    if subject == "rwm" and isinstance(count, float | int):
        found["ks2.pupils"] = {group: count}
    return found


def _place(said: Mapping[str, str]) -> Place | None:
    """Return whose row it is, None for a region or a constituency.

    Raises:
        ValueError: it is no place.
    """
    level = _letters(said.get("geographic_level", ""))
    if level == "national":
        return Place(ENGLAND, ENGLAND)
    authority = said.get("old_la_code") or said.get("school_laestab", "")[:3]
    if level == "localauthority":
        if not re.fullmatch(r"\d{3}", authority, re.ASCII):
            raise ValueError(authority or "nothing")
        return Place(authority, said.get("la_name", ""))
    if level != "school":
        return None
    urn = said.get("school_urn", "")
    if not re.fullmatch(r"\d{4,8}", urn, re.ASCII):
        raise ValueError(urn or "nothing")
    return Place(urn, said.get("school_name", ""), authority)


def _group(said: Mapping[str, str]) -> str | None:
    """Return whose figures a row gives; None for groups that PeerDesk does not show, and for two at once."""
    topic, breakdown = _letters(said.get("breakdown_topic", "")), _letters(said.get("breakdown", ""))
    if breakdown in ("total", "allpupils") and topic not in ("", "all", "total", "allpupils"):
        return None
    return _GROUPS.get(breakdown)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
