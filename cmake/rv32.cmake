# RISC-V of 32 bits by riscv64-unknown-elf-g++ and picolibc (Debian: gcc-riscv64-unknown-elf
# picolibc-riscv64-unknown-elf). Debian has no C++ headers for it; those for Arm serve, for of the library's own code the
# headers are all that is used (libstdc++-arm-none-eabi-newlib).
set(CSP_ARCH rv32imac CACHE STRING "The processor, as -march names it")
set(CSP_ABI ilp32 CACHE STRING "How it passes arguments, as -mabi names it")
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES CSP_ARCH CSP_ABI)
set(CMAKE_SYSTEM_PROCESSOR riscv)
set(CMAKE_CXX_COMPILER riscv64-unknown-elf-g++)
file(GLOB headers /usr/include/newlib/c++/*)
if(NOT headers)
  message(FATAL_ERROR "no C++ headers for bare metal: install libstdc++-arm-none-eabi-newlib")
endif()
list(GET headers -1 headers)
set(CMAKE_CXX_FLAGS_INIT "-march=${CSP_ARCH} -misa-spec=2.2 -mabi=${CSP_ABI} --specs=picolibc.specs -isystem ${headers} -isystem ${headers}/arm-none-eabi")
set(CMAKE_CXX_STANDARD_LIBRARIES_INIT "-lc -lgcc")
include(${CMAKE_CURRENT_LIST_DIR}/bare-metal.cmake)
