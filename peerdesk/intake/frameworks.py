"""Frameworks from their files."""

from pathlib import Path

from peerdesk.domain.framework import Framework, from_mapping
from peerdesk.errors import FrameworkError
from peerdesk.intake.data_files import read_data_file


def read_framework(path: Path) -> Framework:
    """Return the framework that a file holds, whole and checked.

    Raises:
        FrameworkError: the file cannot be read, or something in it cannot be meant; says where.
    """
    return from_mapping(read_data_file(path, FrameworkError).values)
