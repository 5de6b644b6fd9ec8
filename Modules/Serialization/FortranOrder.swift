/// Reads data in which the first index runs fastest, into memory in which the last one does.
enum FortranOrder {
    /// Fills `target` with the array of `shape`, whose elements of `width` bytes `source` has in
    /// Fortran order; `target` has room for exactly that.
    static func read(
        from source: some ByteSource, shape: [Int], width: Int,
        into target: UnsafeMutableRawBufferPointer
    ) throws {
        switch width {
        case 1: try read(from: source, shape: shape, into: target, as: UInt8.self)
        case 2: try read(from: source, shape: shape, into: target, as: UInt16.self)
        case 4: try read(from: source, shape: shape, into: target, as: UInt32.self)
        default: try read(from: source, shape: shape, into: target, as: UInt64.self)
        }
    }

    private static func read<Element: FixedWidthInteger>(
        from source: some ByteSource, shape: [Int], into target: UnsafeMutableRawBufferPointer,
        as type: Element.Type
    ) throws {
        try target.withMemoryRebound(to: type) { target in
            var scatter = FortranScatter(shape: shape)
            var piece = [Element](repeating: 0, count: min(target.count, 1 << 15))
            var rest = target.count
            while rest > 0 {
                let count = min(rest, piece.count)
                try piece.withUnsafeMutableBytes {
                    let bytes = $0[..<(count * MemoryLayout<Element>.size)]
                    try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes))
                }
                piece.withUnsafeBufferPointer {
                    scatter.place(UnsafeBufferPointer(rebasing: $0[..<count]), into: target)
                }
                rest -= count
            }
        }
    }
}

/// Puts elements that arrive in Fortran order where C order wants them.
///
/// The elements come in pieces, so that no second copy of the array is held.
private struct FortranScatter {
    private let shape: [Int]
    private let strides: [Int]
    /// The index of the next element; `offset` is where it goes, less its part along axis 0.
    private var index: [Int]
    private var offset = 0

    /// For an array of at least one element and one dimension.
    init(shape: [Int]) {
        self.shape = shape
        index = Array(repeating: 0, count: shape.count)
        var strides = index
        var step = 1
        for axis in shape.indices.reversed() {
            strides[axis] = step
            step *= shape[axis]
        }
        self.strides = strides
    }

    /// Places the next elements of the file; all pieces together hold as many as `target`.
    mutating func place<Element: FixedWidthInteger>(
        _ elements: UnsafeBufferPointer<Element>, into target: UnsafeMutableBufferPointer<Element>
    ) {
        var placed = 0
        while placed < elements.count {
            let run = min(shape[0] - index[0], elements.count - placed)
            var destination = offset + index[0] * strides[0]
            for element in elements[placed..<(placed + run)] {
                target[destination] = element
                destination += strides[0]
            }
            placed += run
            index[0] += run
            if index[0] == shape[0] { carry() }
        }
    }

    /// Moves to the next run along axis 0.
    private mutating func carry() {
        index[0] = 0
        for axis in shape.indices.dropFirst() {
            index[axis] += 1
            offset += strides[axis]
            if index[axis] < shape[axis] { return }
            offset -= strides[axis] * shape[axis]
            index[axis] = 0
        }
    }
}
