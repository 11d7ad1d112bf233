"""Classes of one's own that extend those of the module."""


def forms(base, *arguments, **named):
    """Objects of classes that differ in how that of the base begins."""

    class Without(base):
        pass

    class Super(base):
        def __init__(self, *given, **more):
            super().__init__(*given, **more)

    class Below(Super):
        pass

    class BelowByName(Super):
        def __init__(self, *given, **more):
            Super.__init__(self, *given, **more)
            self.own = 1

    class Mixin:
        pass

    class Mixed(Mixin, base):
        pass

    return [each(*arguments, **named) for each in (Without, Super, Below, BelowByName, Mixed)]


@process
async def send(out, *values):
    for value in values:
        await out(value)


@process
async def receive(into):
    return await into()


@law
async def a_channel():
    for c in forms(Channel, "x") + forms(Channel, name="x"):
        expect(c.name, "x")
        expect((await Parallel(send(c.write, 5), receive(c.read)))[1], 5)
        c.verify()
        c.poison()
        assert isinstance(await raised(c.read), ChannelPoisonException)


@law
async def a_buffered_channel():
    for c in forms(BufferedChannel, "x", 2) + forms(BufferedChannel, "x", size=2):
        await c.write(1)
        await c.write(2)
        expect((c.name, await c.read(), await c.read()), ("x", 1, 2))


@law
async def an_alternative_a_timer_and_skip():
    idle = Channel("idle").read
    for timer in forms(Timer, 0.001):
        for alt in forms(Alternative, idle, timer):
            guard, value = await alt.select()
            assert guard is timer and value is None
    for skip in forms(Skip):
        guard, value = await Alternative(idle, skip).pri_select()
        assert guard is skip and value is None


@law
async def a_guard():
    for guard in forms(Guard):
        selected, value = await Alternative(guard, Skip()).pri_select()
        assert selected is not guard


@plain_law
def what_the_base_does_not_take_is_refused():
    class Wrong(Channel):
        def __init__(self):
            super().__init__("x", tiemout=1)

    class Many(Timer):
        def __init__(self):
            super().__init__(1, 2, 3)

    for each in (Wrong, Many):
        try:
            each()
        except TypeError:
            continue
        raise AssertionError("%r was made" % each)
