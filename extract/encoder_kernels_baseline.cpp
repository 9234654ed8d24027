// extract/encoder_kernels_code.h for any processor.
#define ONRECORD_KERNEL_TABLE kBaselineKernels
#define ONRECORD_KERNEL_NAME "baseline"
#include "extract/encoder_kernels_code.h"
