"""What every kind of future extends, so that it can be the offer of a lone operation."""


class LoneOffer:
    """A read or a write that waits alone. `commit(answer)` ends its waiting."""

    choice = None
    value = None  # what is written

    def set_result(self, result):
        """Ends the waiting of a future; RuntimeError for the second time."""
        if self.done:
            raise RuntimeError("a future has its result already")
        self.commit(result)
