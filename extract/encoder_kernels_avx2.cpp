// extract/encoder_kernels_code.h for processors with AVX2.
#define ONRECORD_KERNEL_TABLE kAvx2Kernels
#define ONRECORD_KERNEL_NAME "avx2"
#include "extract/encoder_kernels_code.h"
