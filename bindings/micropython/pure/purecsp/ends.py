"""The two ends of a channel, and the guards that they are or make."""

from .channel import NOT_YET
from .choice import ChannelGuard


class ReadSide(ChannelGuard):
    """Reads when called; a guard as it is."""

    def channel(self):
        return self._channel

    @property
    def poisoned(self):
        return self._channel.reads_are_over()

    def over(self):
        return self._channel.reads_are_over()

    def meet(self, choice):
        value = self._channel.take(choice)
        if value is not NOT_YET:
            choice.age = self._channel.next_age()
        return value

    def wait(self, offer):
        self._channel.wait_to_read(offer)

    def withdraw(self, offer):
        self._channel.readers.discard(offer)

    def unread(self, value, age):
        self._channel.unread(value, age)

    def describe(self):
        return "reads from '%s'" % self._channel.name

    def __repr__(self):
        return "<read end of channel '%s'>" % self._channel.name


class WriteSide:
    """Writes when called; no guard by itself, for a guard must know the value."""

    def __init__(self, channel):
        self._channel = channel

    def channel(self):
        return self._channel

    @property
    def poisoned(self):
        return self._channel.poisoned

    def alt_pending_write(self, value):
        """A guard that writes `value` when it is selected; the select returns it with 0."""
        return PendingWrite(self._channel, value)

    def describe(self):
        return "writes to '%s'" % self._channel.name

    def __repr__(self):
        return "<write end of channel '%s'>" % self._channel.name


class PendingWrite(ChannelGuard):
    def __init__(self, channel, value):
        super().__init__(channel)
        self.outgoing = value

    def over(self):
        return self._channel.poisoned

    def meet(self, choice):
        return 0 if self._channel.give(self.outgoing, choice) else NOT_YET

    def wait(self, offer):
        self._channel.wait_to_write(offer)

    def withdraw(self, offer):
        self._channel.writers.discard(offer)

    def describe(self):
        return "writes to '%s'" % self._channel.name

    def __repr__(self):
        return "<write of %r to channel '%s'>" % (self.outgoing, self._channel.name)
