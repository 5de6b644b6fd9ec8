// Memory between two guards: touching a guard is noted instead of ending the process.
//
// A guard is a stretch of address space without access. Between lak_guard_begin and lak_guard_end a
// signal handler notes which guard was touched, opens it, and lets the instruction go on, so that
// one reading or writing outside its array is found without a crash.
#ifndef LAK_C_GUARDED_MEMORY_H
#define LAK_C_GUARDED_MEMORY_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    // The memory between the guards; NULL when there is none.
    void *start;
    // Its size, a multiple of the page's.
    size_t byte_count;
    // Where it is kept track of.
    int slot;
} lak_guarded;

enum { LAK_TOUCHED_BEFORE = 1, LAK_TOUCHED_AFTER = 2 };

// Memory of at least so many bytes; start is NULL when the system has none, or all places are taken.
lak_guarded lak_guarded_make(size_t byte_count);

void lak_guarded_free(lak_guarded memory);

// Which guards were touched since the last call (the bits above); they are closed again.
int lak_guarded_touched(lak_guarded memory);

// From the first begin to the last end, touched guards are noted. 0 when the handlers are in place.
int lak_guard_begin(void);
void lak_guard_end(void);

#ifdef __cplusplus
}
#endif

#endif
