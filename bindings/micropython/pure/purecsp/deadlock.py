"""What is said of a network in which nothing can run any more. The native module has this too."""

_many = 8  # waits that are told


def deadlock(waits, found):
    """The text about a deadlock, with the texts of `waits(found)`; without them when there is no memory for that."""
    text = "deadlock: every process waits"
    try:
        told = waits(found)
        if len(told) > _many:
            told[_many:] = ["and %d more" % (len(told) - _many)]
        return text + ": " + "; ".join(told) if told else text
    except Exception:
        return text
