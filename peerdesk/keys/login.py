"""Which login this is: two that differ have a sign-out between them."""

import ctypes
import os
import sys
from pathlib import Path


def login_id(boot_id: Path = Path("/proc/sys/kernel/random/boot_id")) -> str:
    """Return a name for this start of the computer and this sign-in; "" where that cannot be told.

    On a system whose logins have no name, a restart tells two apart.

    Args:
        boot_id: where Linux names its start.
    """
    if sys.platform == "win32":
        return _windows_logon()
    if sys.platform == "darwin":
        return _joined(_mac_boot(), os.environ.get("SECURITYSESSIONID", ""))
    try:
        boot = boot_id.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return _joined(boot, os.environ.get("XDG_SESSION_ID", ""))


def is_sign_out_between(one: str, other: str) -> bool:
    """Say whether two names that `login_id` gave surely have a sign-out between them.

    They do not where one of them lacks the sign-in's name: how a program was started decides whether it is told.
    """
    boot, _, login = one.partition(" ")
    other_boot, _, other_login = other.partition(" ")
    if not boot or not other_boot:
        return False
    return boot != other_boot or bool(login and other_login and login != other_login)


def _joined(boot: str, login: str) -> str:
    return f"{boot} {login}".strip() if boot else ""


if sys.platform == "win32":

    def _windows_logon() -> str:
        """Return the id that Windows gives a sign-in: AuthenticationId of TOKEN_STATISTICS."""
        from ctypes import wintypes

        token, size, statistics = wintypes.HANDLE(), wintypes.DWORD(), (ctypes.c_uint32 * 14)()
        advapi, kernel = ctypes.WinDLL("advapi32"), ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        query, token_statistics = 0x0008, 10
        if not advapi.OpenProcessToken(wintypes.HANDLE(kernel.GetCurrentProcess()), query, ctypes.byref(token)):
            return ""
        told = advapi.GetTokenInformation(token, token_statistics, statistics, 56, ctypes.byref(size))
        kernel.CloseHandle(token)
        return f"{statistics[3]:08x}{statistics[2]:08x}" if told else ""


if sys.platform == "darwin":

    def _mac_boot() -> str:
        """Return the id that macOS gives a start: the sysctl kern.bootsessionuuid."""
        name, size = ctypes.create_string_buffer(64), ctypes.c_size_t(64)
        system = ctypes.CDLL("/usr/lib/libSystem.B.dylib")
        told = system.sysctlbyname(b"kern.bootsessionuuid", name, ctypes.byref(size), None, ctypes.c_size_t(0))
        return name.value.decode("ascii", "replace") if told == 0 else ""
