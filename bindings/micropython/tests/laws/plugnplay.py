"""The ready-made processes of plugNplay."""

from uapycsp import plugNplay


@process
async def feed(out, *values):
    for value in values:
        await out(value)
    out.poison()


@process
async def collect(into):
    return await all_from(into)


async def through(make, *values):
    """What comes out of a process between two channels."""
    a, b = Channel("a"), Channel("b")
    return (await Parallel(feed(a.write, *values), make(a.read, b.write), collect(b.read)))[2]


@law
async def identity_passes_everything_on():
    expect(await through(plugNplay.Identity, 1, "two", None), [1, "two", None])


@law
async def successor_adds_1():
    expect(await through(plugNplay.Successor, 1, 2, 41), [2, 3, 42])


@law
async def prefix_writes_its_item_first():
    a, b = Channel("a"), Channel("b")
    prefix = plugNplay.Prefix(a.read, b.write, prefixItem=0)
    expect((await Parallel(feed(a.write, 1, 2), prefix, collect(b.read)))[2], [0, 1, 2])
    a, b = Channel("a"), Channel("b")
    expect((await Parallel(feed(a.write, 1), plugNplay.Prefix(a.read, b.write), collect(b.read)))[2], [None, 1])


@law
async def both_deltas_pass_everything_on_to_both():
    for delta in (plugNplay.SeqDelta2, plugNplay.ParDelta2, plugNplay.Delta2):
        a, b, c = Channel("a"), Channel("b"), Channel("c")
        got = await Parallel(feed(a.write, 1, 2, 3), delta(a.read, b.write, c.write), collect(b.read), collect(c.read))
        expect(got[2:], [[1, 2, 3], [1, 2, 3]])


@law
async def a_parallel_delta_ends_when_one_of_its_outputs_is_poisoned():
    a, b, c = Channel("a"), Channel("b"), Channel("c")

    @process
    async def two(into):
        got = [await into()]
        got.append(await into())
        into.poison()
        return got

    @process
    async def count(out):
        n = 0
        while True:
            await out(n)
            n += 1

    got = await Parallel(count(a.write), plugNplay.ParDelta2(a.read, b.write, c.write), two(b.read), collect(c.read))
    expect(got[2], [0, 1])
    expect(got[3][:2], [0, 1])
    expect((a.poisoned, b.poisoned, c.poisoned), (True, True, True))


@law
async def mux2_passes_on_from_both():
    a, b, c = Channel("a"), Channel("b"), Channel("c")

    @process
    async def send(out, *values):
        for value in values:
            await out(value)

    @process
    async def read_six(into, *sources):
        got = []
        for _ in range(6):
            got.append(await into())
        for source in sources:
            source.poison()
        return got

    mux = plugNplay.Mux2(a.read, b.read, c.write)
    got = await Parallel(send(a.write, 1, 2, 3), send(b.write, 10, 20, 30), mux, read_six(c.read, a, b))
    expect([v for v in got[3] if v < 10], [1, 2, 3])
    expect([v for v in got[3] if v >= 10], [10, 20, 30])


@law
async def skip_process_ends_at_once():
    expect(await Parallel(plugNplay.SkipProcess(), plugNplay.SkipProcess()), [None, None])


@law
async def poison_chans_poisons_channels_and_ends():
    a, b, c = Channel("a"), Channel("b"), Channel("c")
    await Parallel(plugNplay.poison_chans(a, b.read, c.write))
    expect((a.poisoned, b.poisoned, c.poisoned), (True, True, True))


@law
async def commstime_counts():
    for delta in (plugNplay.SeqDelta2, plugNplay.ParDelta2):
        a, b, c, d = Channel("a"), Channel("b"), Channel("c"), Channel("d")

        @process
        async def consume(into):
            got = []
            for _ in range(50):
                got.append(await into())
            into.poison()
            return got

        got = await Parallel(
            plugNplay.Prefix(c.read, a.write, prefixItem=0),
            delta(a.read, b.write, d.write),
            plugNplay.Successor(b.read, c.write),
            consume(d.read),
        )
        expect(got, [None, None, None, list(range(50))])


@law
async def merge_passes_on_from_all_until_the_last_is_poisoned():
    ins, out = [Channel("in%d" % i) for i in range(4)], BufferedChannel("out", 2)
    ins[3] = BufferedChannel("in3", 3)
    feeds = [feed(c.write, *[(i, k) for k in range(2 * i)]) for i, c in enumerate(ins)]
    merge = plugNplay.Merge([c.read for c in ins], out.write)
    got = (await Parallel(*feeds, merge, collect(out.read)))[-1]
    expect(sorted(got), [(i, k) for i in range(4) for k in range(2 * i)])
    for i in range(4):  # each in its order
        expect([k for of, k in got if of == i], list(range(2 * i)))
    expect((merge.poisoned, out.poisoned), (False, True))


@law
async def merge_poisons_those_that_are_left_when_nobody_reads_it_any_more():
    ins, out = [Channel("in%d" % i) for i in range(3)], Channel("out")

    @process
    async def for_ever(to):
        while True:
            await to(1)

    @process
    async def read_two(into):
        await into()
        await into()
        into.poison()

    ins[0].poison()
    writers = [for_ever(c.write) for c in ins]
    await Parallel(*writers, plugNplay.Merge([c.read for c in ins], out.write), read_two(out.read))
    expect([c.poisoned for c in ins], [True, True, True])
