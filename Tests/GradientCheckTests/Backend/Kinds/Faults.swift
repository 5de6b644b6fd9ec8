import GradientCheck
import Kernels
import Testing

/// What is wrong with a kernel, in a word, and the kernel made of the portable loop.
typealias Fault<Loop> = (what: String, change: (Loop) -> Loop)

/// Expects the check of backends to accept the portable loop of a name and to see each fault.
func expectSeen<Loop: CheckableKernel>(
    _ name: String, _ faults: [Fault<Loop>], sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let place = try #require(Catalogue.kernelPlaces()[name])
    let loop = try #require(place.portableLoop(.float64) as? Loop)
    func report(_ loop: Loop) throws -> KernelReport {
        try backendReport("test", [BackendKernel(name, .float64, loop)]).kernels[0]
    }
    let right = try report(loop)
    #expect(right.passed, "\(right.failures)", sourceLocation: sourceLocation)
    #expect(right.kind == Loop.kind && right.callCount > 20, sourceLocation: sourceLocation)
    for fault in faults {
        let found = try report(fault.change(loop))
        #expect(!found.passed, "\(name): \(fault.what) is not seen", sourceLocation: sourceLocation)
    }
}

extension UnsafeMutableRawPointer {
    /// Makes a number wrong by a thousandth, and by as much more where it is small.
    func spoil(_ index: Int) {
        let element = assumingMemoryBound(to: Double.self) + index
        element.pointee += max(1, element.pointee.magnitude) / 1000
    }
}
