#include "CGuardedMemory.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MAP_ANONYMOUS
#define MAP_ANONYMOUS MAP_ANON
#endif

// A kernel that goes wrong by a row of a few thousand elements still meets the guard.
enum { GUARD_BYTES = 1 << 18, SLOTS = 1024 };

typedef struct {
    _Atomic uintptr_t start;
    _Atomic size_t byte_count;
    atomic_int touched;
    atomic_int taken;
} slot;

static slot slots[SLOTS];
static struct sigaction previous_segv, previous_bus;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int users = 0;

// Runs where a signal may come, so it takes no lock and calls only mprotect and sigaction, which
// are plain system calls.
static void handle(int number, siginfo_t *info, void *context) {
    (void)context;
    uintptr_t address = (uintptr_t)info->si_addr;
    for (int i = 0; i < SLOTS; ++i) {
        uintptr_t start = atomic_load(&slots[i].start);
        if (start == 0) continue;
        uintptr_t end = start + atomic_load(&slots[i].byte_count);
        uintptr_t guard;
        int bit;
        if (address >= start - GUARD_BYTES && address < start) {
            guard = start - GUARD_BYTES;
            bit = LAK_TOUCHED_BEFORE;
        } else if (address >= end && address < end + GUARD_BYTES) {
            guard = end;
            bit = LAK_TOUCHED_AFTER;
        } else {
            continue;
        }
        atomic_fetch_or(&slots[i].touched, bit);
        if (mprotect((void *)guard, GUARD_BYTES, PROT_READ | PROT_WRITE) == 0) return;
        break;
    }
    // Not ours: the instruction is repeated under whatever was in force before.
    sigaction(number, number == SIGBUS ? &previous_bus : &previous_segv, NULL);
}

static size_t page_multiple(size_t byte_count) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t pages = (byte_count + page - 1) / page;
    return (pages ? pages : 1) * page;
}

lak_guarded lak_guarded_make(size_t byte_count) {
    lak_guarded none = {NULL, 0, -1};
    size_t size = page_multiple(byte_count);
    int place = -1;
    for (int i = 0; i < SLOTS && place < 0; ++i) {
        int free = 0;
        if (atomic_compare_exchange_strong(&slots[i].taken, &free, 1)) place = i;
    }
    if (place < 0) return none;
    char *base = mmap(NULL, size + 2 * GUARD_BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED) {
        atomic_store(&slots[place].taken, 0);
        return none;
    }
    if (mprotect(base + GUARD_BYTES, size, PROT_READ | PROT_WRITE) != 0) {
        munmap(base, size + 2 * GUARD_BYTES);
        atomic_store(&slots[place].taken, 0);
        return none;
    }
    atomic_store(&slots[place].touched, 0);
    atomic_store(&slots[place].byte_count, size);
    atomic_store(&slots[place].start, (uintptr_t)(base + GUARD_BYTES));
    lak_guarded memory = {base + GUARD_BYTES, size, place};
    return memory;
}

void lak_guarded_free(lak_guarded memory) {
    if (memory.start == NULL) return;
    atomic_store(&slots[memory.slot].start, 0);
    munmap((char *)memory.start - GUARD_BYTES, memory.byte_count + 2 * GUARD_BYTES);
    atomic_store(&slots[memory.slot].taken, 0);
}

int lak_guarded_touched(lak_guarded memory) {
    if (memory.start == NULL) return 0;
    int touched = atomic_exchange(&slots[memory.slot].touched, 0);
    if (touched & LAK_TOUCHED_BEFORE)
        mprotect((char *)memory.start - GUARD_BYTES, GUARD_BYTES, PROT_NONE);
    if (touched & LAK_TOUCHED_AFTER)
        mprotect((char *)memory.start + memory.byte_count, GUARD_BYTES, PROT_NONE);
    return touched;
}

int lak_guard_begin(void) {
    pthread_mutex_lock(&lock);
    int result = 0;
    if (users == 0) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_sigaction = handle;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK;
        sigemptyset(&action.sa_mask);
        result = sigaction(SIGSEGV, &action, &previous_segv);
        // macOS reports touched guards by SIGBUS.
        if (result == 0) result = sigaction(SIGBUS, &action, &previous_bus);
    }
    if (result == 0) ++users;
    pthread_mutex_unlock(&lock);
    return result;
}

void lak_guard_end(void) {
    pthread_mutex_lock(&lock);
    if (users > 0 && --users == 0) {
        sigaction(SIGSEGV, &previous_segv, NULL);
        sigaction(SIGBUS, &previous_bus, NULL);
    }
    pthread_mutex_unlock(&lock);
}
