public import Kernels

/// A type of kernel that `checkBackend` can call: it says with what.
///
/// All types of this package conform. A package with an operation that needs a loop of another type
/// makes that type conform, and backends for it are checked like any other.
public protocol CheckableKernel: Sendable {
    /// What kernels of this type do, for reports.
    static var kind: String { get }
    /// How far results may lie from the portable loop's; a call may have a bound of its own.
    static var bound: KernelBound { get }
    /// Whether the portable loop in `float64` may stand in for the one in `float32`, as more exact;
    /// true by default. False for random numbers, which are others in each type.
    static var isRefinedByDouble: Bool { get }
    /// The calls to make: all lengths with their tails, strides, and numbers that are special.
    static func calls(_ data: KernelData) -> [KernelCall<Self>]
}

extension CheckableKernel {
    public static var isRefinedByDouble: Bool { true }
}

/// A call of a kernel on given arrays.
public struct KernelCall<Loop: CheckableKernel> {
    /// What the call is about: `17 elements, NaN`.
    public let label: String
    /// The arrays, in the order in which `run` gets them.
    public let arguments: [KernelArgument]
    /// Which outputs may be the same memory as which inputs, by their places among the arguments.
    public let aliases: [(output: Int, input: Int)]
    /// The bound, where it is not that of all kernels of the type.
    public let bound: KernelBound?
    /// Calls the kernel with the arrays.
    public let run: @Sendable (Loop, KernelArrays) -> Void

    public init(
        _ label: String, _ arguments: [KernelArgument],
        aliases: [(output: Int, input: Int)] = [], bound: KernelBound? = nil,
        run: @escaping @Sendable (Loop, KernelArrays) -> Void
    ) {
        self.label = label
        self.arguments = arguments
        self.aliases = aliases
        self.bound = bound
        self.run = run
    }
}

/// The arrays of a call, in memory.
public struct KernelArrays: @unchecked Sendable {
    // `@unchecked`: whoever makes them holds the memory while the call runs.

    let addresses: [UnsafeMutableRawPointer]
    /// The type that the loop works in.
    public let dtype: DType

    init(_ addresses: [UnsafeMutableRawPointer], _ dtype: DType) {
        self.addresses = addresses
        self.dtype = dtype
    }

    /// The address of an argument.
    public subscript(index: Int) -> UnsafeMutableRawPointer { addresses[index] }

    /// An argument of the loop's type as an array in C order.
    public func view(_ index: Int, _ shape: Shape) -> ArrayView {
        ArrayView(pointer: addresses[index], shape: shape, dtype: dtype)
    }
}

/// One array of a kernel's call.
public struct KernelArgument: Sendable {
    /// What a kernel does with an array.
    public enum Access: Sendable {
        /// It is read.
        case input
        /// All of it is written.
        case output
        /// It is changed in place; what is not to be changed stays.
        case inOut
    }

    /// What the kernel does with it.
    public let access: Access
    /// The type of the elements; nil is the kernel's own.
    public let dtype: DType?
    /// How many there are.
    public let count: Int
    /// What they are at first.
    public let values: [Double]
    /// Whether the results' bound counts what they change when this array moves by its last places.
    public let isNudged: Bool
    /// For each element of an output, the size that its error is measured against, if larger than
    /// the element itself; empty where there is no such size.
    public let scale: [Double]

    /// An array that is read.
    ///
    /// - Parameter isNudged: For elementwise kernels, whose result at a place depends on the inputs
    ///   at that place only.
    public static func input(
        _ values: [Double], _ dtype: DType? = nil, isNudged: Bool = false
    ) -> KernelArgument {
        KernelArgument(
            access: .input, dtype: dtype, count: values.count, values: values, isNudged: isNudged,
            scale: [])
    }

    /// An array that is written.
    public static func output(
        _ count: Int, _ dtype: DType? = nil, scale: [Double] = []
    ) -> KernelArgument {
        KernelArgument(
            access: .output, dtype: dtype, count: count, values: [], isNudged: false, scale: scale)
    }

    /// An array that is changed in place.
    public static func inOut(
        _ values: [Double], _ dtype: DType? = nil, scale: [Double] = []
    ) -> KernelArgument {
        KernelArgument(
            access: .inOut, dtype: dtype, count: values.count, values: values, isNudged: false,
            scale: scale)
    }
}
