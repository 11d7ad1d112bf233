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
# Debian 12 has no picotool, which would make a .uf2 and check versions.
set(PICO_NO_PICOTOOL ON CACHE BOOL "Do without picotool")
include(${PICO_SDK_PATH}/pico_sdk_init.cmake)
set(CMAKE_PROJECT_ucsp_INCLUDE ${CMAKE_CURRENT_LIST_DIR}/pico-init.cmake)
