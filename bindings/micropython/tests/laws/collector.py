"""A garbage collection at every step: at every allocation that MicroPython makes."""
# needs: collector


def collect_always():
    if hasattr(gc, "threshold"):
        gc.threshold(1)
    else:
        gc.set_threshold(1)


def collect_seldom():
    if hasattr(gc, "threshold"):
        gc.threshold(-1)
    else:
        gc.set_threshold(700)


@process
async def produce(out, first, count):
    for value in range(first, first + count):
        await out([value])


@process
async def collect_values(into, count):
    got = []
    for _ in range(count):
        gc.collect()
        got.append((await into())[0])
    return got


@law
async def values_survive_collections():
    c = Channel("c")
    collect_always()
    got = await Parallel(produce(c.write, 0, 50), collect_values(c.read, 50))
    collect_seldom()
    expect(got[1], list(range(50)))


@law
async def values_in_a_buffer_survive_collections():
    c = BufferedChannel("c", 5)
    collect_always()
    got = await Parallel(produce(c.write, 0, 50), collect_values(c.read, 50))
    collect_seldom()
    expect(got[1], list(range(50)))


@law
async def alternatives_survive_collections():
    a, b = Channel("a"), Channel("b")

    @process
    async def select(one, other):
        alt = Alternative(one, other, Timer(60))
        got = []
        for _ in range(40):
            guard, value = await alt.fair_select()
            gc.collect()
            got.append(value[0])
        return got

    collect_always()
    got = await Parallel(select(a.read, b.read), produce(a.write, 0, 20), produce(b.write, 20, 20))
    collect_seldom()
    expect(sorted(got[0]), list(range(40)))


@law
async def processes_that_wait_survive_when_only_the_channel_knows_them():
    done = BufferedChannel("done", 5)

    def start():
        gates = []
        for i in range(5):
            gate = Channel("gate")
            Spawn(pass_on(gate.read, done.write))
            gates.append(gate.write)
        return gates

    @process
    async def pass_on(into, out):
        await out(await into())

    gates = start()
    for _ in range(5):
        await pause()
        gc.collect()
    for i, gate in enumerate(gates):
        await gate(i)
        gc.collect()
    got = []
    for _ in range(5):
        got.append(await done.read())
    expect(sorted(got), [0, 1, 2, 3, 4])


@law
async def output_guards_keep_their_value_alive():
    c = Channel("c")

    @process
    async def offer(out):
        await Alternative(out.alt_pending_write(["kept", [1, 2, 3]])).select()

    Spawn(offer(c.write))
    await until(lambda: c.queue_len() == 1)
    for _ in range(5):
        gc.collect()
        [bytearray(50) for _ in range(50)]
    expect(await c.read(), ["kept", [1, 2, 3]])


@law
async def networks_end_and_begin_between_collections():
    collect_always()
    for _ in range(10):
        c, d = Channel("c"), Channel("d")

        @process
        async def double(into, out):
            async for value in into:
                await out(value * 2)

        @process
        async def three(out):
            for value in range(3):
                await out([value])
            out.poison()

        @process
        async def all_of(into):
            return await all_from(into)

        got = await Parallel(three(c.write), double(c.read, d.write), all_of(d.read))
    collect_seldom()
    expect(got[2], [[0, 0], [1, 1], [2, 2]])


def litter():
    """Overwrites what was freed."""
    gc.collect()
    return [bytearray(48) for _ in range(200)]


@law
async def an_alternative_that_nobody_keeps_leaves_nothing_at_its_channels():
    a, b = Channel("a"), BufferedChannel("b", 1)

    async def select_once():
        await b.write(0)
        guard, value = await Alternative(a.read, a.write.alt_pending_write(1), Timer(60), b.read).select()
        return value

    for _ in range(20):
        expect(await select_once(), 0)
        litter()
    expect(a.queue_len(), 0)
    Spawn(produce(a.write, 5, 1))
    expect(await a.read(), [5])
    a.poison()
    a.verify()


@law
async def ends_keep_their_channel_alive():
    def ends():
        c = Channel("kept")
        return c.read, c.write

    read, write = ends()
    litter()
    Spawn(produce(write, 7, 1))
    litter()
    expect(await read(), [7])
    assert "kept" in repr(read) and read.channel() is write.channel()


@law
async def a_guard_keeps_its_channel_alive():
    def guards():
        a, b = Channel("a"), Channel("b")
        return a.write, Alternative(a.read, b.write.alt_pending_write(["x"]))

    write, alt = guards()
    litter()
    Spawn(produce(write, 7, 1))
    litter()
    guard, value = await alt.select()
    litter()
    expect(value, [7])


@law
async def processes_that_wait_for_ever_may_be_forgotten():
    def forget():
        c = Channel("forgotten")
        Spawn(produce(c.write, 0, 1))
        Spawn(collect_values(Channel("too").read, 1))

    for _ in range(5):
        forget()
        await pause()
        litter()
    c = Channel("c")
    got = await Parallel(produce(c.write, 0, 3), collect_values(c.read, 3))
    expect(got[1], [0, 1, 2])
