# WebAssembly with WASI, by clang-16 (Debian: clang-16 lld-16 llvm wasi-libc libc++-16-dev-wasm32 libc++abi-16-dev-wasm32
# libclang-rt-16-dev-wasm32). Debian's C++ library for it has neither exceptions nor threads.
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR}/wasi)
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_CXX_COMPILER clang++-16)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
set(CMAKE_AR llvm-ar)
set(CMAKE_RANLIB llvm-ranlib)
set(CMAKE_CXX_FLAGS_INIT "-fno-exceptions -stdlib++-isystem /usr/lib/llvm-16/include/wasm32-wasi/c++/v1")
set(CMAKE_EXECUTABLE_SUFFIX .wasm)

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE NEVER)
