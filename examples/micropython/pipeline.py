"""A pipeline of tasks that shuts itself down."""

from uapycsp import Channel, ChannelPoisonException, process, run_CSP


# [processes]
@process
async def source(cout, count):
    for value in range(count):
        await cout(value)
    cout.poison()


@process
async def square(cin, cout):
    async for value in cin:
        await cout(value * value)


@process
async def sink(cin):
    total = 0
    try:
        async for value in cin:
            total += value
    except ChannelPoisonException:  # nothing more will come
        return total
# [/processes]


# [network]
a, b = Channel("a"), Channel("b")
results = run_CSP(source(a.write, 10), square(a.read, b.write), sink(b.read))
print("the sum of the squares:", results[2])
# [/network]

# prints: the sum of the squares: 285
