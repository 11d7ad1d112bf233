"""What a communication between two threads costs: on a Pico, which has no more than two, between its cores."""

from upycsp import Channel, Chrono, process, run_CSP


@process
def producer(cout, rounds):
    for value in range(rounds + 1):
        cout(value)
    cout.poison()


@process
def consumer(cin, rounds):
    total = cin()  # the network has started
    chrono = Chrono()
    chrono.start()
    for _ in range(rounds):
        total += cin()
    chrono.stop()
    return total, chrono.read_us()


def main(rounds=200):
    c = Channel("c")
    total, took = run_CSP(producer(c.write, rounds), consumer(c.read, rounds))[1]
    print("Two threads: %d values, their sum %d, %d us per communication" % (rounds, total, took // rounds))
