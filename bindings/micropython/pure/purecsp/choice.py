"""Selecting one of several guards, ignorant of how a process waits."""

from .channel import NOT_YET, GuardOffer
from .chrono import check_interval
from .poison import POISONED


class Guard:
    """What can be selected. Extend it: an event of your own as a guard.

    A select calls `enable(alt)` of its guards in their order, until one is ready, and `disable(alt)` of each enabled
    guard that was not selected. Between the two, `alt.schedule(guard, value)` selects the guard.
    """

    def enable(self, alt):
        """(True, value) when ready now, else (False, None)."""
        return False, None

    def disable(self, alt):
        """The select is over, and this guard was not selected: it keeps its value."""


class Skip(Guard):
    """Always ready; its value is None."""

    def enable(self, alt):
        return True, None


def refuse_to_be_wrapped(guard):
    """Only the Alternative to which it was given can ask it."""
    raise TypeError("%r cannot be enabled by another guard: give it to the Alternative beside that" % (guard,))


class ChannelGuard(Guard):
    """A guard that its channel makes ready, committing both parties in one step. Always with the lock held."""

    outgoing = None  # the value that it writes

    def __init__(self, channel):
        self._channel = channel

    def poison_met(self):
        return self._channel.poison_met()

    def enable(self, alt):
        refuse_to_be_wrapped(self)

    def unread(self, value, age):
        """Its process was cancelled before it could take the answer."""


def checked_seconds(seconds):
    """What a Timer takes; a number that is no time raises."""
    if not seconds < 1e9:
        raise ValueError("a Timer takes less than 1000000000 seconds")
    check_interval(seconds)
    return seconds


class Choice:
    """What all forms of Alternative share; `_select(first)` is their own. The lock is that of threads, where there are any."""

    def __init__(self, *guards):
        if not guards:
            raise ValueError("an Alternative needs at least one guard")
        for guard in guards:
            if not isinstance(guard, Guard):
                raise TypeError("%r is no guard: give a read end (c.read, not c.read()), alt_pending_write, Timer, Skip or a Guard" % (guard,))
        self.guards = guards
        self._busy = False
        self._turn = 0  # where the next fair select begins
        self._mixed = not all(isinstance(guard, ChannelGuard) for guard in guards)
        self._reset()

    def _reset(self):
        self.undecided = False  # offers of this choice may be met
        self.chosen = None
        self._value = None
        self.age = None  # of the read that was chosen
        self._future = None
        self._enabled = []  # guards written in Python
        self._offers = []  # with their guards

    def select(self):
        return self._select(self._turn)

    fair_select = fairSelect = select

    def pri_select(self):
        return self._select(0)

    priSelect = pri_select

    # With the lock held.
    def open(self):
        if self._busy:
            raise RuntimeError("this Alternative is in use: give each process its own")
        for guard in self.guards:
            if isinstance(guard, ChannelGuard) and guard.over():
                raise guard.poison_met()
        self._reset()
        self._busy = self.undecided = True

    # With the lock held.
    def decide(self, guard, value, age=None):
        self.undecided = False
        self.chosen = guard
        self._value = value
        self.age = age or self.age
        if self._future is not None:
            self._future.commit(None)

    # With the lock held. False when the select is over or did not enable the guard, which then keeps its value.
    def decide_unless_decided(self, guard, value):
        if guard not in self.guards:
            raise ValueError("%r is no guard of this Alternative" % (guard,))
        if not self.undecided or guard not in self._enabled:
            return False
        self.decide(guard, value)
        return True

    def order(self, first):
        count = len(self.guards)
        for i in range(first, first + count):
            yield self.guards[i % count]

    def enable(self, first):
        """Asks the guards in order. Channels are only asked, so that nobody else decides once a guard is ready."""
        for guard in self.order(first):
            if not self.undecided:
                return
            if isinstance(guard, ChannelGuard):
                self.try_channel(guard)
            else:
                self._enable(guard)

    def try_channel(self, guard):
        self.meet_at(guard)

    def _enable(self, guard):
        self._enabled.append(guard)
        answer = guard.enable(self)
        if not isinstance(answer, tuple) or len(answer) != 2:
            raise TypeError("enable() of %r must return (ready, value), not %r" % (guard, answer))
        if answer[0]:
            self.schedule(guard, answer[1])

    # With the lock held.
    def meet_at(self, guard):
        if self.undecided:
            value = guard.meet(self)
            if value is not NOT_YET:
                self.decide(guard, value)

    # With the lock held. True when the select is decided; else all its offers wait.
    def offer_all(self, first):
        for guard in self.order(first):
            if isinstance(guard, ChannelGuard):
                self.meet_at(guard)
            if not self.undecided:
                return True
        for guard in self.guards:
            if isinstance(guard, ChannelGuard):
                offer = GuardOffer(guard.outgoing, self, guard)
                self._offers.append((guard, offer))
                guard.wait(offer)
        return False

    # With the lock held.
    def close(self, keep_answer=True):
        self.undecided = False
        for guard, offer in self._offers:
            guard.withdraw(offer)
        if not keep_answer:
            self.unread_answer()

    # With the lock held.
    def unread_answer(self):
        if isinstance(self.chosen, ChannelGuard):
            self.chosen.unread(self._value, self.age)
        self.chosen = None

    def disable(self):
        """Asks all of them; returns the first exception that one raises, or None."""
        raised = None
        for guard in self._enabled:
            if guard is not self.chosen:
                try:
                    guard.disable(self)
                except BaseException as error:
                    raised = raised or error
        return raised

    def answer(self):
        """(guard, value), or the poison that was met."""
        if self._value is POISONED:
            raise self.chosen.poison_met()
        self._turn = self.guards.index(self.chosen) + 1
        return self.chosen, self._value
