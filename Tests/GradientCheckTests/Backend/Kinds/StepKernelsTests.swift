import GradientCheck
import Kernels
import Optimizers
import Testing

struct StepKernelsTests {
    @Test(arguments: ["sgd", "adam", "rmsprop"])
    func faultsOfStepsAreSeen(name: String) throws {
        let faults: [Fault<StepLoop>] = [
            (
                "the last element",
                { right in
                    StepLoop { x, gradient, state, count, options in
                        right.run(x, gradient, state, count, options)
                        if count > 0 { x.spoil(count - 1) }
                    }
                }
            ),
            (
                "an element left out",
                { right in
                    StepLoop { x, gradient, state, count, options in
                        right.run(x, gradient, state, max(count - 1, 0), options)
                    }
                }
            ),
            (
                "what is kept",
                { right in
                    StepLoop { x, gradient, state, count, options in
                        right.run(x, gradient, state, count, options)
                        if count > 0 { state.0?.spoil(0) }
                    }
                }
            ),
        ]
        try expectSeen(name, faults)
    }
}
