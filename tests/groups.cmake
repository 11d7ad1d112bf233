# Compiling several sources as one: what they instantiate alike is compiled once, which takes a third less time. Sources of
# no group are compiled alone, and with CSP_TEST_GROUPS off all are.
option(CSP_TEST_GROUPS "Compile the laws in groups" ON)

# csp_group(NAME SOURCE...): in targets of this folder, these are compiled together.
function(csp_group name)
  set_source_files_properties(${ARGN} PROPERTIES UNITY_GROUP ${name})
endfunction()

# csp_in_groups(TARGET): it has such sources.
function(csp_in_groups target)
  if(NOT CSP_TEST_GROUPS)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # What is unnamed in one file is seen by the next. Where they are compiled alone, -Wshadow holds.
  target_compile_options(${target} PRIVATE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

# csp_group_laws(FOLDER/): the laws, which lie there.
function(csp_group_laws folder)
  foreach(group "choice:alternative alternative_ends barrier disciplines timer"
                "channels:buffer channel extended extended_buffer extended_choice extended_order interrupt"
                "components:components/many_to_one components/one_to_many components/one_to_one components/time_and_poison misuse run"
                "conditions:condition deadlock ending guard_mix"
                "families:parallel parallel_operations parallel_within process report scope termination"
                "values:payload user_code value_code")
    string(REGEX MATCH "^[a-z]+" name ${group})
    string(REGEX REPLACE "^[a-z]+:" "" files ${group})
    string(REPLACE " " ";" files ${files})
    list(TRANSFORM files REPLACE "(.+)" "${folder}\\1.cpp")
    csp_group(${name} ${files})
  endforeach()
endfunction()
