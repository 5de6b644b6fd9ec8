import Autograd
import Testing

/// The samples are shared by the convolution and its two gradients.
struct Convolution2dSampleTests {
    @Test func everyOptionIsProbed() throws {
        let samples = try Convolution2d.samples
        let options = samples.map(\.operation.options)
        #expect(options.contains { $0.stride.height != $0.stride.width })
        #expect(options.contains { $0.padding.height != $0.padding.width })
        #expect(options.contains { $0.dilation.height != $0.dilation.width })
        #expect(options.contains { $0.groups > 1 } && options.contains { $0.groups == 1 })
        #expect(Set(samples.map(\.inputs.count)) == [2, 3], "with a bias and without")
        #expect(samples.contains { $0.inputs[0].shape[0] > 1 && $0.inputs[0].shape[1] > 1 })
        #expect(Set(samples.map(\.label)).count == samples.count)
    }

    @Test func theGradientsAreProbedAtTheSameSizes() throws {
        let labels = try Convolution2d.samples.map(\.label)
        #expect(try Convolution2dInputGradient.samples.map(\.label) == labels)
        #expect(try Convolution2dWeightGradient.samples.map(\.label) == labels)
    }
}
