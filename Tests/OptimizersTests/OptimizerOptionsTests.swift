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
        Adagrad.Options(lrDecay: 0.5), Adadelta.Options(rho: 0.5), Adamax.Options(),
        NAdam.Options(decoupledWeightDecay: true), RAdam.Options(betas: (0.5, 0.5)),
        ASGD.Options(t0: 3), Lion.Options(maximize: true), Adafactor.Options(d: 2),
        Muon.Options(nsSteps: 3),
    ]

    @Test func valuesLeadBackToTheOptions() {
        for options in Self.all {
            let values = Dictionary(
                uniqueKeysWithValues: options.values.map { ($0.name, $0.value) })
            #expect(values.count == options.values.count && values["lr"] == nil)
            let again = options.replacing(values)
            #expect(again.values.map(\.name) == options.values.map(\.name))
            #expect(again.values.map(\.value) == options.values.map(\.value))
            #expect(again.lr == options.lr)
            #expect(again.stateShapes([2, 3]) == options.stateShapes([2, 3]))
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
            for shape in [[], [4], [2, 3], [2, 3, 4]] as [Shape] {
                let names = type(of: options).stateNames
                #expect(options is Muon.Options || options.stateShapes(shape).count == names.count)
                #expect(names.count <= 3)
            }
            #expect(!type(of: options).name.isEmpty)
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
}
