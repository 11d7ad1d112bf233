"""Instructions of a program, counted by valgrind's callgrind."""
import re
import subprocess
import tempfile

from benchmarking.benchmark import Failure
from benchmarking.program import ending

FEW, MANY = 1_000, 11_000


def of_one(program, name):
    """From the difference of two runs, so that what starting and stopping costs cancels."""
    return (total(program, name, MANY) - total(program, name, FEW)) / (MANY - FEW)


def total(program, name, count):
    with tempfile.NamedTemporaryFile(suffix=".callgrind") as out:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", str(program), "--bare",
                   "--rounds=1", f"--only={name}", f"--count={count}"]
        done = subprocess.run(command, capture_output=True, text=True)
        counted = re.search(r"^(?:totals|summary): (\d+)", open(out.name).read(), re.MULTILINE)
    if done.returncode != 0 or not counted:
        raise Failure(f"{' '.join(command)} failed: {ending(done.returncode)}\n{done.stderr}")
    return int(counted[1])
