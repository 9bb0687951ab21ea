"""Where and when the windows that are measured live: a vault in a file, and a clock that stands still."""

import json
from datetime import UTC, datetime
from pathlib import Path

DAY = "2027-03-09"


def now() -> datetime:
    return datetime(2027, 3, 9, 10, 12, tzinfo=UTC)


class Drawer:
    """A vault in a file, so that several processes open the same desk."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "drawer.json"

    def _keys(self) -> dict[str, str]:
        return dict(json.loads(self._file.read_text())) if self._file.exists() else {}

    def read(self, desk_id: str) -> bytes | None:
        key = self._keys().get(desk_id)
        return bytes.fromhex(key) if key else None

    def write(self, desk_id: str, key: bytes) -> None:
        self._file.write_text(json.dumps(self._keys() | {desk_id: key.hex()}))

    def forget(self, desk_id: str) -> None:
        self._file.write_text(json.dumps({name: key for name, key in self._keys().items() if name != desk_id}))
