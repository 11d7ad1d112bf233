"""A value that was read and cannot be taken goes back to its channel."""


class Broken(Guard):
    """Its disable() raises, and then what was selected meanwhile is not taken."""

    def disable(self, alt):
        raise ValueError("broken guard")


@process
async def send(out, *values):
    for value in values:
        await out(value)


@law
async def what_a_broken_guard_keeps_a_select_from_taking_is_read_next():
    for make in (Channel, lambda name: BufferedChannel(name, 2)):
        c = make("c")
        Spawn(send(c.write, 0, 1, 2))
        alt = Alternative(Broken(), c.read)
        for value in range(3):
            await until(lambda: c.queue_len() or make is not Channel)
            for _ in range(3):
                assert isinstance(await raised(alt.select), ValueError)
            c.verify()
            expect(await c.read(), value)
        expect(c.queue_len(), 0)


@law
async def so_is_what_a_select_has_waited_for():
    for make in (Channel, lambda name: BufferedChannel(name, 2)):
        c, met = make("c"), []

        @process
        async def select():
            met.append(await raised(Alternative(Broken(), c.read).select))

        Spawn(select())
        await until(lambda: c.queue_len() == 1)
        await c.write(7)
        await until(lambda: met)
        assert isinstance(met[0], ValueError), met
        expect(await c.read(), 7)
        expect(c.queue_len(), 0)
