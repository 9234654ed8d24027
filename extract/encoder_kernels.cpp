#include "extract/encoder_kernels.h"

#include "extract/encoder_kernel_tables.h"

namespace onrecord {

const EncoderKernels& encoder_kernels(Instructions most) {
#if defined(ONRECORD_X86_KERNELS)
  const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
  if (most == Instructions::Avx512 && wide) return kAvx512Kernels;
  if (most != Instructions::Baseline && __builtin_cpu_supports("avx2") &&
      __builtin_cpu_supports("fma")) {
    return kAvx2Kernels;
  }
#else
  static_cast<void>(most);
#endif
  return kBaselineKernels;
}

std::size_t attention_scratch_bytes(const AttentionShape& shape) {
  // Keys, values and queries as pairs of 16 bits; scores and weights of a block of at most 16
  // rows; what is live in the last 32.
  const std::size_t rows = (shape.rows + 31) / 32 * 32;
  return 4 * (3 * rows * shape.head / 2 + rows * (16 + 8) + 48);
}

}  // namespace onrecord
