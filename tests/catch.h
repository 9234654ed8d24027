#pragma once

// The one place that names the test framework's header: Catch2 v2 today, v3 is a switch here.
#include <catch2/catch.hpp>
