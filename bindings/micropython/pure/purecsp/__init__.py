"""CSP in MicroPython alone. Programs import `uapycsp` (asyncio tasks) or `upycsp` (threads), which are made of it."""
