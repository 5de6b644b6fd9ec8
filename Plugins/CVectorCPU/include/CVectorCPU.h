// The vector kernels of the VectorCPU backend.
//
// Every kernel is written once (the .inc files) and compiled once per instruction set; `lak_table`
// lists the kernels of one level by name, kind and element type, and the caller casts `function`
// to the type of its kind.
//
// Contract of all kernels: pointers have the alignment of their element only; an output may be
// exactly equal to an input but never partly overlaps one; n may be 0; the result of an element
// does not depend on where the range that holds it begins or ends (random kernels: as long as
// ranges begin at multiples of 64 elements).
#ifndef LAK_C_VECTOR_CPU_H
#define LAK_C_VECTOR_CPU_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { LAK_F32 = 0, LAK_F64 = 1 } lak_dtype;
typedef enum { LAK_BASELINE = 0, LAK_AVX2 = 1, LAK_AVX512 = 2 } lak_level;
typedef enum {
    LAK_UNARY,
    LAK_BINARY,
    LAK_UNARY_GRADIENT,
    LAK_ROW_REDUCE,
    LAK_COLUMN_REDUCE,
    LAK_ROW_MAP,
    LAK_ROW_GRADIENT,
    LAK_STEP,
    LAK_RANDOM,
    LAK_DROPOUT,
    LAK_GEMM,
    LAK_GEMM_SMALL,
    LAK_SHIFT,
    LAK_WINOGRAD,
    LAK_WINOGRAD_GRADIENT,
    LAK_RECURRENT,
    LAK_RECURRENT_GRADIENT,
    LAK_ATTENTION,
    LAK_ATTENTION_GRADIENT,
    LAK_POOL,
    LAK_NORM
} lak_kind;

typedef struct {
    const char *name;
    lak_kind kind;
    lak_dtype dtype;
    void (*function)(void);
} lak_entry;

// The highest level that this processor and its operating system run.
lak_level lak_best_level(void);

// All kernels of one level; a level that was not compiled in has none.
size_t lak_table(lak_level level, const lak_entry **entries);

// out[i] = f(x[i]); p holds the options of the kernel and may be NULL when it has none.
typedef void (*lak_unary)(void *out, const void *x, size_t n, const double *p);

// out[i] = f(a[i], b[i]); mode 1: a is the one scalar a[0]; mode 2: b is the one scalar b[0].
typedef void (*lak_binary)(void *out, const void *a, const void *b, size_t n, int mode);

// dx[i] = g[i] * f'(x[i]); x is the input and y the output of the forward kernel. Whichever one
// the kernel does not need may be NULL.
typedef void (*lak_unary_gradient)(void *dx, const void *g, const void *x, const void *y, size_t n,
                                   const double *p);

// out[r] = the reduction of row r of x: [rows, columns].
typedef void (*lak_row_reduce)(void *out, const void *x, size_t rows, size_t columns);

// out[c] = the reduction over the rows of column c; row r begins at x + r * stride elements.
typedef void (*lak_column_reduce)(void *out, const void *x, size_t rows, size_t columns,
                                  size_t stride);

// out and x: [rows, columns], each row mapped by itself.
typedef void (*lak_row_map)(void *out, const void *x, size_t rows, size_t columns);

// dx, g, y: [rows, columns]; y is the output of the row map.
typedef void (*lak_row_gradient)(void *dx, const void *g, const void *y, size_t rows,
                                 size_t columns);

// One optimizer step in place on the parameter and its state; steps.inc lists state and p.
typedef void (*lak_step)(void *parameter, const void *gradient, void *const *state, size_t n,
                         const double *p);

// out[i] from word i of the Philox stream of `seed` that begins at block `offset`.
typedef void (*lak_random)(void *out, size_t n, uint64_t seed, uint64_t offset, const double *p);

// mask[i] = element kept ? 1 : 0; y[i] = x[i] * (kept ? p[1] : 0); p[0] is the drop probability.
typedef void (*lak_dropout)(void *y, uint8_t *mask, const void *x, size_t n, uint64_t seed,
                            uint64_t offset, const double *p);

// c = a b + beta c, or a b + biases: a(i, p) at i * a_row + p * a_inner, b(p, j) at p * b_inner +
// j * b_column. beta is 0 or 1, with a bias 0. c(i, j) is at i * c_line + j, and there is a bias for each
// column; or, by_columns, for LAK_GEMM_PACKED with beta 0 alone, at i + j * c_line, with one for each row.
typedef struct {
    size_t m, n, k;
    const void *a;
    size_t a_row, a_inner;
    const void *b;
    size_t b_inner, b_column;
    void *c;
    size_t c_line;
    int by_columns;
    double beta;
    const void *bias;
    // For the packed factors: lak_gemm_panel_count elements, of gemm itself for a block of columns,
    // and lak_gemm_scratch_count.
    void *panels;
    void *scratch;
} lak_gemm_call;
typedef void (*lak_gemm_small)(const lak_gemm_call *call);
// The parts work on panels of all columns: they pack rows first..<last of op(B), of adjacent elements,
// or columns first..<last, or work on columns first..<last of C. Columns are multiples of 16, or n.
typedef enum {
    LAK_GEMM_WHOLE,
    LAK_GEMM_PACK_ROWS,
    LAK_GEMM_PACK_COLUMNS,
    LAK_GEMM_PACKED
} lak_gemm_part;
typedef void (*lak_gemm)(const lak_gemm_call *call, lak_gemm_part part, size_t first, size_t last);

// How gemm cuts a product: bytes of a block's inner index, its columns and rows, and rows up to which B
// is not worth packing. Measured on processors with second caches of 512 and 1,024 KiB; others gain or
// lose little.
enum {
    LAK_GEMM_INNER_BYTES = 3200,
    LAK_GEMM_COLUMNS = 512,
    LAK_GEMM_ROWS = 120,
    LAK_GEMM_FEW_ROWS = 4,
};

// The longest block of the inner index.
static inline size_t lak_gemm_longest(size_t element_size) {
    return LAK_GEMM_INNER_BYTES / element_size;
}

// Blocks of the inner index: at least one, so that C is written when the index has no value.
static inline size_t lak_gemm_depths(size_t k, size_t element_size) {
    size_t most = lak_gemm_longest(element_size);
    return k == 0 ? 1 : (k + most - 1) / most;
}

// Columns of the panels of n columns.
static inline size_t lak_gemm_width(size_t n) { return (n + 15) / 16 * 16; }

// Elements of op(B) in panels.
static inline size_t lak_gemm_panel_count(size_t n, size_t k) { return lak_gemm_width(n) * k; }

// Whether rows of op(A) are copied: those that lie in the same few sets of the first cache, when there
// are columns enough to repay it.
static inline int lak_gemm_copies_rows(const lak_gemm_call *call, size_t element_size) {
    return call->a_inner == 1 && call->a_row * element_size % 4096 == 0 && call->n >= 64;
}

// Elements of a block of op(A), up to a whole line of the cache; 0 where it stays.
static inline size_t lak_gemm_block_count(const lak_gemm_call *call, size_t element_size) {
    if (call->a_inner == 1 && !lak_gemm_copies_rows(call, element_size)) return 0;
    size_t rows = call->m < LAK_GEMM_ROWS ? call->m : LAK_GEMM_ROWS;
    size_t most = lak_gemm_longest(element_size);
    return lak_gemm_width(rows * (call->k < most ? call->k : most));
}

// That, and the sums of a block of rows where C goes by columns.
static inline size_t lak_gemm_scratch_count(const lak_gemm_call *call, size_t element_size) {
    size_t rows = call->m < LAK_GEMM_ROWS ? call->m : LAK_GEMM_ROWS;
    return lak_gemm_block_count(call, element_size)
        + (call->by_columns ? rows * lak_gemm_width(call->n) : 0);
}

// Convolution by kernels of 3 × 3, step 1 or 2, and the gradient of the kernels; see winograd.inc and
// winograd_gradient.inc.
// x [images, inputs, height, width], y [images, outputs, rows, columns], kernels of 9 adjacent
// elements, read backwards if turned, weight 16 × [outputs, inputs].
typedef struct {
    size_t images, inputs, outputs, height, width, rows, columns, step, padding_y, padding_x;
    const void *x, *bias;
    void *y;
    const void *kernel;
    size_t kernel_output, kernel_input;
    int is_turned;
    void *weight;
    // For some vectors of tiles: lak_winograd_scratch_count elements, or those of the gradient.
    void *scratch;
    // Of the gradient, y being that of the output: lak_winograd_sum_count elements for each part, and
    // what they come to, [outputs, inputs, 3, 3].
    void *sums;
    size_t parts;
    void *kernel_gradient;
} lak_winograd_call;
// The kernels of outputs first..<last to weight, or the tiles of vectors first..<last, at most
// LAK_WINOGRAD_PANELS of them, to y.
typedef enum { LAK_WINOGRAD_KERNELS, LAK_WINOGRAD_TILES } lak_winograd_part;
typedef int (*lak_winograd)(const lak_winograd_call *call, lak_winograd_part part, size_t first,
                            size_t last);
// Vectors first..<last of tiles to the sums of one part, or the sums of all parts to the gradient of
// outputs first..<last.
typedef enum { LAK_WINOGRAD_SUMS, LAK_WINOGRAD_FINISH } lak_winograd_gradient_part;
typedef int (*lak_winograd_gradient)(const lak_winograd_call *call, lak_winograd_gradient_part part,
                                     size_t first, size_t last);
enum { LAK_WINOGRAD_PANELS = 8 };

// Segments of four tiles side by side, and vectors of `lanes` tiles that hold all segments.
static inline size_t lak_winograd_across(const lak_winograd_call *call) {
    return (call->columns + 7) / 8;
}
static inline size_t lak_winograd_vectors(const lak_winograd_call *call, size_t lanes) {
    size_t segments = call->images * ((call->rows + 1) / 2) * lak_winograd_across(call);
    return (4 * segments + lanes - 1) / lanes;
}
// Places of a transformed tile.
static inline size_t lak_winograd_places(const lak_winograd_call *call) {
    return (3 + call->step) * (3 + call->step);
}
static inline size_t lak_winograd_scratch_count(const lak_winograd_call *call, size_t vectors,
                                                size_t lanes) {
    return lak_winograd_places(call) * lanes * (vectors * (call->inputs + call->outputs) + 2);
}
// Inputs up to a whole vector, and elements from the sums of one of the 16 places to the next: one vector
// more than they are, so that those of a kernel do not fall into one set of a cache.
static inline size_t lak_winograd_width(const lak_winograd_call *call, size_t lanes) {
    return (call->inputs + lanes - 1) / lanes * lanes;
}
static inline size_t lak_winograd_sums_apart(const lak_winograd_call *call, size_t lanes) {
    return call->outputs * lak_winograd_width(call, lanes) + lanes;
}
// Elements of the sums of one part.
static inline size_t lak_winograd_sum_count(const lak_winograd_call *call, size_t lanes) {
    return 16 * lak_winograd_sums_apart(call, lanes);
}
// Vectors that the gradient works on at a time, so that they stay in the second cache.
static inline size_t lak_winograd_gradient_panels(const lak_winograd_call *call) {
    return LAK_WINOGRAD_PANELS / call->step;
}
static inline size_t lak_winograd_gradient_scratch_count(const lak_winograd_call *call,
                                                         size_t lanes) {
    size_t channels = lak_winograd_width(call, lanes) + call->outputs;
    return lak_winograd_places(call) * lanes
           * (lak_winograd_gradient_panels(call) * channels + lanes + 3);
}

// combine    out[r][n] = (accumulates ? out[r][n] : bias ? bias[r] : 0)
//                        + sum over p of w[r][p] x[n / line * line_step + n % line + shift[p]]
// correlate  out[p][r] = (accumulates ? out[p][r] : 0) + sum over n of w[r][n] x[n + shift[p]]
// with r below rows, p below k, n below n, a multiple of line, itself at least 16 and, where out
// accumulates, a multiple of it; see shift.inc.
typedef struct {
    size_t rows, k, n;
    size_t line, line_step;
    const void *w;
    size_t w_row;
    const void *x;
    const int32_t *shift;
    const void *bias;
    void *out;
    size_t out_row;
    int accumulates;
} lak_shift_call;
typedef void (*lak_shift)(const lak_shift_call *call);

// Rows of elements, `stride` apart; p may be NULL where a kernel does not look.
typedef struct {
    void *p;
    size_t stride;
} lak_rows;

// A step of a recurrent layer: gates in and out, `recurrent` (GRU) and `previous` in, the others
// out; `state` gets the output again, or is NULL. The output of the plain cells may be the gates, the
// state `previous`; no others overlap. Rows of soon_count elements are asked for, to be read later.
typedef struct {
    size_t rows, hidden;
    lak_rows gates, recurrent, previous, more, output, state, soon;
    size_t soon_count;
} lak_recurrent_call;
typedef void (*lak_recurrent)(const lak_recurrent_call *call);

// Its gradient: state (GRU) and cell (LSTM) in and out, the two gradients out, upstream may be NULL.
typedef struct {
    size_t rows, hidden;
    lak_rows gates, previous, more, upstream, state, cell, gate_gradient, recurrent_gradient;
} lak_recurrent_gradient_call;
typedef void (*lak_recurrent_gradient)(const lak_recurrent_gradient_call *call);

// A block of attention scores [rows, columns], q k in and exponentials out, with the rows' largest
// scores and sums so far, and the output [rows, width] that is scaled anew. With is_causal row r
// sees the first first_seen + r columns.
typedef struct {
    size_t rows, columns;
    lak_rows scores, mask;
    double scale;
    int is_causal;
    ptrdiff_t first_seen;
    void *largest, *sums;
    lak_rows output;
    size_t width;
} lak_attention_call;
typedef void (*lak_attention)(const lak_attention_call *call);

// Its gradient: scores become the softmax times the factors (NULL: 1), slopes their gradient.
typedef struct {
    size_t rows, columns;
    lak_rows scores, slopes, mask, factors;
    double scale;
    int is_causal;
    ptrdiff_t first_seen;
    const void *largest, *inverse_sums, *products;
} lak_attention_gradient_call;
typedef void (*lak_attention_gradient)(const lak_attention_gradient_call *call);

// Pooling of planes [height, width] by windows of 2 x 2 side by side, [rows, columns] of them, with
// 2 rows <= height and 2 columns <= width. Positions are row * width + column.
//
// halve     y = the maxima of x, positions = where they are
// unhalve   dx = g at the positions, 0 elsewhere
typedef struct {
    size_t planes, height, width, rows, columns;
    const void *x;
    void *y;
    int32_t *positions;
    const void *g;
    void *dx;
} lak_pool_call;
typedef void (*lak_pool)(const lak_pool_call *call);

// Normalisation of channels first up to last of [images, channels, spatial] (batchNorm), or of the
// rows of [images, spatial] (layerNorm). Weights, biases and gradients that are NULL are 1, 0 and not
// wanted. Mean and inverse, 1 / sqrt(variance + eps), are inputs of the gradients.
typedef struct {
    size_t images, channels, spatial, first, last;
    double eps;
    void *y, *mean, *variance, *inverse;
    const void *x, *weight, *bias;
    const void *g;
    void *dx, *dw, *db;
} lak_norm_call;
typedef void (*lak_norm)(const lak_norm_call *call);

#ifdef __cplusplus
}
#endif

#endif
