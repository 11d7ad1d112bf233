"""Poison: how a network is shut down."""


@process
async def send(out, *values):
    for value in values:
        await out(value)


@process
async def read_one(into, found):
    try:
        found.append(await into())
    except ChannelPoisonException:
        found.append("poison")
        raise


@process
async def write_one(out, found):
    try:
        found.append(await out(1))
    except ChannelPoisonException:
        found.append("poison")
        raise


@law
async def a_poisoned_channel_refuses_reads_and_writes():
    c = Channel("c")
    expect((c.poisoned, c.read.poisoned, c.write.poisoned), (False, False, False))
    c.poison()
    expect((c.poisoned, c.read.poisoned, c.write.poisoned), (True, True, True))
    for operation in ((c.read,), (c.write, 1)):
        assert isinstance(await raised(*operation), ChannelPoisonException)
    c.verify()


@law
async def poison_says_which_channel():
    c = Channel("sensor")
    c.poison()
    assert "sensor" in str(await raised(c.read)), str(await raised(c.read))
    assert "sensor" in str(await raised(c.write, 1)), str(await raised(c.write, 1))


@law
async def poison_has_two_names():
    assert PoisonException is ChannelPoisonException and issubclass(PoisonException, Exception)
    assert poisonChannel is poison_channel


@law
async def poison_ends_reads_that_wait():
    for way in range(3):
        c = Channel("c")
        found = []
        for count in (1, 2):
            Spawn(read_one(c.read, found))
            await until(lambda: c.queue_len() == count)
        (c, c.read, c.write)[way].poison()
        await until(lambda: len(found) == 2)
        expect(found, ["poison", "poison"])
        expect(c.queue_len(), 0)


@law
async def poison_ends_writes_that_wait():
    for way in range(3):
        c = Channel("c")
        found = []
        for count in (1, 2):
            Spawn(write_one(c.write, found))
            await until(lambda: c.queue_len() == count)
        (c, c.read, c.write)[way].poison()
        await until(lambda: len(found) == 2)
        expect(found, ["poison", "poison"])
        expect(c.queue_len(), 0)


@law
async def poison_ends_a_select_that_waits():
    for way in range(4):
        a, b = Channel("a"), Channel("b")
        found = []

        @process
        async def select(one, other):
            try:
                await Alternative(one, other.alt_pending_write(1)).select()
            except ChannelPoisonException:
                found.append("poison")

        Spawn(select(a.read, b.write))
        await until(lambda: a.queue_len() == 1 and b.queue_len() == 1)
        (a, a.write, b, b.read)[way].poison()
        await until(lambda: found)
        expect((a.queue_len(), b.queue_len()), (0, 0))


@law
async def poison_may_be_awaited_or_called_and_repeated():
    for poison in (lambda c: c.poison(), lambda c: c.read.poison(), lambda c: c.write.poison(), poison_channel):
        c = Channel("c")
        poison(c)
        await poison(c)
        expect(c.poisoned, True)


@law
async def poison_channel_takes_a_channel_or_an_end():
    for way in range(3):
        c = Channel("c")
        poison_channel((c, c.read, c.write)[way])
        expect(c.poisoned, True)


@law
async def a_select_with_a_poisoned_guard_meets_poison_before_it_chooses():
    a, b = Channel("a"), BufferedChannel("b", 1)
    await b.write(1)
    a.poison()
    for guards in ((b.read, a.read), (a.read, b.read), (b.read, a.write.alt_pending_write(1)), (Skip(), a.read)):
        for method in ("select", "pri_select", "fair_select"):
            assert isinstance(await raised(getattr(Alternative(*guards), method)), ChannelPoisonException)
    expect(await b.read(), 1)


@law
async def a_poisoned_process_poisons_the_channels_and_ends_among_its_arguments():
    a, b, c, d = Channel("a"), Channel("b"), Channel("c"), Channel("d")

    @process
    async def worker(into, out, number, whole, keyword=None):
        await into()

    a.poison()
    expect(await Parallel(worker(a.read, b.write, 5, c, keyword=d.read)), [None])
    expect([x.poisoned for x in (b, c, d)], [True, True, True])


@law
async def ends_in_lists_tuples_and_dicts_among_the_arguments_are_poisoned_too():
    gone = Channel("gone")
    gone.poison()

    @process
    async def reads(ins, into, more=None):
        await into()

    @process
    async def fails(ins, into, more=None):
        raise ValueError("on purpose")

    def in_a_list(c, d):
        return [c.read, 5, d.write]

    def in_a_tuple(c, d):
        return (None, c.read, d)

    def in_a_dict(c, d):
        return {"one": c.write, 2: d.read}

    def nested(c, d):
        return [([c.read], {"d": (d.write,)})]

    def in_a_list_of_itself(c, d):
        all_of_them = [c.read, d.read]
        all_of_them.append(all_of_them)
        return all_of_them

    for make in (in_a_list, in_a_tuple, in_a_dict, nested, in_a_list_of_itself):
        for body in (reads, fails):
            c, d, e, f = Channel("c"), Channel("d"), Channel("e"), Channel("f")

            async def network():
                await Parallel(body(make(c, d), gone.read, more=make(e, f)))

            expect(type(await raised(network)), type(None) if body is reads else ValueError)
            expect((make, [x.poisoned for x in (c, d, e, f)]), (make, 4 * [True]))


@law
async def a_lone_tuple_of_ends_among_the_arguments_is_poisoned_and_what_it_holds_besides_is_no_option():
    c, gone = Channel("c"), Channel("gone")
    gone.poison()

    @process
    async def read_one(ins):
        await ins[1]()

    await Parallel(read_one((None, gone.read, c.write)))  # prints nothing
    expect(c.poisoned, True)


@law
async def an_end_that_is_put_into_a_list_later_is_poisoned():
    c, gone, ends = Channel("c"), Channel("gone"), []
    gone.poison()

    @process
    async def read_one(ins):
        ends.append(c.write)
        await gone.read()

    await Parallel(read_one(ends))
    expect(c.poisoned, True)


@law
async def propagate_false_keeps_poison_inside():
    a, b = Channel("a"), Channel("b")

    @process(propagate=False)
    async def worker(into, out):
        await into()

    a.poison()
    expect(await Parallel(worker(a.read, b.write)), [None])
    expect(b.poisoned, False)


@law
async def verbose_poison_prints_that_a_process_was_poisoned():
    # prints: process worker was poisoned
    a, b = Channel("a"), Channel("b")

    @process(verbose_poison=True)
    async def worker(into, out):
        await into()

    a.poison()
    await Parallel(worker(a.read, b.write))
    expect(b.poisoned, True)


@law
async def poison_goes_through_a_whole_pipeline():
    chain = [Channel("c%d" % i) for i in range(6)]

    @process
    async def copy(into, out):
        while True:
            await out(await into())

    @process
    async def head(out):
        for value in range(3):
            await out(value)
        out.poison()

    @process
    async def tail(into):
        return await all_from(into)

    stages = [copy(chain[i].read, chain[i + 1].write) for i in range(5)]
    results = await Parallel(head(chain[0].write), *stages, tail(chain[5].read))
    expect(results, [None] * 6 + [[0, 1, 2]])
    assert all(c.poisoned for c in chain)


@law
async def poison_goes_through_stages_that_are_loops_over_their_input():
    a, b, c = Channel("a"), BufferedChannel("b", 2), Channel("c")

    @process
    async def source(out):
        for value in range(3):
            await out(value)
        out.poison()

    @process
    async def over_the_end(into, out):
        async for value in into:
            await out(2 * value)

    @process
    async def over_the_channel(into, out):
        async for value in into.channel():
            await out(1 + value)

    @process
    async def sink(into):
        return await all_from(into)

    stages = [over_the_end(a.read, b.write), over_the_channel(b.read, c.write)]
    expect((await Parallel(source(a.write), *stages, sink(c.read)))[3], [1, 3, 5])
    expect((stages[0].poisoned, stages[1].poisoned), (True, True))


@law
async def poison_comes_out_of_a_loop_with_the_name_of_its_channel():
    c = Channel("sensor")
    c.poison()

    async def read_all():
        async for _ in c.read:
            pass

    error = await raised(read_all)
    assert isinstance(error, ChannelPoisonException) and "sensor" in str(error), error


@law
async def a_process_may_catch_poison_and_go_on():
    a, b = Channel("a"), Channel("b")

    @process
    async def careful(into, out):
        try:
            await into()
        except ChannelPoisonException:
            await out("caught")
        return "done"

    @process
    async def reader(into):
        return await into()

    a.poison()
    expect(await Parallel(careful(a.read, b.write), reader(b.read)), ["done", "caught"])
    expect(b.poisoned, False)


@law
async def a_writers_poison_lets_readers_drain_a_buffer():
    c = BufferedChannel("c", 3)
    await c.write(1)
    await c.write(2)
    c.write.poison()
    expect((c.poisoned, c.read.poisoned, c.write.poisoned), (True, False, True))
    assert isinstance(await raised(c.write, 3), ChannelPoisonException)
    expect((await c.read(), await c.read()), (1, 2))
    expect(c.read.poisoned, True)
    assert isinstance(await raised(c.read), ChannelPoisonException)


@law
async def a_readers_poison_drops_a_buffer():
    for way in range(2):
        c = BufferedChannel("c", 3)
        await c.write(1)
        (c, c.read)[way].poison()
        expect((c.poisoned, c.read.poisoned), (True, True))
        assert isinstance(await raised(c.read), ChannelPoisonException)


@law
async def a_writers_poison_ends_writes_that_wait_for_a_full_buffer():
    c = BufferedChannel("c", 1)
    found = []
    await c.write(0)
    Spawn(write_one(c.write, found))
    await until(lambda: c.queue_len() == 1)
    c.write.poison()
    await until(lambda: found)
    expect(found, ["poison"])
    expect(await c.read(), 0)
    assert isinstance(await raised(c.read), ChannelPoisonException)


@law
async def with_check_poison_it_comes_out_of_parallel():
    a, b = Channel("a"), Channel("b")

    @process
    async def worker(into, out):
        await into()

    async def all_of_them():
        await Parallel(worker(a.read, b.write), worker(b.read, a.write), check_poison=True)

    a.poison()
    assert isinstance(await raised(all_of_them), ChannelPoisonException)


@law
async def an_exception_poisons_the_arguments_too():
    a, b = Channel("a"), Channel("b")

    @process
    async def fail(out):
        raise ValueError("on purpose")

    @process(propagate=False)
    async def fail_quietly(out):
        raise ValueError("on purpose")

    for network, c in ((fail, a), (fail_quietly, b)):

        async def run():
            await Parallel(network(c.write))

        expect(type(await raised(run)), ValueError)
    expect((a.poisoned, b.poisoned), (True, False))


@law
async def propagate_false_still_ends_the_process():
    a = Channel("a")

    @process(propagate=False)
    async def worker(into, other):
        await into()
        return "never"

    other = Channel("other")
    a.poison()
    expect(await Parallel(worker(a.read, other)), [None])
    expect(other.poisoned, False)
