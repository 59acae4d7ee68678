"""Children that do not outlive their parent."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)  # loaded here: nothing may be loaded between fork and exec


def die_with_parent() -> None:
    """For ``preexec_fn``: an orphan gets SIGINT, the polite stop of database, web server and worker."""
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
    if os.getppid() == 1 and _PARENT != 1:  # the parent died before we could ask
        os.kill(os.getpid(), signal.SIGINT)


_PARENT = os.getpid()
