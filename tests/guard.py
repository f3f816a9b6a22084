"""Run one of the program's commands under a guard that ends it at the first step outside.

``python -m tests.guard ALLOWED... -- MODULE ARGUMENT...``: a socket of the internet's families that is not
loopback, and a file opened for writing outside the allowed folders, are told on stderr and end the process
with status 99.  What native code does is caught by the kernel where it can be (Linux on x86-64 or ARM): a
socket of IPv4 or IPv6 made by anyone, children too, kills the process (``SHENTON_GUARD_KERNEL``).
"""

from __future__ import annotations

import ctypes
import os
import platform
import runpy
import struct
import sys
from pathlib import Path
from typing import Any

STATUS = 99
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
LOOPBACK = ("127.", "::1", "localhost")
SINKS = ("/dev/null", "/proc/self", "/dev/tty", "/dev/random", "/dev/urandom")
SHARED = "/dev/shm"
"""Semaphores and shared memory lie in it as files, none of them in a folder."""


def outside(path: object, allowed: list[str]) -> bool:
    """Whether a path lies where nothing may be written."""
    if isinstance(path, int) or path is None:
        return False
    text = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
    return not text.startswith((*allowed, *SINKS)) and Path(text).parent != Path(SHARED)


def stop(words: str) -> None:
    sys.stderr.write(f"guard: {words}\n")
    sys.stderr.flush()
    os._exit(STATUS)


def guard(allowed: list[str]) -> None:
    """From now on every step of this interpreter is looked at."""

    def look(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and args[2] is not None and args[2] & WRITES and outside(args[0], allowed):
            stop(f"writes {args[0]}")
        elif event in ("os.mkdir", "os.remove", "os.rmdir") and args[-1] == -1 and outside(args[0], allowed):
            stop(f"{event} {args[0]}")
        elif event in ("os.rename", "os.link", "os.symlink") and outside(args[1], allowed):
            stop(f"{event} {args[1]}")
        elif event in ("socket.connect", "socket.bind", "socket.sendto"):
            address = args[1]
            if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
                stop(f"{event} {address}")
        elif event == "socket.getaddrinfo" and not str(args[0]).startswith(LOOPBACK):
            stop(f"looks up {args[0]}")

    sys.addaudithook(look)


def kernel_guard() -> bool:
    """No socket of the internet in this process and its children; False where it cannot be done."""
    known = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
    if sys.platform != "linux" or platform.machine() not in known:
        return False
    arch, socket = known[platform.machine()]
    load, equal, end = 0x20, 0x15, 0x06  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_RET|K
    allow, kill = 0x7FFF0000, 0x80000000  # SECCOMP_RET_ALLOW, SECCOMP_RET_KILL_PROCESS
    steps = [
        (load, 0, 0, 4), (equal, 0, 5, arch),
        (load, 0, 0, 0), (equal, 0, 3, socket),
        (load, 0, 0, 16), (equal, 2, 0, 2), (equal, 1, 0, 10),  # AF_INET, AF_INET6
        (end, 0, 0, allow), (end, 0, 0, kill),
    ]  # fmt: skip
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = ctypes.create_string_buffer(code, len(code))
    head = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program))
    libc = ctypes.CDLL(None, use_errno=True)
    filled = ctypes.create_string_buffer(head, len(head))
    return bool(libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, filled) == 0)


def main() -> None:
    at = sys.argv.index("--")
    allowed, (module, *rest) = [os.path.realpath(item) for item in sys.argv[1:at]], sys.argv[at + 1 :]
    if os.environ.get("SHENTON_GUARD_KERNEL") and not kernel_guard():
        sys.stderr.write("guard: without the kernel\n")
    sys.argv = [module, *rest]
    sys.dont_write_bytecode = True
    guard(allowed)
    sys.path.insert(0, str(Path.cwd()))
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
