// extract/encoder_kernels_code.h for processors with AVX-512 VNNI.
#define ONRECORD_KERNEL_TABLE kAvx512Kernels
#define ONRECORD_KERNEL_NAME "avx512"
#include "extract/encoder_kernels_code.h"
