"""Ready-made processes, after JCSP's package plugNplay. Each is called with ends of channels."""

from typing import Any, Iterable

from . import Channel, ChannelReadEnd, ChannelWriteEnd, Process

def Identity(cin: ChannelReadEnd[Any], cout: ChannelWriteEnd[Any]) -> Process:
    """Passes everything on."""

def Prefix(cin: ChannelReadEnd[Any], cout: ChannelWriteEnd[Any], prefixItem: Any = None) -> Process:
    """Writes prefixItem, then passes everything on."""

def SeqDelta2(cin: ChannelReadEnd[Any], cout1: ChannelWriteEnd[Any], cout2: ChannelWriteEnd[Any]) -> Process:
    """Passes everything on to both, first to cout1."""

def ParDelta2(cin: ChannelReadEnd[Any], cout1: ChannelWriteEnd[Any], cout2: ChannelWriteEnd[Any]) -> Process:
    """Passes everything on to both, in either order."""

def Delta2(cin: ChannelReadEnd[Any], cout1: ChannelWriteEnd[Any], cout2: ChannelWriteEnd[Any]) -> Process:
    """The same as ParDelta2."""

def Successor(cin: ChannelReadEnd[Any], cout: ChannelWriteEnd[Any]) -> Process:
    """Passes everything on, with 1 added."""

def SkipProcess() -> Process:
    """Does nothing."""

def Mux2(cin1: ChannelReadEnd[Any], cin2: ChannelReadEnd[Any], cout: ChannelWriteEnd[Any]) -> Process:
    """Passes on what comes from either; where both are ready, from each in turn."""

def Merge(cins: Iterable[ChannelReadEnd[Any]], cout: ChannelWriteEnd[Any]) -> Process:
    """Passes on what comes from any of several, in turn, until all of them are poisoned; then poisons cout.

    ValueError for none.
    """

def poison_chans(*channels: Channel[Any] | ChannelReadEnd[Any] | ChannelWriteEnd[Any]) -> Process:
    """Poisons channels, or those of ends."""
