# The user C module for ports that are built with CMake: USER_C_MODULES=…/bindings/micropython/micropython.cmake
file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/sources.txt csp_sources)
list(TRANSFORM csp_sources PREPEND ${CMAKE_CURRENT_LIST_DIR}/)

add_library(usermod_csp INTERFACE)
target_sources(usermod_csp INTERFACE ${csp_sources})
target_include_directories(usermod_csp INTERFACE ${CMAKE_CURRENT_LIST_DIR}/src ${CMAKE_CURRENT_LIST_DIR}/../../include)
target_compile_definitions(usermod_csp INTERFACE CSP_NAMES=0 CSP_MICROPYTHON_DIR="${CMAKE_CURRENT_LIST_DIR}")
target_compile_options(usermod_csp INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-std=gnu++20;-O2;-fno-exceptions;-fno-rtti;-fno-threadsafe-statics;-fno-use-cxa-atexit;-Wno-missing-field-initializers>)
# The texts are in it.
file(GLOB csp_texts ${CMAKE_CURRENT_LIST_DIR}/src/tasks/*.py ${CMAKE_CURRENT_LIST_DIR}/pure/purecsp/*.py)
set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/src/shared/library.cpp PROPERTIES OBJECT_DEPENDS "${csp_texts}")
target_link_libraries(usermod INTERFACE usermod_csp)
