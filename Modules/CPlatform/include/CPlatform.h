#ifndef LINALGKIT_CPLATFORM_H
#define LINALGKIT_CPLATFORM_H

#include <stddef.h>

/// A section of the running program's image: its first byte (NULL when there is none) and size.
typedef struct {
    const void *start;
    size_t byte_count;
} lak_section;

/// The records that plugins leave by being linked: C functions without arguments or results.
lak_section lak_plugin_records(void);

/// Swift's protocol conformance records: relative 32-bit offsets, see ABI/TypeMetadata.rst.
lak_section lak_conformance_records(void);

/// Processors that this process may run on.
long lak_processor_count(void);

#endif
