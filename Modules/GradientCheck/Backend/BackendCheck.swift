import Kernels

/// Checks kernels of a backend against the portable loops, and throws unless all agree.
///
/// ```swift
/// import VectorCPU
///
/// @Test func agrees() throws { try checkBackend(VectorCPU.self) }
/// ```
/// Each kernel is called on all lengths with their tails, in place where its type allows it, with
/// gaps between rows where it has strides, on ordinary numbers, on such of all exponents, and on
/// NaN, infinities, zeros of both signs, denormals and extremes; its arrays lie at both ends of
/// guarded memory and off alignment, so that one byte read or written beside them is found.
/// Results lie within the bound that its type declares (``CheckableKernel/bound``), have the same
/// bits on 1, 2, 3 and 8 threads, and the loop is one that the operation of that name can use. Zeros
/// of both signs count as equal, and so does every NaN.
///
/// - Returns: The worst difference of each kernel, as a table.
/// - Throws: ``GradientCheckError`` listing all that is wrong; what the plugin's installation
///   throws.
@discardableResult
public func checkBackend(
    _ plugin: any Plugin.Type, options: BackendCheckOptions = BackendCheckOptions()
) throws -> BackendReport {
    try checkBackend(plugin.name, BackendKernel.all(of: plugin), options: options)
}

/// See `checkBackend(_:options:)`; for kernels that no plugin registers, such as those of an
/// instruction set that is not the machine's best.
@discardableResult
public func checkBackend(
    _ name: String, _ kernels: [BackendKernel],
    options: BackendCheckOptions = BackendCheckOptions()
) throws -> BackendReport {
    let report = try backendReport(name, kernels, options: options)
    guard report.passed else { throw GradientCheckError(name, report.failures) }
    return report
}

/// As `checkBackend`, but wrong kernels do not throw.
///
/// - Throws: `TensorError` when the system refuses guarded memory.
public func backendReport(
    _ name: String, _ kernels: [BackendKernel],
    options: BackendCheckOptions = BackendCheckOptions()
) throws -> BackendReport {
    let places = Catalogue.kernelPlaces()
    return try GuardedMemory.watching {
        // The portable loops of some operations call others by the table.
        try Runtime.withPortableKernels {
            BackendReport(
                name: name,
                kernels: try kernels.map { try kernelReport($0, places, options) })
        }
    }
}

/// What `checkBackend` does.
public struct BackendCheckOptions: Sendable {
    /// Names of kernels that no operation of the program asks for yet; others are findings, since
    /// a kernel under a wrong name is never used.
    public var unused: Set<String>
    /// Moves the random numbers.
    public var seed: Int

    public init(unused: Set<String> = [], seed: Int = 0) {
        self.unused = unused
        self.seed = seed
    }
}

private func kernelReport(
    _ kernel: BackendKernel, _ places: [String: any KernelPlace], _ options: BackendCheckOptions
) throws -> KernelReport {
    var report = KernelReport(kernel)
    guard let place = places[kernel.name] else {
        report.kind = "not in use"
        report.isUnused = true
        if !options.unused.contains(kernel.name) {
            report.fail("no operation of this program asks for a kernel of this name")
        }
        return report
    }
    guard let portable = place.portableLoop(kernel.dtype) else {
        report.fail("the operation does not work on \(kernel.dtype)")
        return report
    }
    guard type(of: portable) == type(of: kernel.implementation) else {
        report.fail(
            "expected a \(type(of: portable)), which the operation calls; got a "
                + "\(type(of: kernel.implementation))")
        return report
    }
    guard let checkable = kernel.implementation as? any CheckableKernel else {
        report.fail(
            "\(type(of: portable)) says nothing of how it is called; conform it to "
                + "CheckableKernel")
        return report
    }
    let data = KernelData(
        name: kernel.name, dtype: kernel.dtype, seed: options.seed, places: places)
    return try run(checkable, kernel, place, portable, data)
}

private func run<Loop: CheckableKernel>(
    _ kernel: Loop, _ entry: BackendKernel, _ place: any KernelPlace, _ portable: any Sendable,
    _ data: KernelData
) throws -> KernelReport {
    guard let portable = portable as? Loop else { preconditionFailure("types were compared") }
    var check = KernelCheck(kernel, place, entry, portable: portable)
    try check.run(data)
    return check.report
}
