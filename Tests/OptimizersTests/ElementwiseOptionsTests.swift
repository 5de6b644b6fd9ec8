import Kernels
import Optimizers
import Testing

/// What every set of options promises its kernel.
@Suite struct ElementwiseOptionsTests {
    private static let all: [any ElementwiseOptions] = [
        SGD.Options(momentum: 0.5), Adam.Options(amsgrad: true), AdamW.Options(),
        RMSprop.Options(centered: true), Adagrad.Options(), Adadelta.Options(), Adamax.Options(),
        NAdam.Options(), RAdam.Options(), Rprop.Options(), ASGD.Options(), Lion.Options(),
    ]

    @Test func kernelsAreThereForTypesThatCompute() {
        for options in Self.all {
            let kernel = type(of: options).kernel
            #expect(kernel(.float32) != nil && kernel(.float64) != nil && kernel(.int32) == nil)
            #expect(type(of: options).kernelPlaces.map(\.name) == [kernel.name])
            #expect(options.keeps.count == type(of: options).stateNames.count)
        }
    }

    @Test func whatIsKeptHasTheParametersShape() {
        for options in Self.all {
            #expect(options.stateShapes([2, 3]) == options.keeps.map { $0 ? [2, 3] : nil })
        }
    }

    @Test func kernelsGetFiniteNumbersFromTheFirstStepOn() {
        for options in Self.all {
            for step in [1, 2, 1000, 1 << 40] {
                let numbers = options.kernelOptions(step: step, lr: 0.5)
                #expect(
                    !numbers.isEmpty && numbers.allSatisfy { $0.isFinite }, "\(options) \(step)")
            }
        }
    }
}
