// The kernels for the instruction set that every machine of the target has: SSE2 on x86-64,
// NEON with fused multiply-add on arm64.
#define LAK_LEVEL baseline
#define LAK_ISA 0
#if defined(__aarch64__)
#define LAK_HAS_FMA 1
#else
#define LAK_HAS_FMA 0
#endif

#include "kernels.inc"
