import Kernels
import Optimizers
import TensorCore
import TestSupport
import Testing

/// What every set of options promises the engine.
struct OptimizerOptionsTests {
    private static let all: [any OptimizerOptions] = [
        SGD.Options(lr: 0.1, momentum: 0.5, weightDecay: 0.25), Adam.Options(amsgrad: true),
        AdamW.Options(betas: (0.5, 0.75)), RMSprop.Options(momentum: 0.5, centered: true),
    ]

    @Test func valuesLeadBackToTheOptions() {
        for options in Self.all {
            let values = Dictionary(
                uniqueKeysWithValues: options.values.map { ($0.name, $0.value) })
            #expect(values.count == options.values.count && values["lr"] == nil)
            let again = options.replacing(values)
            #expect(again.values.map(\.name) == options.values.map(\.name))
            #expect(again.values.map(\.value) == options.values.map(\.value))
            #expect(again.lr == options.lr && again.keeps == options.keeps)
            // What is not named stays.
            #expect(options.replacing([:]).values.map(\.value) == options.values.map(\.value))
        }
    }

    @Test func everyValueCountsWhenItIsReplaced() {
        for options in Self.all {
            for (name, value) in options.values {
                let changed = options.replacing([name: value == 0 ? 1 : 0])
                let differing = zip(changed.values, options.values).filter { $0.value != $1.value }
                #expect(differing.map(\.0.name) == [name])
            }
        }
    }

    @Test func stateIsNamedForWhatIsKept() {
        for options in Self.all {
            #expect(options.keeps.count == type(of: options).stateNames.count)
            #expect(options.keeps.count <= 3 && !type(of: options).name.isEmpty)
            let kernel = type(of: options).kernel
            #expect(kernel(.float32) != nil && kernel(.float64) != nil && kernel(.int32) == nil)
            #expect(type(of: options).kernelPlaces.map(\.name) == [kernel.name])
        }
    }

    @Test func impossibleNumbersAreRefusedByName() {
        for options in Self.all {
            #expect(errorText { try options.validate() } == "")
            for bad in [-1, Double.nan, .infinity] {
                let text = errorText { try options.replacing(["weight_decay": bad]).validate() }
                #expect(
                    text == "\(type(of: options).name) weightDecay: expected a finite number of at "
                        + "least 0; got \(bad).")
            }
        }
    }

    @Test func kernelsGetFiniteNumbersFromTheFirstStepOn() {
        for options in Self.all {
            for step in [1, 2, 1000, 1 << 40] {
                let numbers = options.kernelOptions(step: step, lr: 0.5)
                #expect(!numbers.isEmpty && numbers.allSatisfy { $0.isFinite } && numbers[0] == 0.5)
            }
        }
    }
}
