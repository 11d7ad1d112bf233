"""Alternatives: selecting one of several guards."""


@process
async def send(out, *values):
    for value in values:
        await out(value)


@process
async def read_into(into, got):
    got.append(await into())


async def with_writers(count):
    """So many channels, a writer waiting at each; channel i is written 10 * i, 10 * i + 1, …"""
    channels = [Channel("c%d" % i) for i in range(count)]
    for i, c in enumerate(channels):
        Spawn(send(c.write, *range(10 * i, 10 * i + 10)))
    await until(lambda: all_wait(channels))
    return channels


def all_wait(channels):
    return all(c.queue_len() == 1 for c in channels)


@law
async def a_select_answers_the_guard_and_the_value():
    a, b = await with_writers(2)
    guard, value = await Alternative(a.read).select()
    assert guard is a.read
    expect(value, 0)
    guard, value = await Alternative(b.read).pri_select()
    assert guard is b.read
    expect(value, 10)


@law
async def pri_select_takes_the_first_ready_guard_in_the_order_given():
    a, b, c = await with_writers(3)
    idle = Channel("idle")
    alt = Alternative(idle.read, b.read, a.read, c.read)
    got = []
    for _ in range(4):
        await until(lambda: all_wait([a, b, c]))
        guard, value = await alt.pri_select()
        got.append(value)
    expect(got, [10, 11, 12, 13])
    expect(idle.queue_len(), 0)


@law
async def the_old_names_of_the_methods_stay():
    a, = await with_writers(1)
    alt = Alternative(a.read)
    expect((await alt.priSelect())[1], 0)


@law
async def fair_select_lets_no_ready_guard_wait_longer_than_there_are_guards():
    channels = await with_writers(5)
    alt = Alternative(*[c.read for c in channels])
    counts = [0] * 5
    for round in range(5):
        for _ in range(5):
            await until(lambda: all_wait(channels))
            guard, value = await alt.fair_select()
            counts[value // 10] += 1
        expect(counts, [round + 1] * 5)


@law
async def fair_select_is_fair_to_a_guard_that_is_not_always_ready():
    often, seldom = Channel("often"), Channel("seldom")
    Spawn(send(often.write, *range(100)))
    alt = Alternative(often.read, seldom.read)
    for turn in range(10):
        Spawn(send(seldom.write, "seldom"))
        await until(lambda: all_wait([often, seldom]))
        got = []
        for _ in range(2):
            await until(lambda: often.queue_len() == 1)
            guard, value = await alt.fair_select()
            got.append(guard is seldom.read)
        assert True in got, turn


@law
async def a_select_waits_for_the_first_writer():
    a, b = Channel("a"), Channel("b")
    got = []

    @process
    async def select(one, other):
        guard, value = await Alternative(one, other).select()
        got.append((guard is other, value))

    Spawn(select(a.read, b.read))
    await until(lambda: a.queue_len() == 1 and b.queue_len() == 1)
    await pause()
    expect(got, [])
    expect(await b.write("x"), 0)
    await until(lambda: got)
    expect(got, [(True, "x")])
    expect((a.queue_len(), b.queue_len()), (0, 0))


@law
async def guards_that_were_not_selected_offer_nothing_afterwards():
    a, b, c = await with_writers(3)
    idle = Channel("idle")
    alt = Alternative(idle.read, idle.write.alt_pending_write(1), a.read, b.read)
    for _ in range(3):
        await alt.select()
        await until(lambda: all_wait([a, b]))
    expect(idle.queue_len(), 0)
    expect(c.queue_len(), 1)
    for each in (a, b, c, idle):
        each.verify()


@law
async def an_output_guard_writes_its_value_and_answers_0():
    a, b = Channel("a"), Channel("b")
    got = []
    Spawn(read_into(b.read, got))
    await until(lambda: b.queue_len() == 1)
    one, other = a.write.alt_pending_write("to a"), b.write.alt_pending_write("to b")
    guard, value = await Alternative(one, other).select()
    assert guard is other
    expect(value, 0)
    await until(lambda: got)
    expect(got, ["to b"])
    expect(a.queue_len(), 0)


@law
async def an_output_guard_waits_for_a_reader():
    a, b = Channel("a"), Channel("b")
    got = []

    @process
    async def select(into, out):
        guard, value = await Alternative(into, out.alt_pending_write("x")).select()
        got.append((guard is not into, value))

    Spawn(select(a.read, b.write))
    await until(lambda: b.queue_len() == 1)
    expect(await b.read(), "x")
    await until(lambda: got)
    expect(got, [(True, 0)])
    expect(a.queue_len(), 0)


@law
async def an_output_guard_may_be_used_again():
    a = Channel("a")
    alt = Alternative(a.write.alt_pending_write("x"))
    got = []

    @process
    async def read_three(into):
        for _ in range(3):
            got.append(await into())

    Spawn(read_three(a.read))
    for _ in range(3):
        await alt.select()
    await until(lambda: len(got) == 3)
    expect(got, ["x", "x", "x"])


@law
async def two_alternatives_can_meet_each_other():
    a, b = Channel("a"), Channel("b")

    @process
    async def input_side(one, other):
        guard, value = await Alternative(one, other).select()
        return guard is other, value

    @process
    async def output_side(out):
        guard, value = await Alternative(out.alt_pending_write("met")).select()
        return value

    expect(await Parallel(input_side(a.read, b.read), output_side(b.write)), [(True, "met"), 0])
    expect((a.queue_len(), b.queue_len()), (0, 0))


@law
async def an_alternative_with_both_directions_of_a_channel_never_meets_itself():
    a = Channel("a")
    found = []

    @process
    async def both(whole):
        guard, value = await Alternative(whole.read, whole.write.alt_pending_write("mine")).select()
        found.append((guard is whole.read, value))

    Spawn(both(a))
    await until(lambda: a.queue_len() == 2)
    await pause()
    expect(found, [])
    a.verify()
    expect(await a.read(), "mine")
    await until(lambda: found)
    expect(found, [(False, 0)])
    expect(a.queue_len(), 0)
    Spawn(both(a))
    await until(lambda: a.queue_len() == 2)
    await a.write("yours")
    await until(lambda: len(found) == 2)
    expect(found[1], (True, "yours"))
    expect(a.queue_len(), 0)


@law
async def two_such_alternatives_meet_each_other():
    a = Channel("a")

    @process
    async def both(whole, mine):
        guard, value = await Alternative(whole.read, whole.write.alt_pending_write(mine)).select()
        return value

    got = await Parallel(both(a, "one"), both(a, "two"))
    assert got in ([0, "one"], ["two", 0]), got
    expect(a.queue_len(), 0)


@law
async def plain_operations_meet_beside_an_alternative_that_waits_first():
    a = Channel("a")
    idle = Channel("idle")
    got = []

    @process
    async def select(into, other):
        guard, value = await Alternative(other, into).select()
        got.append(("select", value))

    Spawn(select(a.read, idle.read))
    await until(lambda: a.queue_len() == 1)
    plain = []
    Spawn(read_into(a.read, plain))
    await until(lambda: a.queue_len() == 2)
    await a.write(1)
    await a.write(2)
    await until(lambda: got and plain)
    expect((got, plain), ([("select", 1)], [2]))


@law
async def skip_is_always_ready_and_comes_after_what_stands_before_it():
    a, = await with_writers(1)
    idle, skip = Channel("idle"), Skip()
    guard, value = await Alternative(a.read, skip).pri_select()
    expect((guard is a.read, value), (True, 0))
    guard, value = await Alternative(idle.read, skip).pri_select()
    expect((guard is skip, value), (True, None))
    guard, value = await Alternative(skip, a.read).pri_select()
    expect(guard is skip, True)
    expect(idle.queue_len(), 0)


@law
async def a_timer_ends_a_select_that_nobody_answers():
    idle = Channel("idle")
    timer = Timer(0.01)
    alt = Alternative(idle.read, timer)
    for _ in range(3):
        guard, value = await alt.select()
        expect((guard is timer, value), (True, None))
        expect(idle.queue_len(), 0)


@law
async def a_timer_waits_its_time():
    idle = Channel("idle")
    chrono = Chrono()
    chrono.start()
    await Alternative(idle.read, Timer(0.05)).select()
    # Never too early, however slow the machine is.
    assert chrono.read_ms() >= 49, chrono.read_ms()


@law
async def no_timer_is_early_by_what_is_no_whole_millisecond():
    """A select in any phase of the clock; several times, for one may be lucky."""
    idle = Channel("idle")
    for seconds in (0.0009, 0.0019, 0.0001, 0.0025):
        for _ in range(10):
            chrono = Chrono()
            chrono.start()
            guard, _ = await Alternative(idle.read, Timer(seconds)).select()
            passed = chrono.read_us()
            assert passed >= seconds * 1000000 - 1, (passed, seconds)


@law
async def the_shortest_of_several_timers_wins():
    idle = Channel("idle")
    long, short = Timer(60), Timer(0.01)
    guard, value = await Alternative(long, idle.read, short).select()
    assert guard is short


@law
async def a_timer_of_zero_is_ready_at_once():
    a, = await with_writers(1)
    timer = Timer(0)
    guard, value = await Alternative(timer, a.read).pri_select()
    assert guard is timer
    guard, value = await Alternative(a.read, timer).pri_select()
    assert guard is a.read


@law
async def a_timer_that_lost_does_not_come_later():
    a, b = Channel("a"), Channel("b")
    timer = Timer(0.01)
    alt = Alternative(a.read, timer)
    while True:
        Spawn(send(a.write, 1))
        guard, value = await alt.select()
        if guard is a.read:
            break
        await a.read()  # on a slow machine the timer may win
    await Alternative(b.read, Timer(0.03)).select()
    Spawn(send(a.write, 2))
    await until(lambda: a.queue_len() == 1)
    guard, value = await alt.pri_select()
    expect((guard is a.read, value), (True, 2))


@law
async def one_timer_may_stand_in_several_alternatives():
    timer = Timer(0.01)

    @process
    async def wait(into):
        guard, value = await Alternative(into, timer).select()
        return guard is timer

    channels = [Channel("c%d" % i) for i in range(3)]
    expect(await Parallel(*[wait(c.read) for c in channels]), [True] * 3)


@law
async def an_alternative_is_a_context_too():
    a, b = Channel("a"), Channel("b")
    Spawn(send(b.write, "x"))
    async with Alternative(a.read, b.read) as (guard, value):
        assert guard is b.read
        expect(value, "x")
    expect((a.queue_len(), b.queue_len()), (0, 0))


@law
async def an_exception_goes_through_the_context():
    a = Channel("a")
    Spawn(send(a.write, "x"))
    try:
        async with Alternative(a.read) as (guard, value):
            raise ValueError(value)
    except ValueError as error:
        expect(str(error), "x")
    else:
        raise AssertionError("the exception was lost")


@law
async def buffers_are_guards_in_both_directions():
    full, empty = BufferedChannel("full", 1), BufferedChannel("empty", 1)
    await full.write("f")
    to_full, to_empty = full.write.alt_pending_write("g"), empty.write.alt_pending_write("e")
    guard, value = await Alternative(to_full, to_empty).pri_select()
    expect((guard is to_empty, value), (True, 0))
    expect(await empty.read(), "e")
    guard, value = await Alternative(empty.read, full.read).pri_select()
    expect((guard is full.read, value), (True, "f"))


@law
async def many_writers_at_many_channels_lose_and_double_nothing():
    channels = [Channel("c%d" % i) for i in range(6)]
    writers = []
    for i, c in enumerate(channels):
        for j in range(3):
            writers.append(send(c.write, *[(i, j, k) for k in range(5)]))

    @process
    async def stressed(*ends):
        alt = Alternative(*ends)
        got = []
        for _ in range(90):
            guard, value = await alt.fair_select()
            expect(guard is ends[value[0]], True)
            got.append(value)
        return got

    got = (await Parallel(stressed(*[c.read for c in channels]), *writers))[0]
    expect(sorted(got), [(i, j, k) for i in range(6) for j in range(3) for k in range(5)])
    for i in range(6):
        for j in range(3):
            expect([v for v in got if v[:2] == (i, j)], [(i, j, k) for k in range(5)])


@law
async def many_alternatives_at_the_same_channels_lose_and_double_nothing():
    a, b = Channel("a"), Channel("b")

    @process
    async def select(one, other, count):
        alt = Alternative(one, other)
        got = []
        for _ in range(count):
            got.append((await alt.select())[1])
        return got

    @process
    async def offer(one, other, values):
        for value in values:
            await Alternative(one.alt_pending_write(value), other.alt_pending_write(value)).select()

    readers = [select(a.read, b.read, 20) for _ in range(3)]
    writers = [offer(b.write, a.write, range(30 * i, 30 * i + 30)) for i in range(2)]
    got = []
    for values in (await Parallel(*readers, *writers))[:3]:
        got += values
    expect(sorted(got), list(range(60)))
    expect((a.queue_len(), b.queue_len()), (0, 0))


@law
async def a_hundred_guards():
    channels = [Channel("c%d" % i) for i in range(100)]
    alt = Alternative(*[c.read for c in channels])
    Spawn(send(channels[99].write, "last"))
    guard, value = await alt.select()
    expect((guard is channels[99].read, value), (True, "last"))
    Spawn(send(channels[50].write, "middle"))
    expect((await alt.fair_select())[1], "middle")
    assert all(c.queue_len() == 0 for c in channels)


@law
async def one_end_may_stand_in_an_alternative_twice():
    a = Channel("a")
    alt = Alternative(a.read, a.read, a.write.alt_pending_write("x"))
    Spawn(send(a.write, 1, 2))
    got = []
    for _ in range(2):
        await until(lambda: a.queue_len() == 1)
        guard, value = await alt.pri_select()
        got.append(value)
    expect((got, a.queue_len()), ([1, 2], 0))


@law
async def one_end_may_stand_in_many_alternatives():
    a, got = Channel("a"), []

    @process
    async def select(into):
        got.append((await Alternative(into).select())[1])

    for count in range(1, 6):
        Spawn(select(a.read))
        await until(lambda: a.queue_len() == count)
    for value in range(5):
        await a.write(value)
        await until(lambda: len(got) == value + 1)
    expect((got, a.queue_len()), ([0, 1, 2, 3, 4], 0))


@law
async def an_alternative_goes_on_after_poison_of_another_one():
    a, b = Channel("a"), Channel("b")
    first, second = Alternative(a.read, b.read), Alternative(b.read)
    a.poison()
    for _ in range(2):
        assert isinstance(await raised(first.select), ChannelPoisonException)
    Spawn(send(b.write, 1))
    expect((await second.select())[1], 1)
    expect(b.queue_len(), 0)
