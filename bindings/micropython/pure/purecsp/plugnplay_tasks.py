"""Ready-made processes, after JCSP's package plugNplay."""

from .tasks import Alternative, ChannelPoisonException, Parallel, poison_channel, process


@process
async def Identity(cin, cout):
    """Passes everything on."""
    while True:
        await cout(await cin())


@process
async def Prefix(cin, cout, prefixItem=None):
    """Writes prefixItem, then passes everything on."""
    await cout(prefixItem)
    while True:
        await cout(await cin())


@process
async def SeqDelta2(cin, cout1, cout2):
    """Passes everything on to both, first to cout1."""
    while True:
        value = await cin()
        await cout1(value)
        await cout2(value)


@process
async def _Write(cout, value):
    await cout(value)


@process
async def ParDelta2(cin, cout1, cout2):
    """Passes everything on to both, in either order."""
    while True:
        value = await cin()
        await Parallel(_Write(cout1, value), _Write(cout2, value), check_poison=True)


Delta2 = ParDelta2


@process
async def Successor(cin, cout):
    """Passes everything on, with 1 added."""
    while True:
        await cout(await cin() + 1)


@process
async def SkipProcess():
    """Does nothing."""


@process
async def Mux2(cin1, cin2, cout):
    """Passes on what comes from either; where both are ready, from each in turn."""
    alt = Alternative(cin1, cin2)
    while True:
        guard, value = await alt.fair_select()
        await cout(value)


@process
async def Merge(cins, cout):
    """Passes on what comes from any of several, in turn, until all of them are poisoned; then poisons cout."""
    left = list(cins)
    alt = Alternative(*left)
    while left:
        try:
            guard, value = await alt.fair_select()
        except ChannelPoisonException:
            left = [each for each in left if not each.poisoned]
            alt = Alternative(*left) if left else None
        else:
            await cout(value)
    cout.poison()


@process
async def poison_chans(*channels):
    """Poisons channels, or those of ends."""
    for each in channels:
        poison_channel(each)
