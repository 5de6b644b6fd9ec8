// What Serialization needs from C: libarchive, and the few POSIX names that Swift cannot import
// because they are macros with casts, or hidden behind a feature macro.

#ifndef LINALGKIT_CARCHIVE_SHIM_H
#define LINALGKIT_CARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <xlocale.h>
#endif

/// A file without a name in `directory`, which vanishes unless it is linked; -1 and `errno` where
/// the system or the file system has no such thing.
static inline int carchive_open_unnamed(int directory, mode_t mode) {
#if defined(__O_TMPFILE)
    return openat(directory, ".", __O_TMPFILE | O_DIRECTORY | O_WRONLY | O_CLOEXEC, mode);
#else
    (void)directory;
    (void)mode;
    errno = ENOTSUP;
    return -1;
#endif
}

/// fsync, down to the medium where the system tells the two apart.
static inline int carchive_synchronize(int descriptor) {
#if defined(F_FULLFSYNC)
    if (fcntl(descriptor, F_FULLFSYNC) == 0) return 0;
    if (errno != ENOTSUP && errno != EINVAL && errno != ENOTTY) return -1;
#endif
    return fsync(descriptor);
}

/// A locale whose character type is UTF-8, whatever the process uses; NULL where there is none.
static inline locale_t carchive_new_utf8_locale(void) {
    static const char *const names[] = {"C.UTF-8", "C.utf8", "UTF-8", "en_US.UTF-8"};
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        locale_t locale = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
        if (locale != (locale_t)0) return locale;
    }
    return (locale_t)0;
}

#endif
