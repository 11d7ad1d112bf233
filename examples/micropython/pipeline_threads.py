"""The same pipeline of threads."""

from upycsp import Channel, process, run_CSP


# [processes]
@process
def source(cout, count):
    for value in range(count):
        cout(value)
    cout.poison()


@process
def square(cin, cout):
    while True:
        value = cin()
        cout(value * value)


@process
def sink(cin):
    total = 0
    for value in cin:
        total += value
    return total
# [/processes]


a, b = Channel("a"), Channel("b")
results = run_CSP(source(a.write, 10), square(a.read, b.write), sink(b.read))
print("the sum of the squares:", results[2])

# prints: the sum of the squares: 285
