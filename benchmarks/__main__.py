"""Run what measures PeerDesk against its peers: `python -m benchmarks [NAME …]`, all of them if none is named."""

import sys
from collections.abc import Iterable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any


def names() -> list[str]:
    """Return the modules beside this one that have something to run."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))
    return [name for name in found if hasattr(import_module(f"benchmarks.{name}"), "run")]


def as_text(value: Any) -> str:
    return f"{value:,.3f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def show(name: str, figures: Iterable[Any]) -> None:
    """Print figures as a table: whatever they say of themselves, a column each."""
    rows = [asdict(figure) for figure in figures]
    table = [[heading.replace("_", " ") for heading in rows[0]], *([*map(as_text, row.values())] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    print(f"\n{name}")
    for first, *others in table:
        cells = [f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True)]
        print("  ".join([f"{first:<{widths[0]}}", *cells]), flush=True)


def main() -> None:
    for name in sys.argv[1:] or names():
        show(name, import_module(f"benchmarks.{name}").run())


if __name__ == "__main__":
    main()
