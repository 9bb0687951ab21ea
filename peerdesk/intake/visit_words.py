"""Words that go out before a visit, from their files."""

from pathlib import Path

from peerdesk.domain.visit_words import Part, parts_from
from peerdesk.intake.data_files import read_data_file


def read_visit_words(path: Path) -> tuple[Part, ...]:
    """Return the parts that a file holds, whole and checked.

    Raises:
        DataFileError: the file cannot be read, or something in it cannot be meant; says where.
    """
    return parts_from(read_data_file(path))
