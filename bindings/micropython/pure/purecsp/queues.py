"""The two kinds of queue in which operations wait at a channel.

The thesis had to choose: a list has no maximum length, but taking its first element moves all the others; a deque does
that at once, but is made with its maximum length.
"""

from collections import deque


class ListQueue(list):
    """No maximum length."""

    def popleft(self):
        return self.pop(0)

    def discard(self, operation):
        if operation in self:
            self.remove(operation)


class DequeQueue(deque):
    """At most `limit` operations wait; RuntimeError for the one too many."""

    def __init__(self, limit):
        super().__init__((), limit)
        self._limit = limit

    def append(self, operation):
        if len(self) == self._limit:
            raise RuntimeError("%d operations wait at a channel already: allow a longer deque, or use lists" % self._limit)
        super().append(operation)

    def discard(self, operation):
        for _ in range(len(self)):
            first = self.popleft()
            if first is not operation:
                super().append(first)


def deque_of(limit):
    """What makes queues of at most `limit` waiting operations, for `configure(queue=deque_of(limit))`."""
    return lambda: DequeQueue(limit)
