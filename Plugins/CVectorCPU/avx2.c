// The kernels for x86-64 with AVX2 and FMA, reached only after lak_best_level has found them.
#if defined(__x86_64__)
#define LAK_LEVEL avx2
#define LAK_ISA 1
#define LAK_HAS_FMA 1

#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma"))), \
                             apply_to = function)
#include "kernels.inc"
#pragma clang attribute pop
#endif
