"""What left Wrenholt's afternoon as PDF: sound for whoever hears or keeps it, and telling nothing of the notes."""

import re
from pathlib import Path

from pypdf import PdfReader

from tests.export.report.listening import spoken
from tests.export.report.making import flaws
from tests.export.verapdf.asking import ask
from tests.ui.afternoon import Wrenholt

YEAR = re.compile(r"\bY(?:ear )?\s?[1-6R]\b|\bReception\b", re.IGNORECASE)
TIME = re.compile(r"\b[012]?\d[:.][0-5]\d\b")
_SIGNED = "Final report · signed by the lead reviewer on Tuesday {} March 2027"
_COVER = (
    "Final report. Signed by the lead reviewer, Anita, on Tuesday {} March 2027. "
    "Checked by the headteacher, who answered on Monday 15 March 2027."
)
STATES = {
    "page": ("On the day · draft for the headteacher to check",),
    "for checking": (
        "For checking by Tuesday 16 March · not final until the school has answered",
        "For checking. This is the whole text, sent to be checked. Nothing here is final until the headteacher has "
        "checked it. Please tell us by 16 March",
    ),
    "reply sheet": ("For checking · not final until the school has answered",),
    "final": (_SIGNED.format(23), _COVER.format(23)),
    "corrected": (_SIGNED.format(30), _COVER.format(30)),
}
"""How far each has come: on its pages, and on its cover."""
_LEAST = 500  # things that veraPDF looks at even in one page


def look_at_what_left(review: Wrenholt, folder: Path) -> None:
    """Hold all that left against both standards, twice, and read each as its school would."""
    files = {name: folder / f"{name}.pdf" for name in STATES}
    assert sorted(path.stem for path in folder.iterdir()) == sorted(files)
    for name, path in files.items():
        assert flaws(path.read_bytes()) == [], name
        _tells_how_far_it_is(name, path)
        _tells_nothing_of_the_notes(review, path)
    for name in ("final", "corrected"):
        _stands_on_evidence(review, files[name])
    verdicts = ask(files.values())
    assert len(verdicts) == 2 * len(files)
    assert [one for one in verdicts if one.broken or one.assertions < _LEAST] == []


def _tells_how_far_it_is(name: str, path: Path) -> None:
    """Assert that each page says its own state, and none of the others."""
    for page in PdfReader(path).pages:
        words = " ".join(page.extract_text().split())
        told = [state for state, lines in STATES.items() if any(line in words for line in lines)]
        assert told == [name], words


def _tells_nothing_of_the_notes(review: Wrenholt, path: Path) -> None:
    seen = " ".join(page.extract_text() for page in PdfReader(path).pages)
    words = " ".join(f"{seen} {spoken(path.read_bytes())}".split())
    notes = review.day.notes
    told = [*(one.text for one in notes), *(one.made_of_it for one in notes)]
    told += [one.where for one in notes if any(letter.isdigit() for letter in one.where)]  # "Y5 English 26/27"
    told += [one.title for one in review.day.activities]
    found = [one for one in told if one and one in words]
    assert found == [], path.name
    assert (TIME.findall(words), YEAR.findall(words)) == ([], []), path.name


def _stands_on_evidence(review: Wrenholt, path: Path) -> None:
    """Assert that each finding is told with what it stands on, and that all its numbers are of evidence."""
    words = " ".join(spoken(path.read_bytes()).split())
    assert words.count("Finding Stands on Points the other way") == len(review.day.questions)
    for finding in review.findings():
        rows = [found.end() for found in re.finditer(re.escape(finding.title), words)]
        assert any(re.match(r".{0,120}?\b\d+ (?:observation|conversation|look|document)", words[at:]) for at in rows), (
            finding.title
        )
    said, _, evidence = words.rpartition("The evidence, by number and kind")
    cited = {int(one) for many in re.findall(r"\[(\d+(?:, \d+)*)\]", said) for one in many.split(", ")}
    listed = {int(one) for one in re.findall(r"\b(\d+) (?:Observation|Conversation|Look|Document)", evidence)}
    assert cited == listed == set(range(1, max(listed) + 1))
