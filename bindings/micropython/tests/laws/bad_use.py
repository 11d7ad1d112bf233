"""Bad use: an exception that says what, and channels that stay consistent."""


@process
async def send(out, *values):
    for value in values:
        await out(value)


@law
async def a_guard_of_the_wrong_type_is_a_type_error():
    c = Channel("c")
    for wrong in (c, c.write, 5, None, "text", lambda: None):
        try:
            Alternative(c.read, wrong)
        except TypeError as error:
            assert "guard" in str(error), error
        else:
            raise AssertionError("%r was taken for a guard" % (wrong,))
    expect(c.queue_len(), 0)


@law
async def a_guard_is_the_end_and_not_a_read():
    for wrong in (5, None):
        try:
            Alternative(wrong)
        except TypeError as error:
            assert "c.read, not c.read()" in str(error), error
        else:
            raise AssertionError(wrong)


@law
async def process_stands_before_a_function():
    for wrong in (True, 5, "text"):
        try:
            process(wrong)
        except TypeError as error:
            assert "@process stands before" in str(error) and repr(wrong) in str(error), error
        else:
            raise AssertionError(wrong)


@law
async def an_option_that_is_unknown_is_named():
    async def misspelt_option_of_parallel():
        await Parallel(chek_poison=True)

    def misspelt_option_of_process():
        process(verbose_posion=True)

    def misspelt_option_of_a_channel():
        Channel(nam="c")

    def misspelt_option_of_a_buffer():
        BufferedChannel("c", sise=3)

    def misspelt_option_of_a_timer():
        Timer(second=1)

    async def called(function):
        function()

    misspelt = [(misspelt_option_of_process, "verbose_posion"), (misspelt_option_of_a_channel, "nam")]
    misspelt += [(misspelt_option_of_a_buffer, "sise"), (misspelt_option_of_a_timer, "second")]
    for function, name in misspelt:
        error = await raised(called, function)
        assert isinstance(error, TypeError) and name in str(error), error
    error = await raised(misspelt_option_of_parallel)
    assert isinstance(error, TypeError) and "chek_poison" in str(error), error


@law
async def an_alternative_needs_a_guard():
    try:
        Alternative()
    except ValueError as error:
        assert "guard" in str(error), error
    else:
        raise AssertionError("an Alternative without guards")


@law
async def an_alternative_serves_one_process_at_a_time():
    a, b = Channel("a"), Channel("b")
    alt = Alternative(a.read, b.read)
    got = []

    @process
    async def select(first):
        got.append((await alt.select())[1])

    Spawn(select(a))
    await until(lambda: b.queue_len() == 1)
    error = await raised(alt.select)
    assert isinstance(error, RuntimeError) and "Alternative" in str(error), error
    await b.write("to the first")
    await until(lambda: got)
    expect(got, ["to the first"])
    expect((a.queue_len(), b.queue_len()), (0, 0))
    Spawn(send(a.write, 1))
    expect((await alt.select())[1], 1)


@law
async def parallel_takes_only_processes():
    begun = []

    @process
    async def note():
        begun.append(1)

    for wrong in (5, None, note, Channel("c")):

        async def network():
            await Parallel(note(), wrong)

        assert isinstance(await raised(network), TypeError), wrong
    expect(begun, [])


@law
async def sequence_and_spawn_take_only_processes():
    async def wrong_sequence():
        await Sequence(5)

    async def wrong_spawn():
        Spawn(5)

    assert isinstance(await raised(wrong_sequence), TypeError)
    assert isinstance(await raised(wrong_spawn), TypeError)


@law
async def operations_check_their_arguments():
    c = Channel("c")

    async def read_with_argument():
        await c.read(1)

    async def write_without():
        await c.write()

    async def write_two():
        await c.write(1, 2)

    for wrong in (read_with_argument, write_without, write_two):
        assert isinstance(await raised(wrong), TypeError), wrong
    expect(c.queue_len(), 0)


@law
async def a_channel_stays_usable_after_all_that():
    c = Channel("c")
    await raised(c.write)
    try:
        Alternative(c.read, 7)
    except TypeError:
        pass
    Spawn(send(c.write, 1))
    expect(await c.read(), 1)
    c.verify()


@law
async def parameters_have_names():
    c = Channel(name="c")
    b = BufferedChannel(name="b", size=2)
    Spawn(send(c.write, 1))
    expect(await c.read(), 1)
    await b.write(1)
    await b.write(2)
    expect((repr(c).count("c") > 0, await b.read()), (True, 1))
    guard, value = await Alternative(Channel("idle").read, Timer(seconds=0)).select()
    expect(value, None)


@law
async def strange_names_do_no_harm():
    for name in ("", "a" * 300, "π", "%s %d", "'"):
        c = Channel(name)
        assert len(repr(c)) > 0
        c.poison()
        assert isinstance(await raised(c.read), ChannelPoisonException)
    for name in (5, None, b"bytes", [1]):
        try:
            c = Channel(name)
            repr(c), repr(c.read)
            c.poison()
            str(await raised(c.read))
        except TypeError:
            pass


@law
async def strange_times_do_no_harm():
    a = BufferedChannel("a", 1)
    for seconds in (-1, 0, 1e-9, 10**6, 10**9, 10**12, float("inf"), float("nan"), "text", None):
        await a.write(1)
        try:
            guard, value = await Alternative(Timer(seconds), a.read).select()
        except (TypeError, ValueError, OverflowError):
            guard = None
        if guard is not a.read:
            expect(await a.read(), 1)
        expect(a.queue_len(), 0)


@law
async def strange_sizes_are_refused():
    for size in ("text", None, 1.5):
        try:
            BufferedChannel("c", size)
        except (TypeError, ValueError):
            continue
        raise AssertionError("%r places" % size)


@law
async def a_process_runs_once():
    @process
    async def give(value):
        return value

    one = give(5)
    expect(await Parallel(one), [5])

    async def by_parallel():
        await Parallel(one)

    async def by_sequence():
        await Sequence(one)

    async def by_spawn():
        Spawn(one)

    for again in (by_parallel, by_sequence, by_spawn):
        assert isinstance(await raised(again), RuntimeError), again


@law
async def classes_can_be_extended():
    class Named(Channel):
        def greet(self):
            return "hello from " + self.name

    class Rare(Alternative):
        pass

    c = Named("c")
    Spawn(send(c.write, 1, 2))
    expect(await c.read(), 1)
    expect((await Rare(c.read).select())[1], 2)
    expect(c.read.channel().name, "c")  # the native modules have it in c
    expect(c.greet(), "hello from c")

    @process
    async def ends_by_poison(into, extended):
        await into()

    other = Channel("other")
    other.poison()
    await Parallel(ends_by_poison(other.read, c))
    expect(c.poisoned, True)
