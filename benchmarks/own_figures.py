"""What a process measures of itself, and how it tells the one that started it."""

import json
from pathlib import Path


def memory_mb() -> float:
    """Return the memory of this process, in mebibytes: all that is in memory for it, as if nobody shared it (RSS).

    What is shared, Qt's own code above all, counts in full here and in an empty window alike: a share of it would
    depend on what else runs. Linux only.
    """
    said = Path("/proc/self/smaps_rollup").read_text()
    return sum(int(line.split()[1]) for line in said.splitlines() if line.startswith("Rss:")) / 1024


def say(**figures: object) -> None:
    print(json.dumps(figures), flush=True)
