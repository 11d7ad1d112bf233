#!/usr/bin/python3
"""Bytes as fast as QEMU takes them, there and back over the serial line: what is not dropped comes back, in order.

usage: echo.py IMAGE
The board counts what it drops, because its ring is full; nothing else is lost, in either direction.
"""
import re
import socket
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COUNT = 50_000  # as agreed with the board
RING = 32  # the places of the board's ring
SENT = bytes(i % 251 for i in range(COUNT))


def subsequence(some, of):
    """Whether `some` is `of` with bytes left out."""
    rest = iter(of)
    return all(byte in rest for byte in some)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    line, theirs = socket.socketpair()
    qemu = subprocess.Popen([ROOT / "tools" / "qemu", sys.argv[1], "-chardev", f"socket,id=u,fd={theirs.fileno()}",
                             "-serial", "chardev:u"], pass_fds=[theirs.fileno()], stderr=subprocess.PIPE, text=True)
    theirs.close()
    line.settimeout(60)
    ready = line.recv(1)
    threading.Thread(target=line.sendall, args=(SENT,), daemon=True).start()
    back = bytearray()
    try:
        while data := line.recv(65536):
            back += data
        said = qemu.communicate(timeout=60)[1]
    finally:
        qemu.kill()
    line.close()
    found = re.fullmatch(r"received (\d+) echoed (\d+) dropped (\d+)\n", said)
    if qemu.returncode != 0 or not found:
        sys.exit(f"echo: it ended with {qemu.returncode}: {said}")
    received, echoed, dropped = map(int, found.groups())
    laws = {
        "the board opens the line": ready == b"\xff",
        "every byte that was sent is received": received == COUNT,
        "what is received is echoed or dropped": echoed + dropped == COUNT,
        "what is echoed comes back": len(back) == echoed,
        "in order": subsequence(back, SENT),
        # How many more depends on how QEMU feeds the line.
        "at least what its ring holds": echoed >= RING,
    }
    wrong = [law for law, holds in laws.items() if not holds]
    print(f"echo: of {COUNT} bytes {len(back)} came back, {dropped} were dropped")
    sys.exit(f"echo: {said}does not hold: {'; '.join(wrong)}" if wrong else 0)


main()
