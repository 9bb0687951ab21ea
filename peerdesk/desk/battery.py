"""How full the battery is, as the system tells it."""

import ctypes
import sys
from dataclasses import dataclass
from pathlib import Path

POWER = Path("/sys/class/power_supply")


@dataclass(frozen=True)
class Battery:
    """What the system says of its batteries.

    Attributes:
        percent: of all of them together; None where there is no battery.
        charging: the mains are in.
    """

    percent: int | None
    charging: bool


def read_battery(folder: Path = POWER) -> Battery | None:
    """Return how full the battery is, None where this system does not tell.

    Args:
        folder: where Linux lists what gives power.
    """
    if sys.platform == "win32":
        return _windows_battery()
    return _linux_battery(folder) if folder.is_dir() else None


def _linux_battery(folder: Path) -> Battery:
    supplies = [
        (said("type"), said)
        for said in (_Supply(one) for one in sorted(folder.iterdir()))
        if said("scope") != "Device"  # a mouse has a battery too
    ]
    batteries = [said for kind, said in supplies if kind == "Battery" and said("capacity").isdecimal()]
    mains = any(kind in ("Mains", "USB") and said("online") == "1" for kind, said in supplies)
    if not batteries:
        return Battery(None, charging=True)
    percent = round(sum(int(said("capacity")) for said in batteries) / len(batteries))
    return Battery(percent, mains or any(said("status") in ("Charging", "Full") for said in batteries))


@dataclass(frozen=True)
class _Supply:
    """One thing that gives power; called with a name, it answers what the system says under it."""

    folder: Path

    def __call__(self, name: str) -> str:
        try:
            return (self.folder / name).read_text(encoding="ascii", errors="replace").strip()
        except OSError:
            return ""


if sys.platform == "win32":

    class _PowerStatus(ctypes.Structure):
        """SYSTEM_POWER_STATUS."""

        _fields_ = (
            ("ac_line", ctypes.c_ubyte),
            ("flag", ctypes.c_ubyte),
            ("percent", ctypes.c_ubyte),
            ("saver", ctypes.c_ubyte),
            ("seconds", ctypes.c_uint32),
            ("full_seconds", ctypes.c_uint32),
        )

    def _windows_battery() -> Battery | None:
        status = _PowerStatus()
        no_battery, unknown = 128, 255
        if not ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status)) or status.flag == unknown:
            return None
        if status.flag & no_battery:
            return Battery(None, charging=True)
        return None if status.percent == unknown else Battery(status.percent, status.ac_line == 1)
