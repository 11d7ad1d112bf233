"""./bench: builds one benchmark, runs it on the engines asked for, and shows the figures."""
import argparse
import json
import sys

from benchmarking import micropython, packages, table
from benchmarking.benchmark import ENGINES, Failure
from benchmarking.build import Build
from benchmarking.registry import BENCHMARKS

PACKAGES = ("cmake", "ninja-build", "g++", "libcli11-dev")


def parser():
    listed = "\n".join(f"  {b.name:<25}{b.summary}" for b in BENCHMARKS.values())
    p = argparse.ArgumentParser(prog="./bench", usage="./bench NAME [options]", description="benchmarks:\n" + listed,
                                formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    p.add_argument("name", metavar="NAME", nargs="?", choices=BENCHMARKS, help="one of the benchmarks above")
    p.add_argument("--engine", choices=ENGINES, help="only this one (default: both)")
    p.add_argument("--board", choices=[board.name for board in micropython.BOARDS],
                   help="of the MicroPython modules: only on this one")
    p.add_argument("--json", action="store_true", help="one JSON object a line instead of the table")
    p.add_argument("--instructions", action="store_true", help="also count instructions, with valgrind (slower)")
    p.add_argument("--peers", action="store_true", help="also other systems, as far as their toolchains are here")
    p.add_argument("--install", action="store_true", help="with --peers: install the toolchains that are missing")
    p.add_argument("--compiler", default="g++", metavar="PROGRAM", help="default: %(default)s")
    p.add_argument("--build-dir", metavar="DIR", help="default: build/bench, and with --compiler build/bench-PROGRAM")
    return p


def parse():
    p = parser()
    options = p.parse_args()
    if options.name is None:
        p.print_help()
        p.exit(0 if len(sys.argv) == 1 else 2)
    benchmark = BENCHMARKS[options.name]
    if options.board and benchmark not in micropython.BENCHMARKS:
        p.error(f"{options.name} is none of MicroPython")
    if options.engine and benchmark.rows:
        p.error(f"{options.name} knows no engine")
    if options.peers and not benchmark.peers:
        p.error(f"{options.name} has no peers")
    if options.instructions and not benchmark.instructions:
        p.error(f"{options.name} counts no instructions")
    if options.install and not options.peers:
        p.error("--install goes with --peers")
    return benchmark, options


def tell(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def install(missing, build):
    packages.need(*(peer.package for peer in missing))
    build.configure()


def peers(benchmark, options, build):
    """Those that can be built here. A missing one is installed, or named with the way to get it."""
    missing = [peer for peer in benchmark.peers if not build.has(peer.target)]
    if missing and options.install:
        install(missing, build)
        return benchmark.peers
    for peer in missing:
        tell(f"no {peer.engine} here; get it with: apt-get install {peer.package}, or add --install")
    return [peer for peer in benchmark.peers if peer not in missing]


def contestants(benchmark, options, build):
    engines = [options.engine] if options.engine else ENGINES
    own = [benchmark.own(engine) for engine in engines]
    return [*own, *(peers(benchmark, options, build) if options.peers else ())]


def measured(benchmark, options, build):
    """The rows of all who take part, each as soon as it is known."""
    everyone = contestants(benchmark, options, build)
    build.make([target for c in everyone for target in (c.target, *c.beside)])
    for each in everyone:
        tell(f"{benchmark.name} on {each.engine} ...")
        yield from benchmark.measure(build, each, options.instructions)


def show(benchmark, options, rows):
    if options.json:
        for row in rows:
            print(json.dumps(row), flush=True)
        return
    columns, notes = benchmark.columns, benchmark.notes
    if options.instructions:
        columns += (benchmark.instructions,)
        notes += (benchmark.instructions_note,)
    table.show(columns, list(rows))
    print("", *notes, sep="\n")


def main():
    benchmark, options = parse()
    if benchmark.rows:
        show(benchmark, options, benchmark.rows(options))
        return
    packages.need(*PACKAGES, *(["valgrind"] if options.instructions else []))
    own = "" if options.compiler == "g++" else f"-{options.compiler}"
    build = Build(options.build_dir or f"build/bench{own}", options.compiler)
    build.configure()
    show(benchmark, options, measured(benchmark, options, build))


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        tell(failure)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
