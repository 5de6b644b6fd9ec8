import Kernels
import Testing

struct ShiftPlanInputGradientTests {
    /// Every element of the input belongs to one phase, and every element of the kernel to the
    /// phases that it reaches.
    @Test(arguments: ConvolutionCases.all.indices)
    func phasesCoverInputAndKernel(index: Int) {
        let (name, sizes) = ConvolutionCases.all[index]
        var counts = [Int](repeating: 0, count: sizes.height * sizes.width)
        var reached: [Int: Set<Int>] = [:]
        for phase in InputGradientPhase.all(sizes) {
            for row in 0..<phase.plan.rows {
                for column in 0..<phase.plan.columns {
                    let y = phase.first.row + row * sizes.strideHeight
                    let x = phase.first.column + column * sizes.strideWidth
                    #expect(y < sizes.height && x < sizes.width, "\(name)")
                    counts[y * sizes.width + x] += 1
                    reached[y * sizes.width + x] = Set(phase.elements)
                }
            }
            #expect(phase.plan.taps.count == phase.elements.count)
        }
        #expect(counts.allSatisfy { $0 == 1 }, "\(name)")
        for row in 0..<sizes.outputHeight {
            for tap in 0..<sizes.kernelHeight * sizes.kernelWidth {
                let (i, j) = (tap / sizes.kernelWidth, tap % sizes.kernelWidth)
                let y = row * sizes.strideHeight + i * sizes.dilationHeight - sizes.paddingHeight
                let x = j * sizes.dilationWidth - sizes.paddingWidth
                guard (0..<sizes.height).contains(y), (0..<sizes.width).contains(x) else {
                    continue
                }
                #expect(reached[y * sizes.width + x]?.contains(tap) == true, "\(name), tap \(tap)")
            }
        }
    }
}
