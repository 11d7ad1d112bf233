"""Tasks that read, write and select at random, and are cancelled at random: each value that was written is read once."""

ROUNDS = 30 if sys.platform != "qemu" else 4


class Account:
    def __init__(self, seed):
        self.seed = seed
        self.written, self.read = [], []
        self.next = 0

    def below(self, n):
        self.seed = (self.seed * 1103515245 + 12345) % 2147483648
        return (self.seed >> 12) % n

    def value(self):
        self.next += 1
        return self.next


async def write(account, channels):
    value = account.value()
    out = channels[account.below(len(channels))].write
    if account.below(2):
        await out(value)
    else:
        await Alternative(out.alt_pending_write(value), Timer(60)).select()
    account.written.append(value)


async def read(account, channels):
    if account.below(2):
        value = await channels[account.below(len(channels))].read()
    else:
        guards = [each.read for each in channels] + [Timer(60)] * account.below(2)
        value = (await Alternative(*guards).fair_select())[1]
    account.read.append(value)


async def of_one_seed(seed):
    account = Account(seed)
    channels = [Channel("a"), BufferedChannel("b", 2), Channel("c")]
    tasks = []
    for _ in range(40):
        what = account.below(5)
        if what < 2:
            tasks.append(asyncio.create_task(write(account, channels)))
        elif what < 4:
            tasks.append(asyncio.create_task(read(account, channels)))
        elif tasks:
            tasks[account.below(len(tasks))].cancel()
        for _ in range(account.below(3)):
            await pause()
        if account.below(8) == 0:
            gc.collect()
    for task in tasks:
        task.cancel()
    for task in tasks:
        try:
            await task
        except asyncio.CancelledError:
            pass
    return account, channels


async def what_is_left(channels):
    left = []
    for each in channels:
        while True:
            guard, value = await Alternative(each.read, Skip()).pri_select()
            if guard is not each.read:
                break
            left.append(value)
    return left


@law
async def each_value_that_was_written_is_read_once():
    for seed in range(ROUNDS):
        account, channels = await of_one_seed(seed)
        left = await what_is_left(channels)
        seen = sorted(account.read + left)
        for each in channels:
            expect((seed, each.queue_len()), (seed, 0))
            each.verify()
        assert len(set(seen)) == len(seen), (seed, "a value was doubled", seen)
        # The writer of a value that was taken may have been cancelled before it ran on.
        assert set(account.written) <= set(seen), (seed, "a value was lost", account.written, seen)
        assert set(seen) <= set(range(1, account.next + 1)), (seed, seen)
