"""Guards written in Python."""


class Signal(Guard):
    """Ready while it holds a value; give() wakes a select that waits for it."""

    def __init__(self):
        self.values = []
        self.waiting = []
        self.enabled = 0

    def enable(self, alt):
        with one_at_a_time:
            self.enabled += 1
            if self.values:
                return True, self.values.pop(0)
            self.waiting.append(alt)
            return False, None

    def disable(self, alt):
        with one_at_a_time:
            if alt in self.waiting:
                self.waiting.remove(alt)

    def give(self, value):
        """Whether a select took it; else it is kept."""
        while True:
            with one_at_a_time:
                if not self.waiting:
                    self.values.append(value)
                    return False
                alt = self.waiting.pop(0)
            if alt.schedule(self, value):
                return True


@process
async def send(out, *values):
    for value in values:
        await out(value)


@process
async def select(got, *guards):
    guard, value = await Alternative(*guards).select()
    got.append((guards.index(guard), value))


@law
async def a_guard_that_is_ready_is_selected():
    signal = Signal()
    signal.give("x")
    guard, value = await Alternative(Channel("idle").read, signal).select()
    assert guard is signal
    expect(value, "x")


@law
async def schedule_wakes_a_select_that_waits():
    idle, signal, got = Channel("idle"), Signal(), []
    Spawn(select(got, idle.read, signal))
    await until(lambda: signal.waiting and idle.queue_len() == 1)
    await pause()
    expect(signal.give("x"), True)
    await until(lambda: got)
    expect(got, [(1, "x")])
    expect(idle.queue_len(), 0)


@law
async def schedule_answers_false_when_another_guard_has_won():
    a, got = Channel("a"), []

    class Witness(Guard):
        def enable(self, alt):
            self.alt = alt
            return False, None

    witness = Witness()
    Spawn(select(got, a.read, witness))
    await until(lambda: a.queue_len() == 1)
    await a.write(1)
    expect(witness.alt.schedule(witness, "late"), False)
    await until(lambda: got)
    expect(got, [(0, 1)])
    expect(witness.alt.schedule(witness, "later"), False)


@law
async def a_guard_that_was_not_selected_is_disabled_and_keeps_its_value():
    a, signal, got = Channel("a"), Signal(), []
    Spawn(select(got, signal, a.read))
    await until(lambda: a.queue_len() == 1)
    await a.write(1)
    await until(lambda: got)
    expect(got, [(1, 1)])
    expect(signal.waiting, [])
    expect(signal.give("kept"), False)
    guard, value = await Alternative(signal).select()
    expect(value, "kept")


@law
async def of_two_guards_only_one_is_woken():
    one, two, got = Signal(), Signal(), []
    Spawn(select(got, one, two))
    await until(lambda: one.waiting and two.waiting)
    expect((two.give("second"), one.give("first")), (True, False))
    await until(lambda: got)
    expect(got, [(1, "second")])
    expect(one.values, ["first"])


@law
async def a_ready_guard_that_stands_behind_a_ready_channel_keeps_its_value():
    a, signal = BufferedChannel("a", 1), Signal()
    await a.write(1)
    signal.give("kept")
    alt = Alternative(a.read, signal)
    guard, value = await alt.pri_select()
    expect((guard is a.read, value), (True, 1))
    guard, value = await alt.pri_select()
    expect((guard is signal, value), (True, "kept"))


@law
async def a_ready_guard_that_stands_before_a_ready_channel_wins_by_priority():
    a, signal = BufferedChannel("a", 1), Signal()
    await a.write(1)
    signal.give("first")
    guard, value = await Alternative(signal, a.read).pri_select()
    expect((guard is signal, value), (True, "first"))
    expect(await a.read(), 1)


@law
async def a_guard_may_be_ready_with_none():
    signal = Signal()
    signal.give(None)
    expect((await Alternative(signal).select())[1], None)


@law
async def the_base_guard_is_never_ready():
    never = Guard()
    guard, value = await Alternative(never, Skip()).pri_select()
    assert guard is not never


@law
async def a_guard_may_schedule_from_within_enable():
    class Eager(Guard):
        def enable(self, alt):
            self.won = alt.schedule(self, "eager")
            return False, None

    eager, idle = Eager(), Channel("idle")
    guard, value = await Alternative(idle.read, eager).select()
    expect((guard is eager, value, eager.won), (True, "eager", True))
    expect(idle.queue_len(), 0)


@law
async def guards_need_no_init_of_their_base():
    class Own(Guard):
        def __init__(self, value):
            self.value = value

        def enable(self, alt):
            return True, self.value

    expect((await Alternative(Own(5)).select())[1], 5)


@law
async def a_guard_is_enabled_once_in_a_select():
    signal, got = Signal(), []
    Spawn(select(got, signal))
    await until(lambda: signal.waiting)
    signal.give(1)
    await until(lambda: got)
    expect(signal.enabled, 1)


@law
async def a_guard_that_raises_comes_out_of_the_select():
    class Broken(Guard):
        def enable(self, alt):
            raise ValueError("broken guard")

    idle, signal = Channel("idle"), Signal()
    alt = Alternative(idle.read, signal, Broken())
    for _ in range(2):
        error = await raised(alt.select)
        expect((type(error), str(error)), (ValueError, "broken guard"))
        expect((idle.queue_len(), signal.waiting), (0, []))
        idle.verify()
    Spawn(send(idle.write, 1))
    expect(await idle.read(), 1)


@law
async def a_guard_that_raises_takes_nothing_from_a_channel():
    class Broken(Guard):
        def enable(self, alt):
            raise ValueError("broken guard")

    full = BufferedChannel("full", 1)
    await full.write(1)
    assert await raised(Alternative(Broken(), full.read).pri_select) is not None
    expect(await full.read(), 1)


@law
async def enable_must_answer_a_pair():
    class Wrong(Guard):
        def __init__(self, answer):
            self.answer = answer

        def enable(self, alt):
            return self.answer

    idle = Channel("idle")
    for answer in (None, True, (True,), (True, 1, 2)):
        error = await raised(Alternative(idle.read, Wrong(answer)).select)
        assert isinstance(error, TypeError), (answer, error)
        expect(idle.queue_len(), 0)


@law
async def a_signal_can_be_awaited_many_times():
    signal, a = Signal(), Channel("a")
    got = []

    @process
    async def serve(into):
        alt = Alternative(signal, into)
        for _ in range(20):
            guard, value = await alt.fair_select()
            got.append(value)

    @process
    async def feed(out):
        for value in range(10):
            await out(value)
            signal.give(100 + value)

    await Parallel(serve(a.read), feed(a.write))
    expect(sorted(got), list(range(10)) + list(range(100, 110)))
    expect([v for v in got if v < 100], list(range(10)))
    expect([v for v in got if v >= 100], list(range(100, 110)))


@law
async def a_guard_that_poisons_another_guards_channel_ends_the_select():
    a = Channel("a")

    class Poisoner(Guard):
        def enable(self, alt):
            a.poison()
            return False, None

    for guards in ((Poisoner(), a.read), (a.read, Poisoner())):
        a = Channel("a")
        guards = [a.read if not isinstance(guard, Poisoner) else guard for guard in guards]
        assert isinstance(await raised(Alternative(*guards).select), ChannelPoisonException)
        a.verify()


@law
async def schedule_takes_only_guards_of_the_alternative():
    a, got, alts = Channel("a"), [], []

    class Witness(Guard):
        def enable(self, alt):
            alts.append(alt)
            return False, None

    Spawn(select(got, a.read, Witness()))
    await until(lambda: a.queue_len() == 1)
    for stranger in (Witness(), Skip(), Channel("b").read):
        try:
            expect(alts[0].schedule(stranger, 1), False)
        except (TypeError, ValueError):
            pass
    await pause()
    expect(got, [])
    await a.write(5)
    await until(lambda: got)
    expect(got, [(0, 5)])


@law
async def a_guard_may_use_channels_without_waiting():
    log = BufferedChannel("log", 4)

    class Noting(Guard):
        def enable(self, alt):
            self.noted = log.queue_len()
            return True, log.poisoned

    expect((await Alternative(Noting()).select())[1], False)


@law
async def schedule_without_a_select_is_false():
    signal = Signal()
    alt = Alternative(signal, Skip())
    expect(alt.schedule(signal, 1), False)
    await alt.select()
    expect(alt.schedule(signal, 1), False)


@law
async def only_a_guard_that_was_enabled_can_be_scheduled():
    a, b, got = Channel("a"), Channel("b"), []
    pending = b.write.alt_pending_write(1)
    alt = Alternative(a.read, pending, Skip(), Signal())

    class Waits(Guard):
        pass

    alts = [Alternative(Waits(), a.read, pending)]

    @process
    async def choose():
        got.append((await alts[0].select())[1])

    expect(alt.schedule(a.read, 5), False)
    Spawn(choose())
    await until(lambda: a.queue_len() == 1)
    expect((alts[0].schedule(a.read, 5), alts[0].schedule(pending, 5)), (False, False))
    await pause()
    expect(got, [])
    await a.write(7)
    await until(lambda: got)
    expect((got, b.queue_len()), ([7], 0))


@law
async def a_timer_may_stand_in_a_choice_twice():
    timer, idle = Timer(0.001), Channel("idle")
    alt = Alternative(timer, timer, idle.read)
    for _ in range(2):
        guard, _ = await alt.select()
        expect(guard, timer)
    expect(idle.queue_len(), 0)


@law
async def a_timer_takes_a_number_that_is_a_time():
    for wrong in ("x", float("nan"), float("inf")):
        try:
            Timer(wrong)
            expect(wrong, "refused")
        except (TypeError, ValueError):
            pass
        timer = Timer(60)
        try:
            timer.seconds = wrong
            await Alternative(timer, Skip()).select()
            expect(wrong, "refused")
        except (TypeError, ValueError):
            pass


@law
async def a_class_may_extend_timer_and_skip():
    class Named(Timer):
        def __init__(self, name, seconds):
            super().__init__(seconds)
            self.name = name

    class Late(Timer):
        pass

    class Always(Skip):
        pass

    idle = Channel("idle").read
    for method in ("select", "pri_select", "fair_select"):
        named, always = Named("sensor timeout", 0.001), Always()
        guard, value = await getattr(Alternative(idle, named, Late(60)), method)()
        expect((guard.name, value), ("sensor timeout", None))
        guard, value = await getattr(Alternative(idle, Late(60), always), method)()
        assert guard is always and value is None


@law
async def an_extended_timer_may_be_given_other_seconds():
    class Given(Timer):
        pass

    given = Given(60)
    alt = Alternative(Channel("idle").read, given)
    for seconds in (0.001, 0):
        given.seconds = seconds
        guard, value = await alt.select()
        assert guard is given
    given.seconds = "soon"
    assert isinstance(await raised(alt.select), TypeError)
    given.seconds = 0
    guard, value = await alt.select()
    assert guard is given


@law
async def a_class_that_extends_timer_or_skip_may_be_a_guard_of_its_own():
    class Ready(Timer):
        def enable(self, alt):
            return True, "ready"

    class Twice(Skip):
        def enable(self, alt):
            ready, value = super().enable(alt)
            return ready, (value, value)

    for guard, value in ((Ready(60), "ready"), (Twice(), (None, None))):
        expect(await Alternative(guard).select(), (guard, value))
