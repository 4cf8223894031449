"""Work in a real process → its system calls on one folder, and the same work with one of them killed or failed.

The work runs in a fork of this process, so nothing has to start; `strace` attaches before it begins. Calls are counted
per name, as `strace` counts them.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

STRACE = shutil.which("strace")
# Whatever takes a path or a descriptor can fail; these are the ones that publishing uses.
CALLS = (
    "openat mkdir write read close fsync fdatasync rename renameat renameat2 unlink unlinkat rmdir utimensat "
    "flock getdents64 newfstatat fstat statx lseek chmod ftruncate"
).split()
LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)")
PTRACER = 0x59616D61  # prctl: whoever may want to may trace us


@dataclass(frozen=True)
class Call:
    """The n-th call of one name, counted from 1."""

    name: str
    number: int
    line: str


def calls_on(folder: Path, work: Callable[[], object], log: Path) -> list[Call]:
    """What the work asks of the system about files below a folder, in order."""
    assert traced(work, CALLS, ["-y", "-s", "8", "-o", str(log)]) == 0
    seen: Counter[str] = Counter()
    found = []
    for line in log.read_text(errors="replace").splitlines():
        match = LINE.match(line)
        if match and match[1] in CALLS:
            seen[match[1]] += 1
            if str(folder) in match[2]:
                found.append(Call(match[1], seen[match[1]], line))
    return found


def kill_at(call: Call, work: Callable[[], object]) -> int:
    """The work ended by SIGKILL as it makes the call; → how the process ended."""
    return _injected(work, call, "signal=KILL")


def fail_at(call: Call, error: str, work: Callable[[], object]) -> int:
    """The work with that one call answered by an error."""
    return _injected(work, call, f"error={error}")


def _injected(work: Callable[[], object], call: Call, fault: str) -> int:
    inject = f"inject={call.name}:{fault}:when={call.number}"
    return traced(work, [call.name], ["-o", os.devnull, "-e", inject])


def traced(work: Callable[[], object], calls: list[str], options: list[str]) -> int:
    """Do the work in a child under `strace`; → its exit status, negative for a signal."""
    assert STRACE
    child = os.fork()
    if child == 0:
        _wait_then(work)
    os.waitpid(child, os.WUNTRACED)
    command = [STRACE, "-p", str(child), "-e", f"trace={','.join(calls)}", *options]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE)
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
        if tracer.poll() is not None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise AssertionError(tracer.communicate()[1].decode(errors="replace"))
        time.sleep(0.0005)  # nothing tells when somebody has attached; the kernel's own word is looked at
    os.kill(child, signal.SIGCONT)
    ended = os.waitpid(child, 0)[1]
    tracer.communicate()
    return os.waitstatus_to_exitcode(ended)


def _wait_then(work: Callable[[], object]) -> None:
    """In the child: stand still until traced, work, and say by the exit status what would be said to a person."""
    import ctypes

    from webapp.errors import AppError

    status = 70
    try:
        ctypes.CDLL(None).prctl(PTRACER, -1, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        work()
        status = 0
    except AppError:
        status = 1
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(status)
