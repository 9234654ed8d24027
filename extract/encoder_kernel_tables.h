#pragma once

#include "extract/encoder_kernels.h"

// Each table is the same code (extract/encoder_kernels_code.h) compiled for other processors.
namespace onrecord {

extern const EncoderKernels kBaselineKernels;
#if defined(ONRECORD_X86_KERNELS)
extern const EncoderKernels kAvx2Kernels;
extern const EncoderKernels kAvx512Kernels;
#endif

}  // namespace onrecord
