"""Runs a program as somebody who is no administrator. On Windows, by its own Python:

    python.exe unprivileged.py COMMAND …

Its exit status is the command's. The token is this process's own without the group of administrators, as UAC gives
it to whoever has not been asked.
"""

import ctypes
import subprocess
import sys
from ctypes import wintypes

_ADMINISTRATORS = 26  # WinBuiltinAdministratorsSid
_ALL = 0xF01FF  # TOKEN_ALL_ACCESS
_SID = 68  # bytes: SECURITY_MAX_SID_SIZE
_FOREVER = 0xFFFFFFFF


class _Group(ctypes.Structure):
    """SID_AND_ATTRIBUTES."""

    _fields_ = (("sid", ctypes.c_void_p), ("attributes", wintypes.DWORD))


class _Startup(ctypes.Structure):
    """STARTUPINFOW; nothing of it is set but its size."""

    _fields_ = (("size", wintypes.DWORD), ("rest", ctypes.c_byte * 100))


class _Started(ctypes.Structure):
    """PROCESS_INFORMATION."""

    _fields_ = (
        ("process", wintypes.HANDLE),
        ("thread", wintypes.HANDLE),
        ("process_id", wintypes.DWORD),
        ("thread_id", wintypes.DWORD),
    )


def main(command: list[str]) -> int:
    """The exit status of the command. Raises OSError for what Windows refuses."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    security = ctypes.WinDLL("advapi32", use_last_error=True)

    def done(result: int) -> None:
        if not result:
            raise ctypes.WinError(ctypes.get_last_error())

    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    own, restricted = wintypes.HANDLE(), wintypes.HANDLE()
    process = wintypes.HANDLE(kernel.GetCurrentProcess())
    done(security.OpenProcessToken(process, _ALL, ctypes.byref(own)))
    sid, length = ctypes.create_string_buffer(_SID), wintypes.DWORD(_SID)
    done(security.CreateWellKnownSid(_ADMINISTRATORS, None, sid, ctypes.byref(length)))
    without = _Group(ctypes.addressof(sid), 0)
    done(
        security.CreateRestrictedToken(
            own, 0, 1, ctypes.byref(without), 0, None, 0, None, ctypes.byref(restricted)
        )
    )
    startup, started = _Startup(), _Started()
    startup.size = ctypes.sizeof(startup)
    line = ctypes.create_unicode_buffer(subprocess.list2cmdline(command))
    done(
        security.CreateProcessAsUserW(
            *(restricted, None, line, None, None, False, 0, None, None),
            *(ctypes.byref(startup), ctypes.byref(started)),
        )
    )
    kernel.WaitForSingleObject(wintypes.HANDLE(started.process), _FOREVER)
    status = wintypes.DWORD()
    done(kernel.GetExitCodeProcess(wintypes.HANDLE(started.process), ctypes.byref(status)))
    return status.value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
