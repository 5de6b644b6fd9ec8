#ifndef LINALGKIT_COPENBLAS_H
#define LINALGKIT_COPENBLAS_H

#include <cblas.h>

#endif
