"""How reads and writes meet, ignorant of how a process waits.

An operation meets a partner that waits, or waits itself, as an offer in one of the channel's two queues. The offer of a
lone operation is the future for which its process waits: see LoneOffer, which every kind of future extends.
Where there are threads, every function here is called with their common lock held.
"""

from .poison import POISONED, ChannelPoisonException
from .queues import ListQueue

BY_WRITER, BY_ANY = 1, 2  # who poisoned

NOTHING = ()  # no list or queue was needed yet
NOT_YET = object()  # what a read gets that finds no value
make_queue = ListQueue


def use_queue(maker):
    """From now on, channels get their queues from `maker()`."""
    global make_queue
    make_queue = maker


class GuardOffer:
    """A read or a write that waits as the guard `guard` of `choice`."""

    age = None  # of a read

    def __init__(self, value, choice, guard):
        self.value = value
        self.choice = choice
        self.guard = guard

    def commit(self, answer):
        self.choice.decide(self.guard, answer, self.age)


def waits(offer):
    return offer.choice is None or offer.choice.undecided


def take_partner(queue, choice):
    """The first offer in `queue` that a process selecting from `choice` may meet, removed; None without one."""
    while queue:
        offer = queue.popleft()
        if offer.choice is None:
            return offer
        if offer.choice is choice:
            return _take_behind(offer, queue, choice)
        if offer.choice.undecided:
            return offer
    return None


def _take_behind(first, queue, choice):
    """A choice never meets itself: its own offers keep their places."""
    behind = [queue.popleft() for _ in range(len(queue))]
    found = None
    queue.append(first)
    for offer in behind:
        if found is None and waits(offer) and offer.choice is not choice:
            found = offer
        else:
            queue.append(offer)
    return found


def dismiss(queue):
    """Ends all that wait in `queue` with poison."""
    while queue:
        offer = queue.popleft()
        if waits(offer):
            offer.commit(POISONED)


class Meeting:
    """Where the readers and the writers of one channel meet, around a buffer of `capacity` values.

    What most channels never need takes no memory in them: it stands in the class.
    """

    readers = writers = NOTHING
    stored = NOTHING  # what is buffered, and before it what a cancelled read gave back
    returned = NOTHING  # of what was given back, the age of the read
    capacity = 0
    age = 0  # of the read that began last: they are served in the order in which they began

    def __init__(self, name):
        self.name = name
        self._poison = 0  # or BY_WRITER or BY_ANY

    @property
    def poisoned(self):
        return self._poison > 0

    def take(self, choice=None):
        """A value that is there, for a reader that waits for nothing; else NOT_YET. Poison raises."""
        if self.stored:
            value = self.stored.pop(0)
            if self.returned:
                self.returned.pop(0)
            self._refill()
            return value
        if self._poison:
            raise self.poison_met()
        if self.writers:
            writer = take_partner(self.writers, choice)
            if writer is not None:
                writer.commit(0)
                return writer.value
        return NOT_YET

    def give(self, value, choice=None):
        """Whether a reader that waits, or the buffer, took `value`. Poison raises."""
        if self._poison:
            raise self.poison_met()
        if self.readers:
            reader = take_partner(self.readers, choice)
            if reader is not None:
                reader.commit(value)
                return True
        if len(self.stored) < self.capacity:
            if self.stored is NOTHING:
                self.stored = []
            self.stored.append(value)
            return True
        return False

    def wait_to_read(self, offer):
        if self.readers is NOTHING:
            self.readers = make_queue()
        self.age = offer.age = self.age + 1  # as next_age, in place: a call is 1 % of a communication
        self.readers.append(offer)

    def wait_to_write(self, offer):
        if self.writers is NOTHING:
            self.writers = make_queue()
        self.writers.append(offer)

    def next_age(self):
        self.age += 1
        return self.age

    def _refill(self):
        while len(self.stored) < self.capacity:
            writer = take_partner(self.writers, None)
            if writer is None:
                return
            self.stored.append(writer.value)
            writer.commit(0)

    def abandon_read(self, offer):
        """The process of a lone offer was cancelled."""
        if offer.done:
            self.unread(offer.result, offer.age)
        else:
            self.readers.discard(offer)

    def unread(self, value, age):
        """The read of that age will not take `value`, which was committed to it: the next one gets it.

        It stands before what no read has taken, and before what a later one has taken and given back.
        """
        if value is POISONED or self._poison == BY_ANY:
            return
        reader = take_partner(self.readers, None)
        if reader is not None:
            reader.commit(value)
        else:
            before = sum(1 for other in self.returned if other < age)
            stored, returned = list(self.stored), list(self.returned)
            stored.insert(before, value)
            returned.insert(before, age)
            self.stored, self.returned = stored, returned

    def end(self, by_writer=False):
        """Ends what waits and refuses what comes; after a writer's poison, readers first drain what is stored."""
        self._poison = max(self._poison, BY_WRITER if by_writer else BY_ANY)
        if not by_writer:
            self.stored = self.returned = NOTHING
        if not self.stored:
            dismiss(self.readers)
        dismiss(self.writers)

    def reads_are_over(self):
        return self._poison > 0 and not self.stored

    def poison_met(self):
        return ChannelPoisonException("channel '%s' was poisoned" % self.name)

    def queue_len(self):
        return sum(1 for queue in (self.readers, self.writers) for offer in queue if waits(offer))

    def __repr__(self):
        return "<channel '%s'>" % self.name

    def verify(self):
        """AssertionError when its state is impossible."""
        reads = [offer.choice for offer in self.readers if waits(offer)]
        writes = [offer.choice for offer in self.writers if waits(offer)]
        one_choice = len(set(id(choice) for choice in reads + writes)) == 1 and None not in reads
        assert not reads or not writes or one_choice, "a read and a write wait for each other at '%s'" % self.name
        assert not reads or not self.stored, "a read waits beside a value at '%s'" % self.name
        assert not self._poison or not writes and not reads, "an operation waits at '%s', which is poisoned" % self.name


def buffered(channel_type):
    """The BufferedChannel of a module whose Channel is `channel_type`."""

    class BufferedChannel(channel_type):
        """A write completes when the buffer has a place."""

        def __init__(self, name="", size=1):
            if not isinstance(size, int):
                raise TypeError("the size of a buffer is an int")
            if size < 1:
                raise ValueError("a buffer has at least 1 place")
            super().__init__(name)
            self.capacity = size

    return BufferedChannel
