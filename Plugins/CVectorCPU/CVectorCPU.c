// Which level runs here, and where its table is.
#include "CVectorCPU.h"

size_t lak_table_baseline(const lak_entry **entries);
size_t lak_table_avx2(const lak_entry **entries);
size_t lak_table_avx512(const lak_entry **entries);

lak_level lak_best_level(void) {
#if defined(__x86_64__)
    // The builtin reads XCR0 too, so a kernel that does not save the wide registers counts as
    // a processor without them.
    __builtin_cpu_init();
    int avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    int avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                 __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    if (avx2 && avx512) return LAK_AVX512;
    if (avx2) return LAK_AVX2;
#endif
    return LAK_BASELINE;
}

size_t lak_table(lak_level level, const lak_entry **entries) {
    switch (level) {
    case LAK_BASELINE: return lak_table_baseline(entries);
#if defined(__x86_64__)
    case LAK_AVX2: return lak_table_avx2(entries);
    case LAK_AVX512: return lak_table_avx512(entries);
#endif
    default: *entries = NULL; return 0;
    }
}
