"""What a process that ends by poison poisons, of its arguments: channels and ends, also in lists, tuples and dicts."""

_CONTAINERS = (list, tuple)
_DEEPEST = 8  # a list may hold itself


def for_each_end(arguments, kinds, visit, depth=0):
    """Calls `visit` with those that are of `kinds`. Needs no memory for arguments that are no dicts."""
    for each in arguments:
        if isinstance(each, kinds):
            visit(each)
        elif depth < _DEEPEST and isinstance(each, _CONTAINERS):
            for_each_end(each, kinds, visit, depth + 1)
        elif depth < _DEEPEST and isinstance(each, dict):
            for_each_end(each.values(), kinds, visit, depth + 1)
