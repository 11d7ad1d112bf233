"""All benchmarks; a new one is a module and a line here."""
from benchmarking import bare_metal, commstime, interrupts, processes, stressed_alt, timers

MODULES = (commstime, stressed_alt, timers, interrupts, processes, bare_metal)
BENCHMARKS = {module.BENCHMARK.name: module.BENCHMARK for module in MODULES}
