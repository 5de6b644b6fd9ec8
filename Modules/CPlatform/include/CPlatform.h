#ifndef LINALGKIT_CPLATFORM_H
#define LINALGKIT_CPLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A section of the running program's image: its first byte (NULL when there is none) and size.
typedef struct {
    const void *_Nullable start;
    size_t byte_count;
} lak_section;

/// The records that plugins leave by being linked: C functions without arguments or results.
lak_section lak_plugin_records(void);

/// Swift's protocol conformance records: relative 32-bit offsets, see ABI/TypeMetadata.rst.
lak_section lak_conformance_records(void);

/// A program or library in memory.
typedef struct {
    /// The first address, and the one after the last byte of code.
    uintptr_t base, end_of_text;
    /// The file's path, valid during the call.
    const char *_Nonnull path;
} lak_image;

/// Calls `body` with each part of the program that the loader has in memory, in no order; with none
/// where the system has another way to tell.
void lak_each_image(
    void (*_Nonnull body)(const lak_image *_Nonnull, void *_Nonnull), void *_Nonnull context);

/// Processors that this process may run on.
long lak_processor_count(void);

/// Tells the processor that the thread spins.
static inline void lak_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/// What the library keeps for each thread; all zero at the thread's start. Pointers are those of
/// Swift objects that the scope which set them holds, or the thread until its end.
typedef struct {
    /// The kernel table of the innermost scope, NULL outside any.
    void *_Nullable kernel_table;
    /// Where what is to be released waits, NULL unless a release is under way.
    void *_Nullable release_queue;
    /// The place of the queue that the thread's next backward pass takes, NULL before its first.
    void *_Nullable spare_queue;
    /// The fault that the gradient checker has planted, NULL when there is none.
    void *_Nullable mutation;
    /// What sees the calls of operations, NULL when nothing does.
    void *_Nullable watch;
    /// What stands in for the values of parameters, NULL when nothing does.
    void *_Nullable substitution;
    /// What records or repeats the draws of random numbers, NULL when nothing does.
    void *_Nullable draw_log;
    /// What records the calls of a function that is to be computed again, NULL outside any.
    void *_Nullable call_recorder;
    /// Kernels looked up and bytes copied by this thread so far.
    size_t kernel_calls, bytes_copied;
    /// Whether operations on tracked tensors go unrecorded.
    bool does_not_record;
    /// Whether the thread runs a block of the thread pool's.
    bool is_in_pool;
} lak_thread;

extern _Thread_local lak_thread lak_thread_storage;

/// The calling thread's. One instruction, where `pthread_getspecific` is a call.
static inline lak_thread *_Nonnull lak_current_thread(void) { return &lak_thread_storage; }

extern long lak_kernel_generation_storage;

/// How many times the process's kernel table has been replaced; kernels compare it with the number
/// that they resolved under. Here, since Swift asks before each use of a global whether it has been
/// made.
static inline long lak_kernel_generation(void) {
    return __atomic_load_n(&lak_kernel_generation_storage, __ATOMIC_ACQUIRE);
}

/// Tells kernels that the table has been replaced.
static inline void lak_advance_kernel_generation(void) {
    __atomic_fetch_add(&lak_kernel_generation_storage, 1, __ATOMIC_RELEASE);
}

#endif
