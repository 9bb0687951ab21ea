"""PeerDesk's own data files, and those that partnerships make in the same form: TOML 1.0, UTF-8."""

import tomllib
from pathlib import Path

from peerdesk.domain.data_table import DataTable
from peerdesk.errors import DataFileError


def read_data_file(path: Path, error: type[DataFileError] = DataFileError) -> DataTable:
    """Return what a data file says, not yet looked at.

    Raises:
        DataFileError: it is not there, cannot be read or is no TOML; of the type that was asked for.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as reason:
        raise error(
            f"The file “{path.name}” cannot be read.",
            "Look whether it is still there, and choose it again.",
            detail=str(reason),
        ) from reason
    except ValueError as reason:  # words that are no UTF-8, or no TOML
        raise error(
            f"The file “{path.name}” is not written in the form that PeerDesk reads.",
            "Ask whoever made it for a copy that opens.",
            detail=str(reason),
        ) from reason
    return DataTable(values, path.name, error)
