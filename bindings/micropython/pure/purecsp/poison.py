"""What an operation meets instead of a partner."""

POISONED = object()  # the answer to an operation that waited


class ChannelPoisonException(Exception):
    """The channel was poisoned; str() names it."""


PoisonException = ChannelPoisonException


class ChannelTimeoutException(Exception):
    """Nobody came in time to the other end of the channel; str() names it. Nothing was read or written."""
