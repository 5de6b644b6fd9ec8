import Synchronization
import Testing

import Kernels

struct WinogradTests {
    /// x [2, 3, 4, 5], kernels [2, 3, 3, 3] and y [2, 2, 4, 5], or with step 2 [2, 2, 2, 3], with
    /// padding of one.
    private func withCall<Result>(
        isTurned: Bool = false, step: Int = 1, _ body: (WinogradCall) throws -> Result
    ) rethrows -> (result: Result, y: [Double]) {
        let x = (0..<120).map { Double($0 % 13) - 6 }
        let kernels = (0..<54).map { Double($0 % 7) - 3 }
        let output = step == 1 ? (4, 5) : (2, 3)
        var y = [Double](repeating: .nan, count: 4 * output.0 * output.1)
        let result = try x.withUnsafeBytes { x in
            try kernels.withUnsafeBytes { kernels in
                try y.withUnsafeMutableBytes { y in
                    try body(
                        WinogradCall(
                            images: 2, inputs: 3, outputs: 2, size: (4, 5), output: output,
                            step: step, padding: (1, 1), x: x.baseAddress.unsafelyUnwrapped,
                            kernels: kernels.baseAddress.unsafelyUnwrapped, kernelOutput: 27,
                            kernelInput: 9, isTurned: isTurned, bias: nil,
                            y: y.baseAddress.unsafelyUnwrapped))
                }
            }
        }
        return (result, y)
    }

    @Test(arguments: [false, true], [1, 2])
    func portableSumsAreTheDefinition(_ isTurned: Bool, step: Int) throws {
        let kernel = try #require(Winograd.kernel.reference(.float64))
        let (_, y) = withCall(isTurned: isTurned, step: step) { call in
            for unit in 0..<kernel.plan(call).units {
                #expect(kernel.run(call, unit, call.kernels))
            }
        }
        let (rows, columns) = step == 1 ? (4, 5) : (2, 3)
        for index in y.indices {
            let (image, output) = (index / (2 * rows * columns), index / (rows * columns) % 2)
            let (row, column) = (index / columns % rows, index % columns)
            var sum = 0.0
            for term in 0..<27 {
                let input = term / 9
                let (i, j) = (step * row + term / 3 % 3 - 1, step * column + term % 3 - 1)
                guard (0..<4).contains(i), (0..<5).contains(j) else { continue }
                let tap = isTurned ? 8 - term % 9 : term % 9
                let weight = Double((output * 27 + input * 9 + tap) % 7) - 3
                let place = ((image * 3 + input) * 4 + i) * 5 + j
                sum += weight * (Double(place % 13) - 6)
            }
            #expect(y[index] == sum, "element \(index)")
        }
    }

    @Test func portableSumsAreNeverChosen() {
        let (ran, y) = withCall { Winograd.run($0, .float64) }
        #expect(!ran && y.allSatisfy(\.isNaN))
    }

    @Test("every unit is run with the transformed kernels; one that fails fails the call")
    func unitsAndKernels() throws {
        let units = Atomic(0)
        func kernel(failing unit: Int?) -> Winograd {
            Winograd(
                fewestChannels: 2, plan: { _ in Winograd.Plan(weightBytes: 2, units: 5) },
                transform: { _, outputs, weight in
                    for output in outputs {
                        weight.storeBytes(of: 7, toByteOffset: output, as: UInt8.self)
                    }
                },
                run: { _, index, weight in
                    units.add(1 << (8 * index), ordering: .relaxed)
                    return index != unit
                        && weight.load(as: UInt8.self) == 7
                        && weight.load(fromByteOffset: 1, as: UInt8.self) == 7
                })
        }
        for (unit, isWhole) in [(nil, true), (3, false)] as [(Int?, Bool)] {
            units.store(0, ordering: .relaxed)
            let table = KernelTable([
                KernelTable.Key("conv2d.winograd", .float64): kernel(failing: unit)
            ])
            let ran = KernelTable.withTable(table) {
                withCall { Winograd.run($0, .float64) }.result
            }
            #expect(ran == isWhole && units.load(ordering: .relaxed) == 0x01_0101_0101)
        }
    }

    @Test func onlyThreeByThreeOfTheStepIsMeant() {
        func sizes(
            kernel: Int = 3, stride: Int = 1, padding: Int = 1, dilation: Int = 1, groups: Int = 1
        ) -> ConvolutionSizes {
            ConvolutionSizes(
                images: 1, channels: 4, outputChannels: 4, size: (9, 9), kernel: (kernel, kernel),
                output: (9, 9), stride: (stride, stride), padding: (padding, padding),
                dilation: (dilation, dilation), groups: groups)
        }
        #expect(sizes().isThreeByThree(steps: 1...1))
        #expect(sizes(padding: 2).isThreeByThree(steps: 1...2))
        #expect(sizes(stride: 2).isThreeByThree(steps: 1...2))
        let others = [
            sizes(kernel: 2), sizes(stride: 2), sizes(padding: 3), sizes(dilation: 2),
            sizes(groups: 2),
        ]
        #expect(others.allSatisfy { !$0.isThreeByThree(steps: 1...1) })
    }
}
