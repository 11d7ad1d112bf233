#!/usr/bin/python3
"""The thermostat on a board, over its serial line, for an hour of its time: floods, bad commands, a sensor that stops.

usage: thermostat.py IMAGE [--minutes N] [--seed N]
Every accepted command has its effect and its answer, in order; every other line has an answer that says what is wrong.
A flood is more than the line takes: then lines are lost, the board says so, and of those that it has answered none is
lost. While this program does not read, the board's reports wait.
Prints what has happened; exits 1 when something does not hold, with the seed that repeats what was sent.
"""
import argparse
import random
import re
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SILENCE = 60  # seconds of this machine without a line are a failure: on the board, minutes pass in moments
LONG = 71  # letters that a line may not have


class Wrong(Exception):
    """A law does not hold."""


def require(holds, what):
    if not holds:
        raise Wrong(what)


class Board:
    """An image under QEMU, whose serial line is a socket."""

    def __init__(self, image):
        self.line, theirs = socket.socketpair()
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1)  # as small as it can be: reports are soon held up
        self.line.settimeout(SILENCE)
        self.qemu = subprocess.Popen(
            [ROOT / "tools" / "qemu", image, "-chardev", f"socket,id=u,fd={theirs.fileno()}", "-serial", "chardev:u"],
            pass_fds=[theirs.fileno()], stderr=subprocess.PIPE, text=True)
        theirs.close()
        self.pending = b""

    def send(self, data):
        self.line.sendall(data)

    def lines(self):
        """Each line as it comes, until the board closes the line."""
        while data := self.line.recv(4096):
            *whole, self.pending = (self.pending + data).split(b"\n")
            yield from (line.decode("ascii") for line in whole)

    def ended(self):
        self.line.close()
        said = self.qemu.communicate(timeout=SILENCE)[1]
        return self.qemu.returncode, said


def expected(line):
    """The kind of answer to what was sent, by the rules that the thermostat states."""
    if len(line) >= LONG:
        return "error: the line is too long"
    if line == b"get":
        return "ok get "
    if line == b"set" or line.startswith(b"set "):
        number = line[4:]
        if not re.fullmatch(rb"-?\d{1,4}", number) or len(number) > 4:
            return "error: set wants a number of degrees"
        if not 5 <= int(number) <= 30:
            return f"error: {int(number)} degrees are not between 5 and 30"
        return f"ok set {int(number)}"
    return "error: no such command"


def something_to_send(chance):
    """A line: mostly a good command."""
    kind = chance.random()
    if kind < 0.5:
        return b"set %d" % chance.randint(5, 30)
    if kind < 0.7:
        return b"get"
    if kind < 0.8:
        return b"set %d" % chance.choice((-5, 4, 31, 99, 9999))
    if kind < 0.95:
        return chance.choice((b"set", b"set ", b"set x", b"set 12345", b"set 1 2", b"sett 20", b"", b"GET", b"stopp", b"halt"))
    size = chance.choice((70, 71, 200, 1000))
    return bytes(chance.choice(b"abcdefghijklmnopqrstuvwxyz \t\x00\x7f\x80\xff") for _ in range(size))


def answers(asked, line):
    """Whether that line may answer what was asked."""
    return line.startswith("ok stop " if asked == b"stop" else expected(asked))


class Dialogue:
    """What was sent, and what has come back so far."""

    def __init__(self, chance, minutes):
        self.chance = chance
        self.minutes = minutes
        self.sent = []
        self.at = {0}  # how many of them may have been answered; several when lines were lost
        self.target = 20
        self.accepted = self.refused = self.losses = 0
        self.alarms = self.recoveries = 0
        self.minute = 0
        self.next_flood = 5
        self.temperatures = []

    def batch(self):
        """A flood every ten minutes, else a few commands at once; at the end, until it is heard, stop."""
        flood = self.minute >= self.next_flood
        if flood:
            self.next_flood += 10
        count = 300 if flood else self.chance.randint(0, 4)
        lines = [something_to_send(self.chance) for _ in range(count)] if self.minute < self.minutes else [b"stop"]
        self.sent += lines
        return b"".join(line + self.chance.choice((b"\n", b"\r\n")) for line in lines)

    def take(self, line):
        """One line of the board; returns whether a minute of its time has passed."""
        if found := re.fullmatch(r"alarm (\d+): no sample for a second", line):
            self.alarms = int(found[1])
            require(self.alarms <= self.minute // 10 + 1, f"{line}, at minute {self.minute}")
        elif line == "sensor works":
            self.recoveries += 1
        elif found := re.fullmatch(r"minute (\d+): (.*)", line):
            require(int(found[1]) > self.minute, f"minute {found[1]} follows minute {self.minute}")
            self.minute = int(found[1])
            self.state(found[2])
            return True
        elif line == "error: bytes were lost, the line is ignored":
            self.losses += 1
            self.at = set(range(min(self.at) + 1, len(self.sent) + 1))
        else:
            self.answer(line)
        return False

    def answer(self, line):
        self.at = {n + 1 for n in self.at if n < len(self.sent) and answers(self.sent[n], line)}
        require(self.at, f"this answers nothing that was sent then: {line}")
        if line.startswith("ok "):
            self.accepted += 1
        else:
            self.refused += 1
        if line.startswith("ok set "):
            self.target = int(line[7:])
        if line.startswith("ok get "):
            self.state(line[7:])
        if line.startswith("ok stop "):
            require(line == f"ok stop after {self.accepted} commands", f"{line}; {self.accepted} were accepted")

    def all_answered(self):
        """But for what was said to one who had stopped."""
        return any(all(line == b"stop" for line in self.sent[n:]) for n in self.at)

    def state(self, text):
        found = re.fullmatch(r"temperature (unknown|(\d+)\.\d) target (\d+) (heating|idle)", text)
        require(found, f"no state: {text}")
        require(int(found[3]) == self.target, f"target {found[3]}, but {self.target} was set last")
        if found[2]:
            self.temperatures.append(int(found[2]))
        else:
            require(found[4] == "idle", "it heats without a sensor")


def talk(image, dialogue):
    board = Board(image)
    try:
        for line in board.lines():
            if dialogue.take(line):
                board.send(dialogue.batch())
        code, said = board.ended()
    except (BrokenPipeError, ConnectionResetError):  # it has ended, and what was sent last was not read
        code, said = board.ended()
    finally:
        board.qemu.kill()
    require(code == 0, f"it ended with {code}: {said}")


def check(dialogue):
    require(dialogue.minute >= dialogue.minutes, "it has ended early")
    require(dialogue.all_answered(), "lines were not answered")
    require(abs(dialogue.alarms - dialogue.minute // 10) <= 1, f"{dialogue.alarms} alarms in {dialogue.minute} minutes")
    require(1 < dialogue.recoveries <= dialogue.alarms + 1, f"after {dialogue.recoveries} of them the sensor worked")
    require(dialogue.accepted >= 50 and dialogue.refused >= 20, "too few answers")
    require(all(9 <= t <= 32 for t in dialogue.temperatures), "a wrong sample came through")


def parse():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("image")
    p.add_argument("--minutes", type=int, default=60)
    p.add_argument("--seed", type=int, default=1)
    return p.parse_args()


def main():
    options = parse()
    dialogue = Dialogue(random.Random(options.seed), options.minutes)
    try:
        talk(options.image, dialogue)
        check(dialogue)
    except (Wrong, socket.timeout) as wrong:
        sys.exit(f"thermostat: {wrong or 'silence'} (minute {dialogue.minute}, --seed {options.seed})")
    print(f"thermostat: {dialogue.minute} minutes, {dialogue.accepted} commands accepted, {dialogue.refused} refused, "
          f"{len(dialogue.sent)} lines sent, bytes lost {dialogue.losses} times, {dialogue.alarms} alarms")


if __name__ == "__main__":
    main()
