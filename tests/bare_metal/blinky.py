#!/usr/bin/python3
"""The light of blinky_choice goes on and off, and still does after bytes have come.

usage: blinky.py IMAGE
Looks at the light through QEMU's monitor.
"""
import re
import socket
import subprocess
import sys
from pathlib import Path

from elftools.elf.elffile import ELFFile

ROOT = Path(__file__).resolve().parents[2]
FPGA_LEDS = 0x40028000


class Board:
    def __init__(self, image):
        self.monitor, its_monitor = socket.socketpair()
        self.line, its_line = socket.socketpair()
        both = (its_monitor.fileno(), its_line.fileno())
        self.qemu = subprocess.Popen(
            [ROOT / "tools" / "qemu", image, "-chardev", f"socket,id=m,fd={both[0]}", "-mon", "chardev=m",
             "-chardev", f"socket,id=u,fd={both[1]}", "-serial", "chardev:u"], pass_fds=both)
        for theirs in (its_monitor, its_line):
            theirs.close()
        self.monitor.settimeout(60)
        self.light = self.place_of_light(image)
        self.answer()

    @staticmethod
    def place_of_light(image):
        """A word in memory where the board has no light."""
        with open(image, "rb") as file:
            elf = ELFFile(file)
            if elf["e_machine"] == "EM_ARM":
                return FPGA_LEDS
            return elf.get_section_by_name(".symtab").get_symbol_by_name("_ZN5board5lightE")[0]["st_value"]

    def answer(self):
        text = b""
        while not text.endswith(b"(qemu) "):
            text += self.monitor.recv(4096)
        return text.decode("ascii", "replace")

    def is_lit(self):
        self.monitor.sendall(f"xp /1bx {self.light}\n".encode())
        return bool(int(re.search(r": 0x([0-9a-f]+)", self.answer())[1], 16) & 1)

    def changes(self, count):
        """Returns once the light has changed so often."""
        before = self.is_lit()
        while count:
            now = self.is_lit()
            count -= now != before
            before = now


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    board = Board(sys.argv[1])
    try:
        board.changes(6)
        board.line.sendall(b"faster")
        board.changes(6)
    finally:
        board.qemu.kill()
    print("blinky: the light goes on and off, before and after bytes have come")


main()
