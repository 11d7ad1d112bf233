"""All benchmarks; a new one is a module and a line here."""
from benchmarking import bare_metal, commstime, freertos, interrupts, micropython, pico, processes, stressed_alt, timers

MODULES = (commstime, stressed_alt, timers, interrupts, processes, bare_metal, pico, freertos)
ALL = (*(module.BENCHMARK for module in MODULES), *micropython.BENCHMARKS)
BENCHMARKS = {benchmark.name: benchmark for benchmark in ALL}
