"""CommsTime: ns per communication, as times, ratios and instructions."""
from benchmarking import samples
from benchmarking.benchmark import Benchmark, Column, Contestant

PEERS = (
    Contestant("go", "commstime-peer-go", "golang-go", beside=("raw-switch-bench",),
               arguments=lambda build: ["-switch-program", str(build.program("raw-switch-bench"))]),
    Contestant("boost-fiber", "commstime-peer-boost-fiber", "libboost-fiber-dev"),
    Contestant("semaphores", "commstime-peer-semaphores"),
)


def measure(build, contestant, instructions):
    """A message makes four communications."""
    return samples.rows(build, contestant, instructions and contestant not in PEERS, parts=4)


BENCHMARK = Benchmark(
    name="commstime",
    summary="four processes in a ring: ns for one communication, with delta2 in three forms",
    columns=(Column("engine", "engine"), Column("delta2", "delta2"), *samples.TIMES),
    measure=measure,
    peers=PEERS,
    notes=samples.NOTES,
    instructions=samples.INSTRUCTIONS,
    instructions_note="instructions: the program's own. On threads the kernel's come on top, unseen, and runs differ a little.",
)
