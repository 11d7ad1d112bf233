"""Reading from several until the last has ended."""

from uapycsp import Alternative, Channel, ChannelPoisonException, plugNplay, process, run_CSP


# [merge]
@process
async def total(cins):
    left, found = list(cins), 0
    alt = Alternative(*left)
    while left:
        try:
            guard, value = await alt.fair_select()
        except ChannelPoisonException:  # of one of them, or more
            left = [cin for cin in left if not cin.poisoned]
            alt = Alternative(*left) if left else None
        else:
            found += value
    return found
# [/merge]


@process
async def count_to(cout, last):
    for value in range(last + 1):
        await cout(value)
    await cout.poison()


@process
async def add(cin):
    found = 0
    try:
        async for value in cin:
            found += value
    except ChannelPoisonException:
        return found


def counters(channels):
    return [count_to(c.write, 10 * i) for i, c in enumerate(channels)]


ins = [Channel("in%d" % i) for i in range(3)]
print(run_CSP(*counters(ins), total([c.read for c in ins]))[-1])

# [ready-made]
ins, merged = [Channel("in%d" % i) for i in range(3)], Channel("merged")
merge = plugNplay.Merge([c.read for c in ins], merged.write)
print(run_CSP(*counters(ins), merge, add(merged.read))[-1])
# [/ready-made]

# prints: 265
# prints: 265
