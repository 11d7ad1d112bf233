"""Stressed alternatives: what a select costs. The network of the thesis, chapter 6.2."""

from uapycsp import Alternative, Channel, Chrono, process, run_CSP


@process
async def writer(cout):
    value = 0
    while True:
        await cout(value)
        value += 1


@process
async def reader(rounds, *channels):
    alt = Alternative(*[c.read for c in channels])
    chrono = Chrono()
    chrono.start()
    for _ in range(rounds):
        await alt.fair_select()
    chrono.stop()
    for c in channels:
        c.poison()
    return chrono.read_us()


def main(rounds=200, channels=5, writers=2):
    ends = [Channel("c%d" % i) for i in range(channels)]
    processes = [writer(c.write) for c in ends for _ in range(writers)]
    results = run_CSP(reader(rounds, *ends), *processes)
    print("Stressed alternatives: %d channels, %d writers each, %d us per select" % (channels, writers, results[0] // rounds))
