// The data that come with the library, as the bytes of their files in Fixtures/Datasets.

#ifndef LINALGKIT_CDATASETS_H
#define LINALGKIT_CDATASETS_H

/// Handwritten digits: a line for each, its label, a colon, and 64 levels from a (0) to q (16).
const unsigned char *cdatasets_digits(void);
long cdatasets_digits_count(void);

/// Fisher's irises: comma-separated values with a header.
const unsigned char *cdatasets_iris(void);
long cdatasets_iris_count(void);

#endif
