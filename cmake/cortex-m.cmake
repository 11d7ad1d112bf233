# Cortex-M by arm-none-eabi-g++ and newlib (Debian: gcc-arm-none-eabi libstdc++-arm-none-eabi-newlib).
set(CSP_CPU cortex-m3 CACHE STRING "The processor, as -mcpu names it: cortex-m0plus, cortex-m3, cortex-m4, cortex-m33, ...")
set(CSP_FLOAT_ABI soft CACHE STRING "How it passes floating-point numbers: soft, or with an FPU softfp or hard")
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES CSP_CPU CSP_FLOAT_ABI)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_CXX_COMPILER arm-none-eabi-g++)
set(CMAKE_CXX_FLAGS_INIT "-mcpu=${CSP_CPU} -mthumb -mfloat-abi=${CSP_FLOAT_ABI} --specs=nano.specs")
set(CMAKE_CXX_STANDARD_LIBRARIES_INIT "-lc_nano -lgcc")
include(${CMAKE_CURRENT_LIST_DIR}/bare-metal.cmake)
