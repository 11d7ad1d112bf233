"""What an interrupt, or a callback of micropython.schedule, gives to a channel."""
# needs: native

import micropython


@process
async def read(into, count):
    got = []
    for _ in range(count):
        got.append(await into())
    into.poison()
    return got


@law
async def a_scheduled_callback_reaches_a_process_that_waits():
    c = Channel("c")
    writer = InterruptWriter(c.write)
    reader = Spawn(read(c.read, 3))
    for value in (1, 2, 3):
        await pause()
        micropython.schedule(writer.try_write, value)
    expect(await reader, [1, 2, 3])


@law
async def values_wait_until_they_are_read_and_what_finds_no_room_is_counted():
    c = Channel("c")
    writer = InterruptWriter(c.write)
    taken = [writer.try_write(value) for value in range(20)]
    room = sum(taken)
    expect(taken, [True] * room + [False] * (20 - room))
    expect(writer.dropped, 20 - room)
    expect(await read(c.read, room), list(range(room)))


@law
async def it_is_a_guard_like_any_writer():
    c, idle = Channel("c"), Channel("idle")
    writer = InterruptWriter(c.write)
    writer.try_write(7)
    guard, value = await Alternative(idle.read, c.read).select()
    expect(value, 7)
    c.poison()


@law
async def a_poisoned_channel_takes_no_more():
    c = Channel("c")
    writer = InterruptWriter(c.write)
    expect(writer.open, True)
    c.poison()
    await pause()
    writer.try_write(1)
    await pause()
    expect((writer.open, writer.try_write(2)), (False, False))


@law
async def a_write_after_poison_is_refused_and_counted_at_once():
    for poison in (lambda c: c.poison(), lambda c: c.read.poison(), lambda c: c.write.poison()):
        c = Channel("c")
        writer = InterruptWriter(c.write)
        poison(c)
        expect((writer.try_write(1), writer.dropped, writer.open), (False, 1, False))
    late = InterruptWriter(c.write)
    expect((late.try_write(1), late.dropped, late.open), (False, 1, False))


@plain_law
def a_writer_outlives_the_network_in_which_it_was_made():
    c = Channel("c")
    writer = InterruptWriter(c.write)

    @process
    async def read_one(into):
        micropython.schedule(writer.try_write, 7)
        return await into()

    for _ in range(3):
        expect(run_CSP(read_one(c.read)), [7])
    c.poison()


@law
async def it_takes_a_write_end():
    c = Channel("c")
    for wrong in (c, c.read, 5):
        try:
            InterruptWriter(wrong)
        except TypeError:
            pass
        else:
            raise AssertionError(wrong)
