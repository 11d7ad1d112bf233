# CMake before 3.31 knows no WASI; there is nothing to say of it.
set(WASI 1)
set(CMAKE_EXECUTABLE_SUFFIX .wasm)
