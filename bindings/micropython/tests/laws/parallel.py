"""Parallel, Sequence, Spawn and run_CSP."""


@process
async def give(value):
    return value


@process
async def send(out, value):
    await out(value)


@process
async def receive(into):
    return await into()


@law
async def results_come_in_the_order_of_the_processes():
    a, b = Channel("a"), Channel("b")

    @process
    async def first(into):
        return await into(), "first"

    @process
    async def second(into, out):
        await out(await into())
        return "second"

    expect(await Parallel(first(a.read), second(b.read, a.write), send(b.write, 1), give(4)), [(1, "first"), "second", None, 4])


@law
async def parallel_waits_for_all():
    c = Channel("c")
    ended = []

    @process
    async def late(into):
        await into()
        for _ in range(5):
            await pause()
        ended.append("late")

    await Parallel(late(c.read), send(c.write, 1))
    expect(ended, ["late"])


@law
async def of_nothing_it_gives_nothing():
    expect(await Parallel(), [])
    expect(await Sequence(), [])


@law
async def a_sequence_runs_one_after_the_other():
    order = []

    @process
    async def step(name):
        order.append(name + " begins")
        await pause()
        order.append(name + " ends")
        return name

    expect(await Sequence(step("a"), step("b")), ["a", "b"])
    expect(order, ["a begins", "a ends", "b begins", "b ends"])


@law
async def parallels_nest():
    @process
    async def tree(depth, n):
        if depth == 0:
            return n
        left, right = await Parallel(tree(depth - 1, 2 * n), tree(depth - 1, 2 * n + 1))
        return left + right

    expect(await Parallel(tree(4, 1), tree(3, 1)), [sum(range(16, 32)), sum(range(8, 16))])


@law
async def a_parallel_in_a_sequence_in_a_parallel():
    a = Channel("a")

    @process
    async def both(into, out):
        return await Parallel(receive(into), send(out, 1))

    @process
    async def twice(into, out):
        return await Sequence(both(into, out), both(into, out))

    expect(await Parallel(twice(a.read, a.write), give(2)), [[[1, None], [1, None]], 2])


@law
async def spawn_does_not_wait():
    c = Channel("c")
    Spawn(send(c.write, 1))
    Spawn(send(c.write, 2))
    got = [await c.read()]
    got.append(await c.read())
    expect(sorted(got), [1, 2])


@law
async def arguments_arrive_as_they_were_given():
    @process
    async def show(a, b=2, *rest, key=None):
        return a, b, rest, key

    expect(
        await Parallel(show(1), show(1, 3), show(1, 3, 4, 5), show(1, key="k"), show(b=5, a=1)),
        [(1, 2, (), None), (1, 3, (), None), (1, 3, (4, 5), None), (1, 2, (), "k"), (1, 5, (), None)],
    )


@law
async def a_process_may_be_made_with_and_without_parentheses():
    @process()
    async def one():
        return 1

    @process(verbose_poison=True)
    async def two():
        return 2

    @process(propagate=False)
    async def three():
        return 3

    expect(await Parallel(one(), two(), three()), [1, 2, 3])


@law
async def an_exception_comes_out_of_parallel():
    @process
    async def fail():
        raise ValueError("on purpose")

    async def network():
        await Parallel(give(1), fail(), give(2))

    error = await raised(network)
    expect((type(error), str(error)), (ValueError, "on purpose"))


@law
async def an_exception_comes_out_of_sequence():
    begun = []

    @process
    async def fail():
        raise ValueError("on purpose")

    @process
    async def note():
        begun.append(1)

    async def network():
        await Sequence(fail(), note())

    expect(type(await raised(network)), ValueError)
    expect(begun, [])


@law
async def a_poisoned_process_gives_none_and_the_others_their_results():
    a = Channel("a")
    a.poison()
    expect(await Parallel(give(1), receive(a.read), give(3)), [1, None, 3])


@plain_law
def run_csp_runs_a_network_and_gives_its_results():
    c = Channel("c")
    expect(run_CSP(send(c.write, 5), receive(c.read)), [None, 5])


@plain_law
def run_csp_can_run_one_network_after_the_other():
    for value in range(3):
        c = Channel("c")
        expect(run_CSP(receive(c.read), send(c.write, value)), [value, None])


@plain_law
def run_csp_seq_runs_one_process_after_the_other():
    c = BufferedChannel("c", 1)
    expect(run_CSP_seq(send(c.write, 5), receive(c.read)), [None, 5])


@plain_law
def an_exception_comes_out_of_run_csp():
    @process
    async def fail():
        raise ValueError("on purpose")

    try:
        run_CSP(fail())
    except ValueError as error:
        expect(str(error), "on purpose")
    else:
        raise AssertionError("the exception was lost")


@plain_law
def poison_does_not_come_out_of_run_csp():
    c = Channel("c")
    c.poison()
    expect(run_CSP(receive(c.read), send(c.write, 1)), [None, None])
