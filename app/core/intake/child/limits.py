"""What a process that reads a stranger's file may use, and that it ends with its parent.

Windows: a job object (Microsoft Learn, "Job Objects"), set from outside. Linux: setrlimit(2) and
prctl(2), set by the process itself.
"""

import ctypes
import os
import signal
import sys
from dataclasses import dataclass

GIB = 1 << 30


@dataclass(frozen=True)
class Limits:
    """``memory`` in bytes, ``cpu`` in seconds of processor time over all cores.

    ``stall``: seconds without a word of progress. There is no limit on the time as a whole.
    """

    memory: int = 7 * GIB // 4
    cpu: int = 3600
    stall: float = 300.0


LIMITS = Limits()


class Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION; times in 100 ns."""

    _fields_ = [
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    ]


class Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; sizes in bytes."""

    _fields_ = [
        ("basic", Basic),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    ]


PROCESS_TIME = 0x2
PROCESS_MEMORY = 0x100
DIE_ON_UNHANDLED_EXCEPTION = 0x400
KILL_ON_JOB_CLOSE = 0x2000


def job_limits(limits: Limits) -> Extended:
    """``limits`` as Windows takes them."""
    told = Extended()
    told.basic.flags = (
        PROCESS_TIME | PROCESS_MEMORY | DIE_ON_UNHANDLED_EXCEPTION | KILL_ON_JOB_CLOSE
    )
    told.basic.process_time = limits.cpu * 10_000_000
    told.process_memory = limits.memory
    return told


if sys.platform == "win32":
    _EXTENDED_LIMIT_INFORMATION = 9
    _NO_DIALOGS_NO_DUMPS = 0x1 | 0x2  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX
    _OUT_OF_TIME = 1816  # ERROR_NOT_ENOUGH_QUOTA

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateJobObjectW.argtypes = [ctypes.c_void_p, ctypes.c_wchar_p]
    _kernel.CreateJobObjectW.restype = ctypes.c_void_p
    _kernel.SetInformationJobObject.argtypes = [
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.c_void_p,
        ctypes.c_uint32,
    ]
    _kernel.AssignProcessToJobObject.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    _kernel.CloseHandle.argtypes = [ctypes.c_void_p]

    class Fence:
        """A job object around another process; closing it, or our own end, ends that process."""

        def __init__(self, process: int, limits: Limits) -> None:
            """``process``: its handle. Raises OSError."""
            self._job = _kernel.CreateJobObjectW(None, None)
            if not self._job:
                raise ctypes.WinError(ctypes.get_last_error())
            told = job_limits(limits)
            if not (
                _kernel.SetInformationJobObject(
                    self._job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(told), ctypes.sizeof(told)
                )
                and _kernel.AssignProcessToJobObject(self._job, process)
            ):
                error = ctypes.get_last_error()
                self.close()
                raise ctypes.WinError(error)

        def close(self) -> None:
            _kernel.CloseHandle(self._job)

    def confine(limits: Limits, parent: int) -> None:
        """Let this process, when it crashes, neither ask the user nor write a dump."""
        _kernel.SetErrorMode(_NO_DIALOGS_NO_DUMPS)

    def out_of_time(status: int) -> bool:
        """Whether a process that ended with ``status`` had used up its processor time."""
        return status == _OUT_OF_TIME

    def out_of_memory(status: int) -> bool:
        """Never known on Windows: an allocation fails there, and the process says so itself."""
        return False

else:
    import resource

    # Memory that is set aside and not used: Arrow's allocator (mimalloc) takes 1 GiB at its first
    # call (measured: VmSize 0.3 -> 1.4 GB for 54 MB of data), each thread takes its stack.
    _SET_ASIDE = GIB
    _PER_THREAD = 16 << 20
    _MAPPED = 6 * GIB  # of files; a large table lies in one
    _GRACE = 5  # s between SIGXCPU, by which the reason is known, and SIGKILL

    _PR_SET_PDEATHSIG = 1
    _PR_SET_DUMPABLE = 4
    _M_ARENA_MAX = -8

    class Fence:
        """Nothing: on Linux the process fences itself, in :func:`confine`."""

        def __init__(self, process: int, limits: Limits) -> None:
            pass

        def close(self) -> None:
            pass

    def confine(limits: Limits, parent: int) -> None:
        """Put this process under ``limits``; it dies with ``parent`` (a process id), dumps nothing.

        The parent's thread that started this process must outlive it.
        """
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 — a file of the kernel
            pages = [int(count) * resource.getpagesize() for count in file.read().split()]
        threads = os.cpu_count() or 1
        more = limits.memory + _SET_ASIDE + threads * _PER_THREAD
        libc = ctypes.CDLL(None, use_errno=True)
        libc.mallopt(_M_ARENA_MAX, 2)  # else each thread sets 64 MiB aside
        _lower(resource.RLIMIT_DATA, pages[5] + more)  # what is the process's own
        _lower(resource.RLIMIT_AS, pages[0] + more + _MAPPED)  # and what it shares with others
        _lower(resource.RLIMIT_CPU, limits.cpu, _GRACE)
        _lower(resource.RLIMIT_CORE, 0)
        # A core file that is piped to a program is written in spite of RLIMIT_CORE (core(5)).
        for option, value in ((_PR_SET_DUMPABLE, 0), (_PR_SET_PDEATHSIG, int(signal.SIGKILL))):
            if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number))
        if os.getppid() != parent:  # it died before we asked to die with it
            os.kill(os.getpid(), signal.SIGKILL)

    def _lower(what: int, limit: int, grace: int = 0) -> None:
        """Set a limit, and ``grace`` above it the hard one, unless they are lower already."""
        _, most = resource.getrlimit(what)
        if most == resource.RLIM_INFINITY or limit + grace < most:
            most = limit + grace
        resource.setrlimit(what, (min(limit, most), most))

    def out_of_time(status: int) -> bool:
        """Whether a process that ended with ``status`` had used up its processor time."""
        return status == -signal.SIGXCPU

    def out_of_memory(status: int) -> bool:
        """Whether the kernel ended a process for want of memory; nobody else sends SIGKILL."""
        return status == -signal.SIGKILL
