# The half of pico.cmake that follows project().
enable_language(C)
enable_language(ASM)
pico_sdk_init()
# Images are named as those of the other boards.
set(CMAKE_EXECUTABLE_SUFFIX "")
set(CMAKE_EXECUTABLE_SUFFIX_CXX "")
# As cmake/bare-metal.cmake has it; what the SDK's libraries ask for reaches only who links them.
add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions;-fno-rtti;-fno-threadsafe-statics;-Wno-psabi>" -fno-unwind-tables
                    -fno-asynchronous-unwind-tables -ffunction-sections -fdata-sections -g)
