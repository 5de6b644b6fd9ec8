// The kernels for x86-64 with AVX-512 (F, BW, DQ, VL), reached only after lak_best_level has found
// them.
#if defined(__x86_64__)
#define LAK_LEVEL avx512
#define LAK_ISA 2
#define LAK_HAS_FMA 1

#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,fma"))), \
                             apply_to = function)
#include "kernels.inc"
#pragma clang attribute pop
#endif
