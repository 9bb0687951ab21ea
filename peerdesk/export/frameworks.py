"""Frameworks as files: TOML and JSON for programs, a spreadsheet for people, and an empty one to begin with."""

import csv
import io
import json
from collections.abc import Callable, Mapping

from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_sheets import to_grids
from peerdesk.domain.framework_writing import to_mapping, to_toml
from peerdesk.errors import FrameworkError


def write_toml(framework: Framework) -> bytes:
    """Return a framework as TOML."""
    return to_toml(framework).encode()


def write_json(framework: Framework) -> bytes:
    """Return a framework as JSON that one can read."""
    return (json.dumps(to_mapping(framework), ensure_ascii=False, indent=2) + "\n").encode()


def write_csv(framework: Framework | None) -> bytes:
    """Return a framework, or none, as one table under the other, each under its name in square brackets."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    for name, grid in to_grids(framework).items():
        rows.writerows([[f"[{name}]"], *grid, []])
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(framework: Framework | None) -> bytes:
    """Return a framework, or none, as a workbook."""
    from peerdesk.export.framework_workbook import write_workbook  # loaded when somebody asks for one, not at the start

    return write_workbook(framework)


WRITERS: Mapping[str, Callable[[Framework], bytes]] = {
    ".toml": write_toml,
    ".json": write_json,
    ".xlsx": write_xlsx,
}
TEMPLATES: Mapping[str, Callable[[None], bytes]] = {".xlsx": write_xlsx, ".csv": write_csv}


def write_framework(framework: Framework, ending: str) -> bytes:
    """Return a framework as a file of the form that an ending names.

    Raises:
        FrameworkError: no form has this ending.
    """
    return _way(ending, WRITERS)(framework)


def write_template(ending: str) -> bytes:
    """Return the spreadsheet to fill in.

    Raises:
        FrameworkError: no form has this ending.
    """
    return _way(ending, TEMPLATES)(None)


def _way(ending: str, ways: Mapping[str, Callable[..., bytes]]) -> Callable[..., bytes]:
    way = ways.get(ending.lower())
    if way is None:
        names = " or ".join(ways)
        raise FrameworkError(
            f"A framework cannot be written as “{ending}”.",
            f"Give the file a name that ends in {names}.",
            detail=ending,
        )
    return way
