"""Ready-made processes, after JCSP's package plugNplay."""

from .threads import Alternative, ChannelPoisonException, Parallel, poison_channel, process


@process
def Identity(cin, cout):
    """Passes everything on."""
    while True:
        cout(cin())


@process
def Prefix(cin, cout, prefixItem=None):
    """Writes prefixItem, then passes everything on."""
    cout(prefixItem)
    while True:
        cout(cin())


@process
def SeqDelta2(cin, cout1, cout2):
    """Passes everything on to both, first to cout1."""
    while True:
        value = cin()
        cout1(value)
        cout2(value)


@process
def _Write(cout, value):
    cout(value)


@process
def ParDelta2(cin, cout1, cout2):
    """Passes everything on to both, in either order."""
    while True:
        value = cin()
        Parallel(_Write(cout1, value), _Write(cout2, value), check_poison=True)


Delta2 = ParDelta2


@process
def Successor(cin, cout):
    """Passes everything on, with 1 added."""
    while True:
        cout(cin() + 1)


@process
def SkipProcess():
    """Does nothing."""


@process
def Mux2(cin1, cin2, cout):
    """Passes on what comes from either; where both are ready, from each in turn."""
    alt = Alternative(cin1, cin2)
    while True:
        guard, value = alt.fair_select()
        cout(value)


@process
def Merge(cins, cout):
    """Passes on what comes from any of several, in turn, until all of them are poisoned; then poisons cout."""
    left = list(cins)
    alt = Alternative(*left)
    while left:
        try:
            guard, value = alt.fair_select()
        except ChannelPoisonException:
            left = [each for each in left if not each.poisoned]
            alt = Alternative(*left) if left else None
        else:
            cout(value)
    cout.poison()


@process
def poison_chans(*channels):
    """Poisons channels, or those of ends."""
    for each in channels:
        poison_channel(each)
