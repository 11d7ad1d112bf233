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
