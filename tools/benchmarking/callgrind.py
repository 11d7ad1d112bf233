"""Instructions of one communication, counted by valgrind's callgrind."""
import re
import subprocess
import tempfile

from benchmarking.benchmark import Failure
from benchmarking.program import ending

FEW, MANY = 1_000, 11_000


def per_communication(program, delta2):
    """From the difference of two runs, so that what starting and stopping costs cancels."""
    difference = total(program, delta2, MANY) - total(program, delta2, FEW)
    return round(difference / (MANY - FEW) / 4, 2)


def total(program, delta2, messages):
    with tempfile.NamedTemporaryFile(suffix=".callgrind") as out:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", str(program), "--only-network",
                   "--rounds=1", f"--delta2={delta2}", f"--messages={messages}"]
        done = subprocess.run(command, capture_output=True, text=True)
        counted = re.search(r"^(?:totals|summary): (\d+)", open(out.name).read(), re.MULTILINE)
    if done.returncode != 0 or not counted:
        raise Failure(f"{' '.join(command)} failed: {ending(done.returncode)}\n{done.stderr}")
    return int(counted[1])
