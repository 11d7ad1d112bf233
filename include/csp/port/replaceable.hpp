// How a port marks what an application may define itself instead.
#pragma once

// Weak where the linker knows weak functions: the application's own then stands before the port's. Windows' linkers
// know none. There it is the library that makes room: from an archive a linker takes only what nobody has defined yet,
// so what is replaced together stands in one file of a port, and nothing else in it.
#if defined(_WIN32)
#define CSP_REPLACEABLE
#else
#define CSP_REPLACEABLE [[gnu::weak]]
#endif
