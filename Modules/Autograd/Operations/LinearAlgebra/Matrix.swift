import Kernels

/// A tensor of two dimensions as GEMM takes it: rows adjacent, or columns, without a copy.
struct Matrix: Sendable {
    private let tensor: Tensor
    private let isTransposed: Bool
    /// Elements from row to row of what the memory holds.
    private let leading: Int
    private let rows: Int
    private let columns: Int

    init(_ factor: Tensor) throws(TensorError) {
        var tensor = factor
        let (rows, columns) = (factor.size(0), factor.size(1))
        if factor.isContiguous {
            (isTransposed, leading) = (false, max(columns, 1))
        } else {
            let strides = factor.body.layout.strides
            if let step = Self.leading(strides[0], strides[1], rows: rows, columns: columns) {
                (isTransposed, leading) = (false, step)
            } else if let step = Self.leading(strides[1], strides[0], rows: columns, columns: rows)
            {
                (isTransposed, leading) = (true, step)
            } else {
                tensor = try factor.compact(operation: MatrixProduct.name)
                (isTransposed, leading) = (false, max(columns, 1))
            }
        }
        self.tensor = tensor
        (self.rows, self.columns) = (rows, columns)
    }

    private init(transposing other: Matrix) {
        tensor = other.tensor
        isTransposed = !other.isTransposed
        leading = other.leading
        (rows, columns) = (other.columns, other.rows)
    }

    /// The matrix with rows and columns exchanged.
    var transposed: Matrix { Matrix(transposing: self) }

    /// result = self · other, each row + bias if there is one, for contiguous tensors of the right
    /// sizes; each element through what it ends in.
    func times(
        _ other: Matrix, into result: Tensor, bias: Tensor? = nil,
        endingIn ending: ProductEnding? = nil
    ) {
        guard let kernel = GEMM.kernel(result.dtype) else {
            preconditionFailure("\(MatrixProduct.name): no kernel for \(result.dtype)")
        }
        guard result.count > 0 else { return }
        let call = GEMMCall(
            transposeA: isTransposed, transposeB: other.isTransposed, m: rows, n: other.columns,
            k: columns, a: tensor.body.pointer, lda: leading, b: other.tensor.body.pointer,
            ldb: other.leading, c: result.body.pointer, ldc: other.columns,
            bias: bias.map { UnsafeRawPointer($0.body.pointer) })
        kernel(call, dtype: result.dtype, rightIn: other.tensor.body.block, endingIn: ending)
        withExtendedLifetime((self, other, bias)) {}
    }

    /// The distance between rows whose elements are adjacent, nil when they are not.
    static func leading(_ outer: Int, _ inner: Int, rows: Int, columns: Int) -> Int? {
        guard inner == 1 || columns <= 1, outer >= columns || rows <= 1 else { return nil }
        return max(outer, columns, 1)
    }
}
