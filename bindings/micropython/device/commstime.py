"""CommsTime: what a communication costs, with tasks. The network of the thesis, chapter 6.1."""

from uapycsp import Channel, Chrono, process, run_CSP
from uapycsp import plugNplay


@process
async def consumer(cin, rounds):
    await cin()  # the network has started
    chrono = Chrono()
    chrono.start()
    for _ in range(rounds):
        await cin()
    chrono.stop()
    cin.poison()
    return chrono.read_us()


def main(rounds=200, parallel=False):
    delta = plugNplay.ParDelta2 if parallel else plugNplay.SeqDelta2
    a, b, c, d = Channel("a"), Channel("b"), Channel("c"), Channel("d")
    results = run_CSP(
        plugNplay.Prefix(c.read, a.write, prefixItem=0),
        delta(a.read, b.write, d.write),
        plugNplay.Successor(b.read, c.write),
        consumer(d.read, rounds),
    )
    print("CommsTime: %d rounds, %d us per communication" % (rounds, results[3] // rounds // 4))
