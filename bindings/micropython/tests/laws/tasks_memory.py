"""What the native module takes of the heap. With pointers of 32 bits: the budgets are those of a microcontroller."""
# needs: native

MANY = 50
WORD = 4 if sys.platform == "qemu" else 8


def taken(make):
    """How much the heap grows for each of MANY."""
    kept = [None] * MANY
    gc.collect()
    before = gc.mem_alloc()
    for i in range(MANY):
        kept[i] = make()
    return (gc.mem_alloc() - before) / MANY


@plain_law
def a_channel_takes_at_most_80_bytes():
    used = taken(Channel)
    assert used <= 80 * WORD // 4, used


@law
async def a_process_that_waits_takes_at_most_134_bytes():
    @process
    async def read(into):
        await into()

    c = Channel("c")

    def start():
        return Spawn(read(c.read))

    kept = [None] * MANY
    kept[0] = start()
    await until(lambda: c.queue_len() == 1)
    gc.collect()
    before = gc.mem_alloc()
    for i in range(1, MANY):
        kept[i] = start()
    await until(lambda: c.queue_len() == MANY)
    gc.collect()
    used = (gc.mem_alloc() - before) / (MANY - 1)
    c.poison()
    assert used <= 134 * WORD // 4, used


@law
async def ten_thousand_communications_allocate_nothing():
    c = Channel("c")

    @process
    async def write(out, count):
        for value in range(count):
            await out(value)

    @process
    async def read(into, count):
        for _ in range(10):
            await into()
        gc.collect()
        gc.disable()
        before = gc.mem_alloc()
        for _ in range(count):
            await into()
        after = gc.mem_alloc()
        gc.enable()
        for _ in range(10):
            await into()
        return after - before

    expect((await Parallel(write(c.write, 10_020), read(c.read, 10_000)))[1], 0)
