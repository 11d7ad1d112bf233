"""Values that several threads give back are read in the order in which they came out of the channel."""


class Held(Guard):
    """Its disable() raises when it is told to."""

    def __init__(self):
        self.go = create_future()
        self.holds = False
        self.waits = False

    def enable(self, alt):
        self.waits = True
        return False, None

    def disable(self, alt):
        self.holds = True
        self.go.wait()
        raise ValueError("broken guard")


@process
def select(c, held, met):
    append(met, raised(Alternative(held, c.read).select))


@law
def what_broken_guards_give_back_keeps_its_order():
    for make in (Channel, lambda name: BufferedChannel(name, 1), lambda name: BufferedChannel(name, 4)):
        for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)):
            c, met, guards = make("c"), [], [Held() for _ in range(3)]
            for i in range(3):
                Spawn(select(c, guards[i], met))
                until(lambda: c.queue_len() == i + 1)
            for value in range(3):
                c.write(value)
            until(lambda: all(guard.holds for guard in guards))
            for count, i in enumerate(order):
                guards[i].go.set_result(None)
                until(lambda: len(met) == count + 1)
            expect((order, [c.read(timeout=60) for _ in range(3)]), (order, [0, 1, 2]))
            expect([type(error) for error in met], [ValueError] * 3)
            c.verify()
