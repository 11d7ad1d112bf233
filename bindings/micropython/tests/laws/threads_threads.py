"""upycsp: threads, their lock, and what only threads have."""


class Counter(Process):
    def __init__(self, out, count):
        super().__init__()
        self.out = out
        self.count = count

    def run(self):
        for value in range(self.count):
            self.out(value)
        self.out.poison()


@law
def a_thread_runs_its_target():
    got = []
    thread = Thread(target=lambda a, b: got.append((a, b)), args=(1,), kwargs={"b": 2})
    expect((thread.alive, got), (False, []))
    thread.start()
    thread.join()
    expect((thread.alive, got), (False, [(1, 2)]))


@law
def a_thread_is_alive_while_it_runs():
    c = Channel("c")
    thread = Thread(target=c.read)
    thread.start()
    until(lambda: c.queue_len() == 1)
    expect(thread.alive, True)
    c.write(1)
    thread.join()
    expect(thread.alive, False)


@law
def run_can_be_overridden():
    got = []

    class Own(Thread):
        def run(self):
            got.append(self.name)

    thread = Own(name="own")
    thread.start()
    thread.join()
    expect(got, ["own"])


@law
def threads_have_names():
    first, second = Thread(), Thread()
    assert first.name.startswith("Thread-") and second.name.startswith("Thread-")
    expect(int(second.name[7:]), int(first.name[7:]) + 1)
    expect(Thread(name="mine").name, "mine")
    first.name = "changed"
    expect(first.name, "changed")


@law
def a_thread_starts_once():
    thread = Thread(target=lambda: None)
    thread.start()
    thread.join()
    assert isinstance(raised(thread.start), RuntimeError)


@law
def a_thread_that_was_not_started_cannot_be_joined():
    assert isinstance(raised(Thread().join), RuntimeError)


@law
def several_threads_may_join_one():
    c, joined = Channel("c"), []
    thread = Thread(target=c.read)
    thread.start()

    def join():
        thread.join()
        append(joined, 1)

    others = [Thread(target=join) for _ in range(3)]
    for each in others:
        each.start()
    pause()
    expect(joined, [])
    c.write(1)
    for each in others:
        each.join()
    expect(joined, [1, 1, 1])


@law
def every_thread_has_its_own_ident():
    me, others = get_ident(), []
    expect(get_ident(), me)
    c = Channel("c")

    def note():
        append(others, get_ident())
        c.read()

    threads = [Thread(target=note) for _ in range(3)]
    for each in threads:
        each.start()
    until(lambda: c.queue_len() == 3)
    for _ in threads:
        c.write(1)
    for each in threads:
        each.join()
    expect(len(set(others + [me])), 4)


@law
def a_process_is_a_thread():
    @process
    def give(value):
        return value

    one = give(5)
    assert isinstance(one, Process) and isinstance(one, Thread)
    expect(one.alive, False)
    one.start()
    one.join()
    expect((one.alive, one.retval, one.poisoned), (False, 5, False))


@law
def a_process_can_be_a_class():
    c = Channel("c")

    @process
    def all_of(into):
        return all_from(into)

    expect(Parallel(Counter(c.write, 3), all_of(c.read))[1], [0, 1, 2])


@law
def a_poisoned_process_says_so():
    c = Channel("c")

    @process
    def read(into):
        into()

    c.poison()
    one = read(c.read)
    one.start()
    one.join()
    expect((one.poisoned, one.retval), (True, None))


@law
def poison_comes_out_of_gather():
    a, b = Channel("a"), Channel("b")

    @process
    def read(into):
        into()

    @process
    def give(value):
        return value

    a.poison()
    assert isinstance(raised(gather, read(a.read), give(1)), ChannelPoisonException)


@law
def a_process_has_a_stack_size():
    @process
    def give(value):
        return value

    one = give(5)
    one.stack_size = 256 * 1024
    one.start()
    one.join()
    expect(one.retval, 5)


@law
def a_wait_does_not_spin():
    c = Channel("c")
    thread = Thread(target=c.read)
    thread.start()
    until(lambda: c.queue_len() == 1)
    ticks = getattr(time, "process_time", None) or getattr(time, "clock", None)
    if ticks:
        before = ticks()
        time.sleep(0.2)
        assert ticks() - before < 0.1
    c.write(1)
    thread.join()


@law
def a_lock_can_be_taken_again_by_its_holder():
    lock = RLock()
    assert lock.acquire() and lock.acquire()
    taken = []
    other = Thread(target=lambda: taken.append(lock.acquire(False)))
    other.start()
    other.join()
    expect([bool(x) for x in taken], [False])
    lock.release()
    lock.release()
    other = Thread(target=lambda: (taken.append(lock.acquire(False)), lock.release()))
    other.start()
    other.join()
    expect([bool(x) for x in taken], [False, True])


@law
def a_lock_is_released_only_by_its_holder():
    lock = RLock()
    assert isinstance(raised(lock.release), RuntimeError)
    lock.acquire()
    errors = []
    other = Thread(target=lambda: errors.append(raised(lock.release)))
    other.start()
    other.join()
    assert isinstance(errors[0], RuntimeError), errors
    lock.release()
    assert isinstance(raised(lock.release), RuntimeError)


@law
def a_lock_is_a_context():
    lock, total = RLock(), [0]

    def add():
        for _ in range(100):
            with lock:
                with lock:
                    total[0] += 1

    threads = [Thread(target=add) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    expect(total, [400])


@law
def operations_work_from_any_thread():
    c = Channel("c")
    thread = Thread(target=lambda: c.write(get_ident()))
    thread.start()
    assert c.read() != get_ident()
    thread.join()


@law
def exceptions_come_out_only_when_all_have_ended():
    c, ended = Channel("c"), []

    @process
    def fail():
        raise ValueError("on purpose")

    @process
    def late(into):
        into()
        ended.append("late")

    @process
    def wake(out):
        for _ in range(5):
            pause()
        out(1)

    error = raised(Parallel, fail(), late(c.read), wake(c.write))
    expect((type(error), ended), (ValueError, ["late"]))


@law
def a_guard_that_is_ready_is_selected_though_a_writer_comes_meanwhile():
    c = Channel("c")

    @process
    def send(out):
        out(1)

    class Ready(Guard):
        def enable(self, alt):
            self.sender = Spawn(send(c.write))
            until(lambda: c.queue_len() == 1)
            return True, "ready"

    ready = Ready()
    expect(Alternative(c.read, ready).pri_select()[1], "ready")
    expect(c.read(), 1)
    ready.sender.join()


@law
def a_process_that_runs_is_not_started_again_nor_disturbed():
    c = Channel("c")

    @process
    def read(into):
        return into()

    runs = Spawn(read(c.read))
    until(lambda: c.queue_len() == 1)
    expect(type(raised(Parallel, read(Channel().read), runs)), RuntimeError)
    expect(c.poisoned, False)
    c.write(3)
    runs.join()
    expect(runs.retval, 3)


@law
def a_failure_is_told_at_once_while_others_run():
    c, d = Channel("c"), Channel("d")

    @process
    def fail():
        raise OSError("no answer at 0x48")

    @process
    def read(into):
        return into()

    network = Thread(target=lambda: append(failures, raised(Parallel, fail(), read(c.read))))
    failures.clear()
    network.start()
    until(lambda: failures)  # while the other still waits
    expect((str(failures[0]), network.alive), ("no answer at 0x48", True))
    c.write(1)
    network.join()
    expect(failures, 2 * failures[:1])
    failures.clear()
    expect(type(raised(Parallel, fail())), OSError)  # nobody else runs: it comes out, and that is enough
    expect(failures, [])


@law
def a_coroutine_is_no_process_of_threads():
    began = []

    def kinds():
        async def coroutine():
            began.append(1)

        def generator():
            began.append(1)
            yield

        async def closure():
            began.append(kinds)

        return coroutine, generator, closure

    for function in kinds():
        error = raised(lambda: Parallel(process(function)()))
        assert isinstance(error, TypeError) and function.__name__ in str(error), (error, function)
        error = raised(lambda: Parallel(Process(function)))
        assert isinstance(error, TypeError), error
    expect(began, [])


@law
def a_process_may_return_what_can_be_iterated():
    @process
    def squares():
        return (i * i for i in range(3))

    expect(list(Parallel(squares())[0]), [0, 1, 4])


@law
def a_process_that_fails_says_so_although_poison_fails_too():
    # prints: poison() of an argument raised stubborn
    class Stubborn(Channel):
        def poison(self):
            raise OSError("stubborn")

    c = Channel("c")

    @process
    def fail(first, second):
        raise ValueError("on purpose")

    expect(type(raised(Parallel, fail(Stubborn(), c.read))), ValueError)
    expect(c.poisoned, True)


@law
def a_function_marked_process_has_a_name_of_its_own():
    @process
    def copy():
        pass

    assert copy.__name__ != "copy", copy.__name__
