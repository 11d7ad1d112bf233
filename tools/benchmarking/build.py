"""The release build of the benchmarks' programs."""
import re
import subprocess
import sys
from pathlib import Path

from benchmarking.benchmark import Failure

ROOT = Path(__file__).resolve().parent.parent.parent


class Build:
    """A folder of its own: with no tests configured, it needs none of what they need."""

    def __init__(self, folder, compiler="g++"):
        self.folder = ROOT / folder
        self.compiler = compiler

    def configure(self):
        run("cmake", "--no-warn-unused-cli", "--preset", "release", "-B", str(self.folder), "-DCSP_BUILD_TESTS=OFF",
            "-DCSP_BUILD_EXAMPLES=OFF", "-DCSP_BUILD_BENCHMARKS=ON",
            f"-DCMAKE_CXX_COMPILER={self.compiler}")

    def has(self, target):
        """False for a peer whose toolchain the configuration did not find."""
        listed = subprocess.run(["cmake", "--build", str(self.folder), "--target", "help"], capture_output=True,
                                text=True, check=True).stdout
        return re.search(rf"^{re.escape(target)}: phony", listed, re.MULTILINE) is not None

    def make(self, targets):
        run("cmake", "--build", str(self.folder), "--target", *targets)

    def program(self, target):
        return self.folder / "benchmarks" / target


def run(*command):
    """All output is progress: it goes to stderr."""
    if subprocess.run(command, cwd=ROOT, stdout=sys.stderr).returncode != 0:
        raise Failure("failed: " + " ".join(command))
