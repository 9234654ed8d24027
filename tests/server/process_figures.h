#pragma once

namespace onrecord {

/// Of this process, which is the server's, too. Resident memory; under AddressSanitizer, which
/// keeps what was freed, what is allocated.
long memory_kib();
int open_descriptors();

}  // namespace onrecord
