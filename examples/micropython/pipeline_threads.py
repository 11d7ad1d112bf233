"""The same pipeline of threads."""

from upycsp import Channel, ChannelPoisonException, process, run_CSP


# [processes]
@process
def source(cout, count):
    for value in range(count):
        cout(value)
    cout.poison()


@process
def square(cin, cout):
    for value in cin:
        cout(value * value)


@process
def sink(cin):
    total = 0
    try:
        for value in cin:
            total += value
    except ChannelPoisonException:  # nothing more will come
        return total
# [/processes]


a, b = Channel("a"), Channel("b")
results = run_CSP(source(a.write, 10), square(a.read, b.write), sink(b.read))
print("the sum of the squares:", results[2])

# prints: the sum of the squares: 285
