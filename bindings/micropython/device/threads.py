"""CommsTime with threads, where the firmware has them."""

from upycsp import Channel, Chrono, process, run_CSP
from upycsp import plugNplay


@process
def consumer(cin, rounds):
    cin()  # the network has started
    chrono = Chrono()
    chrono.start()
    for _ in range(rounds):
        cin()
    chrono.stop()
    cin.poison()
    return chrono.read_us()


def main(rounds=200):
    a, b, c, d = Channel("a"), Channel("b"), Channel("c"), Channel("d")
    results = run_CSP(
        plugNplay.Prefix(c.read, a.write, prefixItem=0),
        plugNplay.SeqDelta2(a.read, b.write, d.write),
        plugNplay.Successor(b.read, c.write),
        consumer(d.read, rounds),
    )
    print("CommsTime with threads: %d rounds, %d us per communication" % (rounds, results[3] // rounds // 4))
