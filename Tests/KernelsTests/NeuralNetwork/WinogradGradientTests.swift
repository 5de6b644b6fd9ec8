import Synchronization
import Testing

import Kernels

struct WinogradGradientTests {
    private static let sizes = ConvolutionSizes(
        images: 2, channels: 3, outputChannels: 2, size: (4, 5), kernel: (3, 3), output: (4, 5),
        stride: (1, 1), padding: (1, 1), dilation: (1, 1), groups: 1)

    private static let sizesOfStepTwo = ConvolutionSizes(
        images: 2, channels: 3, outputChannels: 2, size: (4, 5), kernel: (3, 3), output: (2, 3),
        stride: (2, 2), padding: (1, 1), dilation: (1, 1), groups: 1)

    /// x [2, 3, 4, 5], the gradient of y [2, 2, 4, 5], or with step 2 [2, 2, 2, 3], and that of the
    /// kernels [2, 3, 3, 3].
    private func withCall<Result>(
        _ sizes: ConvolutionSizes = sizes, _ body: (WinogradGradientCall) throws -> Result
    ) rethrows -> (result: Result, gradient: [Double]) {
        let x = (0..<120).map { Double($0 % 13) - 6 }
        let upstream = (0..<80).map { Double($0 % 7) - 3 }
        var gradient = [Double](repeating: .nan, count: 54)
        let result = try x.withUnsafeBytes { x in
            try upstream.withUnsafeBytes { upstream in
                try gradient.withUnsafeMutableBytes { gradient in
                    try body(
                        WinogradGradientCall(
                            sizes, x: x.baseAddress.unsafelyUnwrapped,
                            upstream: upstream.baseAddress.unsafelyUnwrapped,
                            gradient: gradient.baseAddress.unsafelyUnwrapped))
                }
            }
        }
        return (result, gradient)
    }

    @Test(arguments: [1, 2]) func portableSumsAreTheDefinition(step: Int) throws {
        let kernel = try #require(WinogradGradient.kernel.reference(.float64))
        let sizes = step == 1 ? Self.sizes : Self.sizesOfStepTwo
        let (_, gradient) = try withCall(sizes) { call in
            let plan = kernel.plan(call.sizes)
            #expect(plan.units == 2)
            let sums = try #require(Storage.allocate(byteCount: 2 * plan.sumBytes))
            for unit in 0..<2 {
                let target = sums.pointer + unit * plan.sumBytes
                #expect(kernel.add(call, unit..<unit + 1, target))
            }
            #expect(kernel.finish(call, 0..<1, sums.pointer, 2))
            #expect(kernel.finish(call, 1..<2, sums.pointer, 2))
        }
        for index in 0..<54 {
            let (output, input) = (index / 27, index / 9 % 3)
            var sum = 0.0
            let (rows, columns) = (sizes.outputHeight, sizes.outputWidth)
            for place in 0..<2 * rows * columns {
                let image = place / (rows * columns)
                let (row, column) = (place / columns % rows, place % columns)
                let (i, j) = (step * row + index / 3 % 3 - 1, step * column + index % 3 - 1)
                guard (0..<4).contains(i), (0..<5).contains(j) else { continue }
                let slope = ((image * 2 + output) * rows + row) * columns + column
                let element = ((image * 3 + input) * 4 + i) * 5 + j
                sum += (Double(slope % 7) - 3) * (Double(element % 13) - 6)
            }
            #expect(gradient[index] == sum, "element \(index)")
        }
    }

    @Test func portableSumsAreNeverChosen() {
        let (ran, gradient) = withCall { WinogradGradient.run($0, .float64) }
        #expect(!ran && gradient.allSatisfy(\.isNaN))
    }

    private func run(
        _ sizes: ConvolutionSizes = sizes, fewestChannels: Int = 2, failingPart: Int? = nil,
        failingOutput: Int? = nil
    ) -> (ran: Bool, units: Int, outputs: Int) {
        let units = Atomic(0)
        let outputs = Atomic(0)
        let kernel = WinogradGradient(
            fewestChannels: fewestChannels,
            plan: { _ in WinogradGradient.Plan(sumBytes: 8, units: 5) },
            add: { _, range, sums in
                for unit in range { units.add(1 << (8 * unit), ordering: .relaxed) }
                sums.storeBytes(of: range.lowerBound, as: Int.self)
                return failingPart.map { !range.contains($0) } ?? true
            },
            finish: { _, range, sums, parts in
                for output in range { outputs.add(1 << (8 * output), ordering: .relaxed) }
                let starts = (0..<parts).map { sums.load(fromByteOffset: 8 * $0, as: Int.self) }
                return starts == [0, 1, 2, 3] && failingOutput.map { !range.contains($0) } ?? true
            })
        let table = KernelTable([
            KernelTable.Key("conv2d.winograd.gradient", .float64): kernel
        ])
        let ran = KernelTable.withTable(table) {
            withCall(sizes) { WinogradGradient.run($0, .float64) }.result
        }
        return (ran, units.load(ordering: .relaxed), outputs.load(ordering: .relaxed))
    }

    @Test("every unit is added up once and every output finished; one that fails fails the call")
    func unitsAndOutputs() {
        #expect(run() == (true, 0x01_0101_0101, 0x0101))
        #expect(run(failingPart: 3) == (false, 0x01_0101_0101, 0))
        #expect(run(failingOutput: 1) == (false, 0x01_0101_0101, 0x0101))
    }

    @Test func fewChannelsAndOtherKernelsAreNotMeant() {
        #expect(run(fewestChannels: 3) == (false, 0, 0))
        var sizes = Self.sizes
        sizes.strideWidth = 2
        #expect(run(sizes) == (false, 0, 0))
    }

    @Test func partsFollowFromTheSizes() {
        func count(_ units: Int, bytes: Int = 8) -> Int? {
            WinogradGradient.parts(WinogradGradient.Plan(sumBytes: bytes, units: units))?.count
        }
        #expect(count(0) == nil && count(1) == 1 && count(3) == 3 && count(31) == 4)
        #expect(count(64) == 8 && count(1000) == 16)
        #expect(count(1000, bytes: 2 << 20) == 8 && count(1000, bytes: 4 << 20) == 4)
        #expect(count(1000, bytes: (4 << 20) + 1) == nil, "sums too large for four parts")
    }
}
