# The kernel of the port freertos, as a target freertos_kernel. A project that has added FreeRTOS-Kernel has that target.
# Else it is made of the sources in FREERTOS_DIR, the folder with tasks.c and portable/; then FREERTOS_CONFIG_DIR has
# FreeRTOSConfig.h.
if(TARGET freertos_kernel)
  return()
endif()
# What the environment says is kept from the first time on, when no -D says another; both are the caller's when they are relative.
set(FREERTOS_DIR "" CACHE PATH "FreeRTOS: the folder with tasks.c")
if(NOT FREERTOS_DIR AND NOT "$ENV{FREERTOS_DIR}" STREQUAL "")
  get_filename_component(freertos_dir "$ENV{FREERTOS_DIR}" ABSOLUTE BASE_DIR "$ENV{PWD}")
  set_property(CACHE FREERTOS_DIR PROPERTY VALUE "${freertos_dir}")
endif()
set(FREERTOS_PORT GCC/ARM_CM3 CACHE STRING "FreeRTOS: its port, a folder in portable/")
set(FREERTOS_CONFIG_DIR "" CACHE PATH "FreeRTOS: the folder with FreeRTOSConfig.h")
if(NOT EXISTS ${FREERTOS_DIR}/tasks.c)
  message(FATAL_ERROR "FREERTOS_DIR is '${FREERTOS_DIR}': there is no tasks.c of FreeRTOS. Set it to the folder of the kernel, "
                      "or add FreeRTOS-Kernel, which has a target freertos_kernel, before this")
endif()
if(NOT EXISTS ${FREERTOS_CONFIG_DIR}/FreeRTOSConfig.h)
  message(FATAL_ERROR "FREERTOS_CONFIG_DIR is '${FREERTOS_CONFIG_DIR}': there is no FreeRTOSConfig.h")
endif()
enable_language(C)
file(GLOB kernel_port ${FREERTOS_DIR}/portable/${FREERTOS_PORT}/*.c)
if(NOT kernel_port)
  message(FATAL_ERROR "FREERTOS_PORT is '${FREERTOS_PORT}': there is no such folder in ${FREERTOS_DIR}/portable")
endif()
add_library(freertos_kernel STATIC ${FREERTOS_DIR}/tasks.c ${FREERTOS_DIR}/list.c ${FREERTOS_DIR}/queue.c ${kernel_port})
target_include_directories(freertos_kernel SYSTEM PUBLIC ${FREERTOS_DIR}/include ${FREERTOS_DIR}/portable/${FREERTOS_PORT}
                                                         ${FREERTOS_CONFIG_DIR})
target_compile_options(freertos_kernel PRIVATE -w)
