"""The last process of a Parallel runs in the calling thread: a port with one thread more than that runs two."""

threading = sys.modules.get("purecsp.uthreading") or sys.modules["upycsp.uthreading"]
REFUSAL = "core1 in use" if sys.platform == "rp2" else "no more here"
THE_REST = ", but beside the 2 that this module knows of the port has none left (%s): run fewer side by side, or take uapycsp, which needs none" % REFUSAL


class Few:
    """A port that gives `limit` threads, and takes a while to notice that one has ended."""

    allocate_lock = threading._thread.allocate_lock
    get_ident = threading._thread.get_ident
    start = threading._thread.start_new_thread

    def __init__(self, limit):
        self.free = limit
        self.refused = 0

    def start_new_thread(self, function, arguments):
        if self.free == 0:
            self.refused += 1
            if self.refused == 3:
                self.free, self.refused = 1, 0
            raise OSError(REFUSAL)
        self.free -= 1
        Few.start(function, arguments)


def on_few(limit, function, *arguments):
    """What `function` returns, on a port that gives so many threads; rp2 is one that gives 1."""
    before = threading._thread
    if sys.platform != "rp2":
        threading._thread = Few(limit)
    try:
        return function(*arguments)
    finally:
        threading._thread = before


@process
def ident():
    return get_ident()


@process
def send(out, *values):
    for value in values:
        out(value)


@process
def receive(into):
    return into()


@process
def fail(*ends):
    raise ValueError("on purpose")


@law
def the_last_process_runs_in_the_calling_thread():
    first, last = Parallel(ident(), ident())
    expect((first == get_ident(), last == get_ident()), (False, True))
    expect(Parallel(ident()), [get_ident()])
    expect(Sequence(ident(), ident()), 2 * [get_ident()])


@law
def a_process_with_a_stack_of_its_own_has_a_thread():
    own = process(get_ident, stack_size=32768)
    first, last = Parallel(ident(), own())
    expect((first == get_ident(), last == get_ident()), (True, False))
    expect(Parallel(own())[0] == get_ident(), False)


@law
def two_processes_need_one_thread():
    def many_networks():
        for value in range(20):
            c = Channel("c")
            expect(Parallel(receive(c.read), send(c.write, value)), [value, None])

    on_few(1, many_networks)


@law
def what_does_not_fit_is_refused_and_what_runs_ends():
    c = Channel("c")
    first = receive(c.read)
    error = raised(on_few, 1, lambda: Parallel(first, send(c.write), ident(), ident()))
    first.join()
    expect(type(error), OSError)
    expect(str(error), "4 processes side by side need 3 threads beside the calling one" + THE_REST)
    expect((first.poisoned, c.poisoned), (True, True))


@law
def what_is_spawned_and_does_not_fit_is_refused():
    c = Channel("c")

    def two():
        first = Spawn(receive(c.read))
        error = raised(Spawn, receive(c.read))
        c.write(1)
        first.join()
        return error, first.retval

    error, got = on_few(1, two)
    expect((type(error), got), (OSError, 1))
    expect(str(error), "process receive needs a thread" + THE_REST)


@law
def its_exception_comes_out_when_the_others_have_ended():
    c, d = Channel("c"), Channel("d")
    ended = []

    @process
    def wait(into, out):
        try:
            into()
        finally:
            pause()
            ended.append(1)

    failures.clear()
    error = raised(Parallel, wait(c.read, d.write), fail(c.write))
    expect((type(error), ended, c.poisoned, d.poisoned), (ValueError, [1], True, True))
    expect(failures, [error])  # told at once, as others ran


@law
def its_poison_ends_the_others():
    c, d = Channel("c"), Channel("d")
    d.poison()

    @process
    def pass_on(into, out):
        out(into())

    expect(Parallel(receive(c.read), pass_on(d.read, c.write)), [None, None])
    expect(type(raised(gather, receive(c.read), pass_on(d.read, c.write))), ChannelPoisonException)


@law
def a_parallel_in_it_runs_its_last_there_too():
    @process
    def nest(depth):
        return Parallel(nest(depth - 1)) if depth else get_ident()

    expect(Parallel(nest(3)), [[[[get_ident()]]]])


@law
def it_is_started_once():
    one = ident()
    Parallel(one)
    expect(type(raised(Parallel, one)), RuntimeError)
    expect(type(raised(one.run_here)), RuntimeError)
    expect((one.alive, one.ident), (False, get_ident()))
    one.join()


@law
def an_interrupt_of_the_keyboard_comes_out_at_once_and_the_others_go_on():
    c, d, e = Channel("c"), Channel("d"), Channel("e")

    @process
    def pass_on(into, out):
        out(into())

    @process
    def interrupted(out):
        raise KeyboardInterrupt

    goes_on = pass_on(c.read, d.write)
    failures.clear()
    try:
        Parallel(goes_on, interrupted(e.write))
        raise AssertionError("Parallel has ended")
    except KeyboardInterrupt:
        pass
    expect((goes_on.alive, c.poisoned, e.poisoned, failures), (True, False, True, []))
    c.write(7)
    expect(d.read(), 7)
    goes_on.join()
