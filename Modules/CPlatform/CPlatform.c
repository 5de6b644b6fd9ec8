// What only C can name: the bounds that the linker gives a section, the parts of the program that
// the loader knows, and glibc's affinity macros.

#define _GNU_SOURCE 1

#include "CPlatform.h"

#if defined(__APPLE__)

#include <mach-o/dyld.h>
#include <mach-o/getsect.h>

static lak_section find(const char *segment, const char *section) {
    lak_section result = {NULL, 0};
    const struct mach_header_64 *header = (const struct mach_header_64 *)_dyld_get_image_header(0);
    unsigned long size = 0;
    result.start = getsectiondata(header, segment, section, &size);
    result.byte_count = size;
    return result;
}

lak_section lak_plugin_records(void) { return find("__DATA_CONST", "__lak_plugins"); }
lak_section lak_conformance_records(void) { return find("__TEXT", "__swift5_proto"); }

#else

// Weak: the linker leaves them null when no object has the section.
#define BOUNDS(name)                                                                               \
    extern const char __start_##name[] __attribute__((weak, visibility("hidden")));               \
    extern const char __stop_##name[] __attribute__((weak, visibility("hidden")))

BOUNDS(linalgkit_plugins);
BOUNDS(swift5_protocol_conformances);

#define FIND(name)                                                                                 \
    (lak_section) { __start_##name, (size_t)(__stop_##name - __start_##name) }

lak_section lak_plugin_records(void) { return FIND(linalgkit_plugins); }
lak_section lak_conformance_records(void) { return FIND(swift5_protocol_conformances); }

#endif

#if defined(__linux__)
#include <limits.h>
#include <link.h>
#include <sched.h>
#endif
#include <unistd.h>

#if defined(__linux__)

typedef struct {
    void (*body)(const lak_image *, void *);
    void *context;
} image_visit;

static int visit_image(struct dl_phdr_info *info, size_t size, void *argument) {
    (void)size;
    const image_visit *visit = argument;
    uintptr_t base = UINTPTR_MAX, end = 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type != PT_LOAD) continue;
        uintptr_t start = info->dlpi_addr + part->p_vaddr;
        if (start < base) base = start;
        if (part->p_flags & PF_X && start + part->p_memsz > end) end = start + part->p_memsz;
    }
    // The program itself has no name, and the kernel's own part no file.
    char program[PATH_MAX];
    const char *path = info->dlpi_name;
    if (path == NULL || path[0] == 0) {
        ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
        if (length <= 0) return 0;
        program[length] = 0;
        path = program;
    }
    if (path[0] != '/' || end <= base) return 0;
    lak_image image = {base, end, path};
    visit->body(&image, visit->context);
    return 0;
}

void lak_each_image(void (*body)(const lak_image *, void *), void *context) {
    image_visit visit = {body, context};
    dl_iterate_phdr(visit_image, &visit);
}

#else

void lak_each_image(void (*body)(const lak_image *, void *), void *context) {
    (void)body;
    (void)context;
}

#endif

_Thread_local lak_thread lak_thread_storage;

long lak_kernel_generation_storage;

long lak_processor_count(void) {
#if defined(__linux__)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? online : 1;
}
