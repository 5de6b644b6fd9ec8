import Kernels
import TestSupport
import Testing

/// The arrays of a convolution, of whole numbers so small that all sums are exact in `float32`.
struct ConvolutionArrays<T: Element> {
    let sizes: ConvolutionSizes
    let x, weight, bias, g: Guarded<T>

    init(_ sizes: ConvolutionSizes) {
        self.sizes = sizes
        var random = SplitMix(state: 1)
        func block(_ shape: Shape) -> Guarded<T> {
            Guarded(
                (0..<shape.elementCount).map { _ in
                    T(Double(Int.random(in: -3...3, using: &random)))
                }, shape)
        }
        x = block([sizes.images, sizes.channels, sizes.height, sizes.width])
        weight = block([
            sizes.outputChannels, sizes.channels / sizes.groups, sizes.kernelHeight,
            sizes.kernelWidth,
        ])
        bias = block([sizes.outputChannels])
        g = block([sizes.images, sizes.outputChannels, sizes.outputHeight, sizes.outputWidth])
    }

    /// Calls `body` with the indices of each product's output, input and weight.
    @inline(__always)
    func forEachProduct(_ body: (Int, Int, Int) -> Void) {
        let s = sizes
        let (groupChannels, groupOutputs) = (s.channels / s.groups, s.outputChannels / s.groups)
        var output = 0
        for n in 0..<s.images {
            for o in 0..<s.outputChannels {
                let first = n * s.channels + o / groupOutputs * groupChannels
                for row in 0..<s.outputHeight {
                    for column in 0..<s.outputWidth {
                        for c in 0..<groupChannels {
                            let kernel = (o * groupChannels + c) * s.kernelHeight * s.kernelWidth
                            for tap in 0..<s.kernelHeight * s.kernelWidth {
                                let (i, j) = (tap / s.kernelWidth, tap % s.kernelWidth)
                                let y =
                                    row * s.strideHeight + i * s.dilationHeight - s.paddingHeight
                                let x =
                                    column * s.strideWidth + j * s.dilationWidth - s.paddingWidth
                                guard y >= 0, y < s.height, x >= 0, x < s.width else { continue }
                                body(
                                    output, ((first + c) * s.height + y) * s.width + x,
                                    kernel + tap)
                            }
                        }
                        output += 1
                    }
                }
            }
        }
    }
}

struct ConvolutionTests {
    private func check<T: Element>(_: T.Type, _ index: Int) {
        let (name, sizes) = ConvolutionCases.all[index]
        let arrays = ConvolutionArrays<T>(sizes)
        let (x, weight) = (arrays.x.values, arrays.weight.values)
        var sums = [Double](repeating: 0, count: arrays.g.count)
        arrays.forEachProduct { output, i, j in sums[output] += x[i] * weight[j] }
        let plane = sizes.outputHeight * sizes.outputWidth
        let biases = arrays.bias.values
        onEveryTable { table in
            for hasBias in [false, true] {
                let y = Guarded<T>(shape: arrays.g.shape)
                #expect(
                    Convolution.forward(
                        y.view, arrays.x.view, arrays.weight.view,
                        bias: hasBias ? arrays.bias.view : nil, sizes))
                let expected = sums.enumerated().map { i, sum in
                    hasBias ? sum + biases[i / plane % sizes.outputChannels] : sum
                }
                #expect(y.values == expected, "\(table) \(T.self) \(name), bias \(hasBias)")
                #expect(y.isIntact)
            }
        }
    }

    @Test(arguments: ConvolutionCases.all.indices)
    func agreesWithALoop(index: Int) {
        check(Float.self, index)
        check(Double.self, index)
    }

    /// Padding is 0 and not 0 · ∞: an infinity reaches only the windows that meet it.
    @Test func infinitiesReachTheirWindowsAlone() {
        let sizes = ConvolutionCases.sizes(1, 1, 1, (3, 3), kernel: (1, 2), padding: (0, 1))
        let x = Guarded([.infinity, 1, 1, 1, 1, 1, 1, 1, 1] as [Float], [1, 1, 3, 3])
        let weight = Guarded([1, 1] as [Float], [1, 1, 1, 2])
        onEveryTable { table in
            let y = Guarded<Float>(shape: [1, 1, 3, 4])
            #expect(Convolution.forward(y.view, x.view, weight.view, bias: nil, sizes))
            #expect(
                y.elements == [.infinity, .infinity, 2, 1, 1, 2, 2, 1, 1, 2, 2, 1], "\(table)")
        }
    }
}
