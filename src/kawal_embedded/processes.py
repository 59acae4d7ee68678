"""Children that do not outlive their parent."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1
NICE = 10  # a tenth of the share of others where all are busy; the whole processor where they are not
_NICE = str(NICE).encode()
_LIBC = ctypes.CDLL(None)  # loaded here: nothing may be loaded between fork and exec


def die_with_parent(by: signal.Signals = signal.SIGINT) -> None:
    """For ``preexec_fn``: an orphan gets SIGINT, the polite stop of database, web server and worker."""
    _LIBC.prctl(PR_SET_PDEATHSIG, by)
    if os.getppid() == 1 and _PARENT != 1:  # the parent died before we could ask
        os.kill(os.getpid(), by)


def end_with_parent() -> None:
    """For the ``initializer`` of a pool: its processes take SIGINT for one piece of work gone wrong, and wait for the next."""
    die_with_parent(signal.SIGKILL)


def give_way() -> None:
    """The same for a child in a session of its own that lets everybody else go first.

    Where the kernel shares processors out among sessions (`sched_autogroup_enabled`), niceness counts only inside one: it is said for both.
    """
    die_with_parent()
    os.nice(NICE)
    try:
        session = os.open("/proc/self/autogroup", os.O_WRONLY)
        os.write(session, _NICE)
        os.close(session)
    except OSError:  # a kernel without sessions that share
        pass


_PARENT = os.getpid()
