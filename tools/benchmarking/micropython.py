"""The MicroPython modules, native and pure, on the unix port and on boards under QEMU."""
import shlex
import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarking import packages
from benchmarking.benchmark import Benchmark, Column, Failure

ROOT = Path(__file__).resolve().parents[2]
BINDING = ROOT / "bindings" / "micropython"
sys.path.insert(0, str(BINDING / "tests"))
from threaded import thread_form  # noqa: E402  it stands beside the tests, which need it too

RUNS = 5  # of each program on unix, interleaved; instructions are the same each time

PRELUDE = """
import gc, time
def clock(): return time.ticks_{unit}()
def since_then(since): return time.ticks_diff(time.ticks_{unit}(), since)
"""


class Unix:
    name, configuration, packages, unit, factor, figure, runs = "unix", "unix-gil", (), "us", 1, "us_median", RUNS

    @staticmethod
    def command(program, script):
        return [str(program), str(script)]


class Board:
    """Under QEMU, where the clock counts instructions; `factor` of them for each of its ticks."""

    unit, figure, runs = "cpu", "instructions", 1

    def __init__(self, name, emulator, package, factor):
        self.name = self.configuration = name
        self.emulator, self.packages, self.factor = emulator, (package, "python3-serial"), factor

    def command(self, program, script):
        device = f"execpty:{self.emulator} -nographic -monitor null -semihosting -icount shift=0 -serial pty -kernel {program}"
        return ["/usr/bin/python3", str(source() / "tools/pyboard.py"), "--device", device, str(script)]


class Pico:
    """In rp2040js, whose clock counts cycles at 125 MHz; its flash has no wait states."""

    name = configuration = "RPI_PICO"
    packages, unit, factor, figure, runs = ("python3-serial",), "us", 1, "us_median", 1

    @staticmethod
    def command(program, script):
        runner = [str(ROOT / "tools/pico/run"), "--usb", "--stdio", "--quiet", "--limit", "100000", str(program)]
        device = "exec:" + shlex.join(runner)
        return ["/usr/bin/python3", str(source() / "tools/pyboard.py"), "--device", device, str(script)]


PICO = Pico()
BOARDS = (
    Unix(),
    Board("MPS2_AN385", "qemu-system-arm -machine mps2-an385", "qemu-system-arm", 40),
    Board("VIRT_RV32", "qemu-system-riscv32 -machine virt -bios none", "qemu-system-misc", 1),
    PICO,
)

# module, implementation, loop, and how its program begins
CONTESTANTS = (
    ("uapycsp", "native", "own", "import uapycsp as csp\ncsp.install_loop()\n"),
    ("uapycsp", "native", "stock", "import uapycsp as csp\n"),
    ("uapycsp", "pure", "stock", "import purecsp.tasks as csp\n"),
    ("upycsp", "native", "threads", "import upycsp as csp\n"),
    ("upycsp", "pure", "threads", "import purecsp.threads as csp\n"),
)


def last_line(*command):
    """Of what a program prints on stdout; its stderr passes through."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise Failure("failed: " + " ".join(command))
    return done.stdout.split("\n")[-2]


def source():
    return Path(last_line(str(BINDING / "source")))


def build(board):
    print(f"bench: building MicroPython for {board.name} ...", file=sys.stderr, flush=True)
    packages.need(*board.packages)
    return last_line(str(BINDING / "build"), board.configuration)


def text_of(name, contestant, board, settings):
    module, _, _, begin = contestant
    whole = (BINDING / "benchmarks" / f"{name}.py").read_text()
    body = thread_form(whole) if module == "upycsp" else whole
    values = "".join(f"{key} = {value!r}\n" for key, value in settings.items())
    return begin + PRELUDE.format(unit=board.unit) + values + body


def run(board, program, text, folder):
    script = folder / "program.py"
    script.write_text(text)
    done = subprocess.run(board.command(program, script), capture_output=True, text=True, timeout=300)
    words = done.stdout.split()
    if done.returncode != 0 or len(words) != 2:
        raise Failure(f"a program failed on {board.name}:\n{done.stdout}{done.stderr}")
    return float(words[0]) * board.factor, int(words[1])


def measured(name, board, contestants, settings, folder, program):
    """For each contestant the figures of its runs, and the growth of the heap in one."""
    runs = [[run(board, program, text_of(name, each, board, settings), folder) for each in contestants]
            for _ in range(board.runs)]
    return [([figure for figure, _ in of_one], of_one[0][1]) for of_one in zip(*runs)]


def rows_of(name, board, contestants, settings, about, folder, program):
    found = measured(name, board, contestants, settings, folder, program)
    pure = {each[0]: median(figures) for each, (figures, _) in zip(contestants, found) if each[1] == "pure"}
    for (module, implementation, loop, _), (figures, growth) in zip(contestants, found):
        row = {"benchmark": f"micropython_{name}", "board": board.name, "module": module,
               "implementation": implementation, "loop": loop, **about, board.figure: round(median(figures), 3),
               "ratio_to_pure": round(pure[module] / median(figures), 2)}
        if board.runs > 1:
            row.update(us_min=min(figures), us_max=max(figures))
        if name == "commstime":
            row["heap_growth_bytes"] = growth
        yield row


def on_each_board(name, only, cases):
    """`cases(board)` gives what is measured there: pairs of settings and fields of the rows."""
    folder = ROOT / "build" / "micropython" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    for board in BOARDS:
        if only != board.name and (only or board is PICO):  # that one only when it is asked for: it needs pico-sdk
            continue
        program = build(board)
        contestants = [each for each in CONTESTANTS if board.name == "unix" or each[0] == "uapycsp"]
        for settings, about in cases(board):
            print(f"bench: {name} on {board.name} {about} ...", file=sys.stderr, flush=True)
            yield from rows_of(name, board, contestants, settings, about, folder, program)


def commstime(options):
    def cases(board):
        for delta2 in ("sequential", "parallel"):
            yield {"DELTA2": delta2, "ROUNDS": 400 if board.name == "unix" else 50}, {"delta2": delta2}

    return on_each_board("commstime", options.board, cases)


def pico_figures(_options):
    """For `./bench pico`: microseconds for a communication of CommsTime, native on both loops and pure."""
    def cases(_):
        yield {"DELTA2": "sequential", "ROUNDS": 50}, {"delta2": "sequential"}

    for row in on_each_board("commstime", PICO.name, cases):
        yield f"us of a communication in MicroPython, {row['implementation']}, {row['loop']} loop", row["us_median"]


def stressed_alt(options):
    def cases(board):
        pools = {"small": (5, 2), "large": (100, 5)} if board.name == "unix" else {"small": (5, 2)}
        for config, (channels, writers) in pools.items():
            yield ({"CHANNELS": channels, "WRITERS": writers, "ROUNDS": 1000 if board.name == "unix" else 50},
                   {"config": config, "channels": channels, "writers_per_channel": writers})

    return on_each_board("stressed_alt", options.board, cases)


FIRST = (Column("board", "board"), Column("module", "module"), Column("implementation", "implementation"),
         Column("loop", "loop"))
LAST = (Column("us", "us_median", "{:,.3f}"), Column("instructions", "instructions", "{:,.0f}"),
        Column("pure / this", "ratio_to_pure", "{:,.2f}"))
NOTES = ("us on the unix port: the median of interleaved runs; on RPI_PICO: in rp2040js, no wait states of flash.",
         "instructions on the other boards, under QEMU.",
         "pure / this: how many times the pure package needs of it, in the same run.")

BENCHMARKS = (
    Benchmark(
        name="micropython_commstime",
        summary="CommsTime on the MicroPython modules, native and pure: for one communication",
        columns=(*FIRST, Column("delta2", "delta2"), *LAST),
        measure=None,
        rows=commstime,
        notes=NOTES,
    ),
    Benchmark(
        name="micropython_stressed_alt",
        summary="Stressed Alternatives on the MicroPython modules: for one fair select",
        columns=(*FIRST, Column("pool", "config"), *LAST),
        measure=None,
        rows=stressed_alt,
        notes=NOTES,
    ),
)
