"""Debian packages, by way of the shell function that ./bench has too."""
import subprocess
from pathlib import Path

from benchmarking.benchmark import Failure

SETUP = Path(__file__).resolve().parent.parent / "setup.sh"


def need(*packages):
    """Installs those that are missing; see tools/setup.sh."""
    if subprocess.run(["bash", "-c", '. "$0" && need "$@"', str(SETUP), *packages]).returncode != 0:
        raise Failure("a package is missing: " + " ".join(packages))
