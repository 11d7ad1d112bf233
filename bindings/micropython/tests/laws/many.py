"""Many processes, on a microcontroller's heap too."""
# needs: lists

PURE = "use_queue" in globals()
MANY = 1000 if sys.platform not in ("qemu", "rp2") else 60 if PURE else 200


@law
async def a_chain_of_many_processes():
    @process
    async def copy(into, out):
        while True:
            await out(await into() + 1)

    @process
    async def head(out):
        for value in range(3):
            await out(value)
        out.poison()

    @process
    async def tail(into):
        return await all_from(into)

    first = last = Channel("first")
    stages = []
    for _ in range(MANY - 2):
        nxt = Channel("c")
        stages.append(copy(last.read, nxt.write))
        last = nxt
    got = (await Parallel(head(first.write), *stages, tail(last.read)))[-1]
    expect(got, [MANY - 2, MANY - 1, MANY])


@law
async def many_processes_wait_at_one_channel():
    c = Channel("c")

    @process
    async def write(out, value):
        await out(value)

    @process
    async def add_up(into, count):
        total = 0
        for _ in range(count):
            total += await into()
        return total

    writers = [write(c.write, value) for value in range(MANY)]
    expect((await Parallel(*writers, add_up(c.read, MANY)))[-1], MANY * (MANY - 1) // 2)


@law
async def many_processes_one_after_the_other_leave_no_memory_behind():
    c = BufferedChannel("c", 1)

    @process
    async def write(out, value):
        await out(value)

    for value in range(MANY):
        await Parallel(write(c.write, value))
        expect(await c.read(), value)
