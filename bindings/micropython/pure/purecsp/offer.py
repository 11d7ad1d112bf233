"""What every kind of future extends, so that it can be the offer of a lone operation."""


class LoneOffer:
    """A read or a write that waits alone. `commit(answer)` ends its waiting."""

    choice = None
    value = None  # what is written
