# A Raspberry Pi Pico, by pico-sdk, when this project is built by itself. To be included before project(), by
# CMAKE_PROJECT_ucsp_INCLUDE_BEFORE; the presets `pico` and `pico-laws` do. A project of a user's own needs nothing of it.
if(NOT PICO_SDK_PATH)
  execute_process(COMMAND ${CMAKE_CURRENT_LIST_DIR}/../tools/pico/sdk OUTPUT_VARIABLE sdk OUTPUT_STRIP_TRAILING_WHITESPACE
                  RESULT_VARIABLE exit_code)
  if(NOT exit_code EQUAL 0)
    message(FATAL_ERROR "no pico-sdk, see above")
  endif()
  set(PICO_SDK_PATH ${sdk} CACHE PATH "The folder of pico-sdk")
endif()
# A second SDK in a folder that is configured for another would be half of each.
file(REAL_PATH "${PICO_SDK_PATH}" sdk)
set(asked "$ENV{PICO_SDK_PATH}")
if(asked AND DEFINED CSP_PICO_SDK AND NOT asked STREQUAL CSP_PICO_SDK_ASKED)
  file(REAL_PATH "${asked}" sdk)
endif()
if(DEFINED CSP_PICO_SDK AND NOT sdk STREQUAL CSP_PICO_SDK)
  message(FATAL_ERROR "${CMAKE_BINARY_DIR} is configured for the pico-sdk in ${CSP_PICO_SDK}, "
                      "and not for that in ${sdk}: remove it, or configure with --fresh")
endif()
set(CSP_PICO_SDK ${sdk} CACHE INTERNAL "The pico-sdk of the first configuration")
set(CSP_PICO_SDK_ASKED "${asked}" CACHE INTERNAL "PICO_SDK_PATH in the environment, then")
# Debian 12 has no picotool, which would make a .uf2 and check versions.
set(PICO_NO_PICOTOOL ON CACHE BOOL "Do without picotool")
include(${PICO_SDK_PATH}/pico_sdk_init.cmake)
set(CMAKE_PROJECT_ucsp_INCLUDE ${CMAKE_CURRENT_LIST_DIR}/pico-init.cmake)
