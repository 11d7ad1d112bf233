"""All benchmarks; a new one is a module and a line here."""
from benchmarking import commstime, interrupts, processes, stressed_alt, timers

MODULES = (commstime, stressed_alt, timers, interrupts, processes)
BENCHMARKS = {module.BENCHMARK.name: module.BENCHMARK for module in MODULES}
