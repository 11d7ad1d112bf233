"""Random networks, whose results do not depend on who runs first: one line for each seed.

Sent after a prelude, with FIRST and COUNT: the seeds. Four families:
- layers: sources, stages that merge, copy, split or choose, and sinks; every process knows how many values it passes;
- chains with an early end: the last process poisons, and everything before it ends;
- chains with a poison that is caught: each process ends by it, or catches it and goes on with another channel;
- pairs: two processes that offer to read and to write at the same time, over two channels or over one buffer each.
"""


class Dice:
    """The same numbers everywhere."""

    def __init__(self, seed):
        self.state = seed * 2654435761 % 4294967296

    def roll(self, sides):
        self.state = (self.state * 1664525 + 1013904223) % 4294967296
        return (self.state >> 16) % sides


def new_channel(dice):
    kind = dice.roll(4)
    return Channel("c") if kind < 3 else BufferedChannel("c", 1 + dice.roll(3))


async def choose(alt, way):
    return await (alt.select, alt.pri_select, alt.fair_select)[way]()


@process
async def source(out, me, count, choosing):
    for value in range(count):
        if choosing:
            await Alternative(out.alt_pending_write((me, value)), Timer(1000)).select()
        else:
            await out((me, value))


@process
async def merge(out, count, way, *inputs):
    alt = Alternative(*inputs)
    for _ in range(count):
        guard, value = await choose(alt, way)
        await out(value)


@process
async def write_one(out, value):
    await out(value)


@process
async def split(into, count, side_by_side, *outputs):
    """Every value to every output."""
    for _ in range(count):
        value = await into()
        if side_by_side:
            await Parallel(*[write_one(out, value) for out in outputs])
        else:
            for out in outputs:
                await out(value)


@process
async def share(into, count, *outputs):
    """The values to the outputs in turn."""
    for i in range(count):
        await outputs[i % len(outputs)](await into())


@process
async def sink(count, way, *inputs):
    alt = Alternative(*inputs)
    got = []
    for _ in range(count):
        guard, value = await choose(alt, way)
        got.append(value)
    return got


class Flow:
    """A channel, how many values it will carry, and whether their order is known."""

    def __init__(self, channel, count, ordered):
        self.channel = channel
        self.count = count
        self.ordered = ordered


def some_of(flows, dice, most):
    return [flows.pop(dice.roll(len(flows))) for _ in range(min(len(flows), most))]


def reads_of(flows):
    return [flow.channel.read for flow in flows]


def total_of(flows):
    return sum(flow.count for flow in flows)


def layers(dice):
    """A network: its processes, the sinks last, and how many sinks there are."""
    flows, made = [], []
    for me in range(1 + dice.roll(4)):
        flow = Flow(new_channel(dice), dice.roll(12), True)
        made.append(source(flow.channel.write, me, flow.count, dice.roll(3) == 0))
        flows.append(flow)
    for _ in range(dice.roll(5)):
        add_stage(dice, flows, made)
    sinks = []
    while flows:
        taken = some_of(flows, dice, 1 + dice.roll(3))
        sinks.append(sink(total_of(taken), dice.roll(3), *reads_of(taken)))
    return made + sinks, len(sinks)


def add_stage(dice, flows, made):
    kind = dice.roll(3)
    outs = [new_channel(dice) for _ in range(1 + dice.roll(3))]
    ends = [out.write for out in outs]
    if kind == 0:
        taken = some_of(flows, dice, 1 + dice.roll(3))
        made.append(merge(ends[0], total_of(taken), dice.roll(3), *reads_of(taken)))
        flows.append(Flow(outs[0], total_of(taken), len(taken) == 1 and taken[0].ordered))
        return
    (flow,) = some_of(flows, dice, 1)
    if kind == 1 or not flow.ordered:
        made.append(split(flow.channel.read, flow.count, dice.roll(2) == 0, *ends))
        flows += [Flow(out, flow.count, flow.ordered) for out in outs]
    else:
        made.append(share(flow.channel.read, flow.count, *ends))
        flows += [Flow(out, (flow.count + len(outs) - 1 - i) // len(outs), True) for i, out in enumerate(outs)]


async def result_of_layers(dice):
    """What each sink got, sorted: which of several ready guards is selected is not said."""
    made, sinks = layers(dice)
    got = (await Parallel(*made))[-sinks:]
    return [sorted(values) for values in got]


@process
async def endless(out):
    value = 0
    while True:
        await out(value)
        value += 1


@process
async def pass_on(into, out, choosing):
    idle = Channel("idle")
    while True:
        if choosing:
            guard, value = await Alternative(idle.read, into).fair_select()
            await out(value)
        else:
            await out(await into())


@process
async def first_of(into, count):
    got = []
    for _ in range(count):
        got.append(await into())
    into.poison()
    return got


async def result_of_chain(dice):
    channels = [new_channel(dice) for _ in range(2 + dice.roll(5))]
    stages = [pass_on(a.read, b.write, dice.roll(2) == 0) for a, b in zip(channels, channels[1:])]
    got = await Parallel(endless(channels[0].write), *stages, first_of(channels[-1].read, dice.roll(15)))
    return got[-1], [c.poisoned for c in channels]


@process
async def then_poison(out, count):
    for value in range(count):
        await out(value)
    out.poison()


@process
async def until_poison(into, out, reserve, count, way):
    """Passes on until poison, and ends by it; or catches it, and passes on so many more from the reserve."""
    if way == 0:
        async for value in into:
            await out(value)
    try:
        if way == 1:
            async for value in into:
                await out(value)
        while True:
            await out(await into())
    except ChannelPoisonException:
        await out("caught")
    for _ in range(count):
        await out(await reserve())
    out.poison()


@process
async def all_of(into):
    got = []
    try:
        while True:
            got.append(await into())
    except ChannelPoisonException:
        return got


async def result_of_caught(dice):
    """Channels without buffers, for poison drops what is in one."""
    channels = [Channel("c") for _ in range(2 + dice.roll(4))]
    wanted = list(range(dice.roll(8)))
    made = [then_poison(channels[0].write, len(wanted))]
    me = 0
    for a, b in zip(channels, channels[1:]):
        reserve, count, way = Channel("reserve"), dice.roll(4), dice.roll(3)
        me += 1
        made.append(source(reserve.write, me, count, dice.roll(3) == 0))
        made.append(until_poison(a.read, b.write, reserve.read, count, way))
        if way != 0:
            wanted += ["caught"] + [(me, value) for value in range(count)]
    got = await Parallel(*made, all_of(channels[-1].read))
    expect(got[-1], wanted)
    return got[-1], [c.poisoned for c in channels]


@process
async def peer(into, out, me, count, way):
    """Sends and receives so many values, whichever is possible first."""
    got, sent = [], 0
    while len(got) < count or sent < count:
        guards = [into] if len(got) < count else []
        if sent < count:
            guards.append(out.alt_pending_write((me, sent)))
        guard, value = await choose(Alternative(*guards), way)
        if guard is into:
            got.append(value)
        else:
            sent += 1
    return got


async def result_of_pair(dice):
    a, b = new_channel(dice), new_channel(dice)
    count = dice.roll(12)
    one, other = peer(a.read, b.write, 1, count, dice.roll(3)), peer(b.read, a.write, 2, count, dice.roll(3))
    return await Parallel(one, other)


async def result(seed):
    dice = Dice(seed)
    family = dice.roll(5)
    if family < 2:
        return await result_of_layers(dice)
    if family == 2:
        return await result_of_chain(dice)
    if family == 3:
        return await result_of_caught(dice)
    return await result_of_pair(dice)


async def show(seed):
    print("%d: %r" % (seed, await result(seed)))


def show_all():
    for seed in range(FIRST, FIRST + COUNT):
        try:
            run_law(lambda: show(seed))
        except Exception as error:
            print("%d: %s" % (seed, type(error).__name__))
            print_exception(error)
        gc.collect()


show_all()
