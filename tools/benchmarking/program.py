"""Running a benchmark's program."""
import json
import subprocess

from benchmarking.benchmark import Failure


def rows(build, contestant):
    """The JSON objects that the program prints, one a line. What it says on stderr passes through."""
    command = [str(build.program(contestant.target)), *contestant.arguments(build)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise Failure(f"{' '.join(command)} failed: {ending(done.returncode)}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def ending(code):
    return f"exit status {code}" if code > 0 else f"signal {-code}"
