"""Channels: how reads and writes meet."""


@process
async def send(out, *values):
    for value in values:
        await out(value)


@process
async def receive(into, count):
    got = []
    for _ in range(count):
        got.append(await into())
    return got


@law
async def values_arrive_in_the_order_in_which_they_were_written():
    c = Channel("c")
    expect(await Parallel(send(c.write, 1, 2, 3), receive(c.read, 3)), [None, [1, 2, 3]])


@law
async def a_write_returns_0():
    c = Channel("c")
    Spawn(receive(c.read, 1))
    expect(await c.write("x"), 0)


@law
async def a_write_completes_only_when_a_read_meets_it():
    c = Channel("c")
    done = []

    @process
    async def write(out):
        await out(1)
        done.append("written")

    Spawn(write(c.write))
    await until(lambda: c.queue_len() == 1)
    await pause()
    expect(done, [])
    expect(await c.read(), 1)
    await until(lambda: done)


@law
async def a_read_completes_only_when_a_write_meets_it():
    c = Channel("c")
    done = []

    @process
    async def read(into):
        done.append(await into())

    Spawn(read(c.read))
    await until(lambda: c.queue_len() == 1)
    await pause()
    expect(done, [])
    await c.write(2)
    await until(lambda: done)
    expect(done, [2])


@law
async def any_value_arrives_as_the_object_that_was_written():
    c = Channel("c")
    for value in (None, False, 0, "", (), [1], {"a": 1}, 10**30, 1.5, ValueError("x"), c, c.read, Channel):
        Spawn(send(c.write, value))
        assert await c.read() is value


@law
async def readers_are_served_in_the_order_in_which_they_came():
    c = Channel("c")
    got = []

    @process
    async def read(into, me):
        got.append((me, await into()))

    for me in range(4):
        Spawn(read(c.read, me))
        await until(lambda: c.queue_len() == me + 1)
    for value in range(4):
        await c.write(value)
        await until(lambda: len(got) == value + 1)
    expect(got, [(0, 0), (1, 1), (2, 2), (3, 3)])


@law
async def writers_are_served_in_the_order_in_which_they_came():
    c = Channel("c")
    for value in range(4):
        Spawn(send(c.write, value))
        await until(lambda: c.queue_len() == value + 1)
    got = []
    for _ in range(4):
        got.append(await c.read())
    expect(got, [0, 1, 2, 3])


@law
async def many_writers_and_readers_lose_and_double_nothing():
    c = Channel("c")
    writers = [send(c.write, *range(10 * i, 10 * i + 10)) for i in range(4)]
    readers = [receive(c.read, 8) for _ in range(5)]
    got = []
    for values in (await Parallel(*writers, *readers))[4:]:
        got += values
    expect(sorted(got), list(range(40)))


@law
async def an_end_can_be_sent_over_a_channel():
    requests = Channel("requests")

    @process
    async def server(into):
        reply = await into()
        await reply("hello")

    Spawn(server(requests.read))
    answer = Channel("answer")
    await requests.write(answer.write)
    expect(await answer.read(), "hello")


@law
async def ends_know_their_channel_and_stay_the_same():
    c = Channel("c")
    assert c.read.channel() is c and c.write.channel() is c
    assert c.read is c.read and c.write is c.write
    assert c.read != c.write and c.read != Channel("c").read


@law
async def what_is_printed_of_a_channel_names_it():
    c = Channel("sensor")
    texts = [repr(c), repr(c.read), repr(c.write)]
    assert all("sensor" in text for text in texts), texts
    expect(len(set(texts)), 3)


@law
async def a_channel_needs_no_name():
    c = Channel()
    Spawn(send(c.write, 1))
    expect(await c.read(), 1)
    assert isinstance(repr(c), str)


@law
async def queue_len_counts_those_that_wait():
    c = Channel("c")
    expect(c.queue_len(), 0)
    for count in (1, 2, 3):
        Spawn(send(c.write, count))
        await until(lambda: c.queue_len() == count)
        c.verify()
    await c.read()
    expect(c.queue_len(), 2)
    c.verify()


@law
async def a_loop_over_an_end_stops_at_poison():
    c = Channel("c")

    @process
    async def three(out):
        await send_three(out)
        out.poison()

    async def send_three(out):
        for value in range(3):
            await out(value)

    Spawn(three(c.write))
    expect(await all_from(c.read), [0, 1, 2])


@law
async def a_loop_over_a_channel_reads_it():
    c = Channel("c")

    @process
    async def two(out):
        await out("a")
        await out("b")
        out.poison()

    Spawn(two(c.write))
    expect(await all_from(c), ["a", "b"])


@law
async def a_loop_can_be_left_and_taken_up_again():
    c = Channel("c")
    Spawn(send(c.write, 1, 2, 3))
    got = []
    async for value in c.read:
        got.append(value)
        if value == 2:
            break
    got.append(await c.read())
    expect(got, [1, 2, 3])


@law
async def ten_thousand_values_pass():
    c = Channel("c")

    @process
    async def count_up(out):
        for value in range(10000):
            await out(value)
        out.poison()

    @process
    async def add_up(into):
        return sum(await all_from(into))

    expect(await Parallel(count_up(c.write), add_up(c.read)), [None, 49995000])
