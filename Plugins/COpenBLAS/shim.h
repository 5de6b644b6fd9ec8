#ifndef LINALGKIT_COPENBLAS_H
#define LINALGKIT_COPENBLAS_H

#include <cblas.h>
#include <stddef.h>

// LAPACK's routines, in both precisions. Numbers are `void *`, so that one Swift function calls
// either. The lengths at the end are those of the texts, which Fortran passes out of sight.
#define LINALGKIT_LAPACK(name, ...) \
    void s##name(__VA_ARGS__); \
    void d##name(__VA_ARGS__)

LINALGKIT_LAPACK(getrf_, const blasint *m, const blasint *n, void *a, const blasint *lda,
                 blasint *pivots, blasint *info);
LINALGKIT_LAPACK(potrf_, const char *uplo, const blasint *n, void *a, const blasint *lda,
                 blasint *info, size_t uplo_length);
LINALGKIT_LAPACK(geqrf_, const blasint *m, const blasint *n, void *a, const blasint *lda, void *tau,
                 void *work, const blasint *lwork, blasint *info);
LINALGKIT_LAPACK(orgqr_, const blasint *m, const blasint *n, const blasint *k, void *a,
                 const blasint *lda, const void *tau, void *work, const blasint *lwork,
                 blasint *info);
LINALGKIT_LAPACK(syevd_, const char *jobz, const char *uplo, const blasint *n, void *a,
                 const blasint *lda, void *w, void *work, const blasint *lwork, blasint *iwork,
                 const blasint *liwork, blasint *info, size_t jobz_length, size_t uplo_length);
LINALGKIT_LAPACK(gesdd_, const char *jobz, const blasint *m, const blasint *n, void *a,
                 const blasint *lda, void *s, void *u, const blasint *ldu, void *vt,
                 const blasint *ldvt, void *work, const blasint *lwork, blasint *iwork,
                 blasint *info, size_t jobz_length);

#undef LINALGKIT_LAPACK

#endif
