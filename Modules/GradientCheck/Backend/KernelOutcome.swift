import Kernels

/// What a call of a kernel leaves in the arrays that it writes.
struct KernelOutcome {
    /// For each array that is written, in order, its elements as numbers.
    var numbers: [[Double]] = []
    /// The same as bytes.
    var bytes: [[UInt8]] = []
}

extension KernelCall {
    /// The arrays that the kernel writes, by their places among the arguments.
    var written: [Int] { arguments.indices.filter { arguments[$0].access != .input } }

    /// The type of an argument's elements for a kernel of `dtype`.
    func dtype(_ index: Int, _ dtype: DType) -> DType { arguments[index].dtype ?? dtype }

    /// Calls a loop that is trusted, on memory of its own.
    ///
    /// - Parameters:
    ///   - dtype: The type that the loop works in.
    ///   - source: The type that the numbers are rounded to first.
    ///   - nudged: An argument whose numbers are moved by one place, and the direction.
    func outcome(
        of loop: Loop, _ dtype: DType, roundedTo source: DType,
        nudged: (index: Int, up: Bool)? = nil
    ) -> KernelOutcome {
        let arrays = PlainArrays(self, dtype)
        for (index, argument) in arguments.enumerated() where argument.access != .output {
            var values =
                argument.dtype == nil
                ? ElementCoding.rounded(argument.values, source) : argument.values
            if let nudged, nudged.index == index {
                values = values.map { Difference.nudged($0, up: nudged.up, source) }
            }
            ElementCoding.write(values, to: arrays.addresses[index], self.dtype(index, dtype))
        }
        run(loop, KernelArrays(arrays.addresses, dtype))
        return outcome(arrays.addresses, dtype)
    }

    /// What lies in the arrays that are written.
    func outcome(_ addresses: [UnsafeMutableRawPointer], _ dtype: DType) -> KernelOutcome {
        var outcome = KernelOutcome()
        for index in written {
            let (count, type) = (arguments[index].count, self.dtype(index, dtype))
            outcome.numbers.append(ElementCoding.read(addresses[index], count, type))
            outcome.bytes.append(bytes(index, addresses, dtype))
        }
        return outcome
    }

    /// The bytes of an argument.
    func bytes(
        _ index: Int, _ addresses: [UnsafeMutableRawPointer], _ dtype: DType
    ) -> [UInt8] {
        let byteCount = arguments[index].count * self.dtype(index, dtype).byteCount
        // Each address holds `count` elements of the argument's type.
        return Array(UnsafeRawBufferPointer(start: addresses[index], count: byteCount))
    }
}

/// Memory for the arrays of a call, released with this object.
final class PlainArrays: @unchecked Sendable {
    // `@unchecked`: made and read by one thread; kernels on other threads work on whole objects.

    let addresses: [UnsafeMutableRawPointer]

    init<Loop>(_ call: KernelCall<Loop>, _ dtype: DType) {
        addresses = call.arguments.indices.map { index in
            let byteCount = call.arguments[index].count * call.dtype(index, dtype).byteCount
            let address = UnsafeMutableRawPointer.allocate(
                byteCount: max(byteCount, 1), alignment: 64)
            address.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
            return address
        }
    }

    deinit { for address in addresses { address.deallocate() } }
}
