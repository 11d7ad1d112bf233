# csp_check_image(TARGET [NETWORK NAME[*COUNT]...])
# Makes the build fail when the image has a heap, unwinding tables or static constructors; and, with NETWORK, when its
# pool of frames is too small for these processes at once. Needs python3 with pyelftools, and -g.
set(UCSP_SIZES ${CMAKE_CURRENT_LIST_DIR}/../tools/sizes)
function(csp_check_image target)
  cmake_parse_arguments(PARSE_ARGV 1 image "" "" NETWORK)
  if(image_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "csp_check_image(${target}): what is ${image_UNPARSED_ARGUMENTS}?")
  endif()
  if(image_NETWORK)
    set(network --network ${image_NETWORK})
  endif()
  add_custom_command(TARGET ${target} POST_BUILD COMMAND ${UCSP_SIZES} $<TARGET_FILE:${target}> --check ${network} VERBATIM)
endfunction()
