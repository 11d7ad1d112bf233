"""All benchmarks; a new one is a module and a line here."""
from benchmarking import commstime, processes, stressed_alt

BENCHMARKS = {b.name: b for b in (commstime.BENCHMARK, processes.BENCHMARK, stressed_alt.BENCHMARK)}
