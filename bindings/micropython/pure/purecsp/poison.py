"""What an operation meets on a channel that was poisoned."""

POISONED = object()  # the answer to an operation that waited


class ChannelPoisonException(Exception):
    """The channel was poisoned; str() names it."""


PoisonException = ChannelPoisonException
