# onrecord_library(folder LIBS...): every .cpp of this folder but main.cpp as the library
# onrecord_<folder>.
function(onrecord_library folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(onrecord_${folder} STATIC ${sources})
  target_include_directories(onrecord_${folder} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(onrecord_${folder} PUBLIC ${ARGN})
endfunction()

# onrecord_tests(folder LIBS...): tests/<folder>/*_test.cpp as one Catch2 program, each case one
# ctest test named "<folder>: <case>".
function(onrecord_tests folder)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(onrecord_${folder}_tests ${sources})
  target_link_libraries(onrecord_${folder}_tests PRIVATE onrecord_test_main onrecord_${folder} ${ARGN})
  target_compile_definitions(onrecord_${folder}_tests PRIVATE
    ONRECORD_SOURCE_FOLDER="${PROJECT_SOURCE_DIR}")
  catch_discover_tests(onrecord_${folder}_tests TEST_PREFIX "${folder}: "
                       PROPERTIES TIMEOUT 300 SKIP_RETURN_CODE 4 DISCOVERY_TIMEOUT 60)
endfunction()
