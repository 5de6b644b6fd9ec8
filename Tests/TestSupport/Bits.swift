package import TensorCore

/// The bytes of a tensor's elements in C order.
package func bytes(of tensor: Tensor) throws -> [UInt8] {
    try tensor.withUnsafeBytes { Array($0) }
}

/// What a tensor is, for comparisons bit by bit.
package struct Bits: Equatable {
    package var dtype: DType
    package var shape: [Int]
    package var bytes: [UInt8]

    package init(dtype: DType, shape: [Int], bytes: [UInt8]) {
        self.dtype = dtype
        self.shape = shape
        self.bytes = bytes
    }

    package init(_ tensor: Tensor) throws {
        dtype = tensor.dtype
        shape = Array(tensor.shape)
        bytes = try TestSupport.bytes(of: tensor)
    }
}

/// Whether both dictionaries have the same names, in the same order, and the same bits.
package func areIdentical(_ left: StateDictionary, _ right: StateDictionary) throws -> Bool {
    guard left.count == right.count else { return false }
    return try zip(left, right).allSatisfy { left, right in
        // Not `==` on strings, which takes two spellings of one letter for the same.
        try left.name.utf8.elementsEqual(right.name.utf8)
            && Bits(left.tensor) == Bits(right.tensor)
    }
}
