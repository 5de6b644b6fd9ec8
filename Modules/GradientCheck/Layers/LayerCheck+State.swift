import Kernels
import Layers

extension LayerCheck {
    /// A state dictionary moves all that results depend on.
    mutating func checkState(_ subject: LayerSubject) throws {
        let (own, other) = (
            try LayerProbe(subject, seed: options.seed),
            try LayerProbe(subject, seed: options.seed + 1)
        )
        // One call in training, so that what it measures is part of the state.
        _ = try own.output()
        let state = own.layer.stateDict()
        try other.layer.loadStateDict(state)
        if let name = try state.firstDifference(from: other.layer.stateDict()) {
            fail(subject, "state", "\"\(name)\" differs after it was loaded")
        }
        for isTraining in [true, false] {
            own.layer.train(isTraining)
            other.layer.train(isTraining)
            own.generator.state = own.start
            other.generator.state = own.start
            let (a, b) = try noGrad { (try own.layer(own.input), try other.layer(own.input)) }
            if try !a.hasBits(of: b) {
                fail(
                    subject, "state",
                    "another layer with the same state gives other results"
                        + (isTraining ? "" : " in evaluation"))
            }
        }
    }

    /// The options in JSON build the same layer.
    mutating func checkSpecification(_ subject: LayerSubject) throws {
        guard let rebuild = subject.rebuild else { return }
        let own = try LayerProbe(subject, seed: options.seed)
        let generator = Generator(seed: options.seed)
        let layer = try rebuild(own.layer, generator)
        let start = generator.state
        let (state, found) = (own.layer.stateDict(), layer.stateDict())
        let (expected, names) = (
            state.map { "\($0.name) \($0.tensor.shape)" },
            found.map { "\($0.name) \($0.tensor.shape)" }
        )
        guard expected == names else {
            return fail(
                subject, "specification",
                "expected a layer with \(expected); built anew from JSON it has \(names)")
        }
        try layer.loadStateDict(state, convertingTypes: true)
        for parameter in layer.parameters() where parameter.value.dtype.isFloatingPoint {
            parameter.value = try parameter.value.detach().to(dtype: .float64)
        }
        for (_, buffer) in layer.namedBuffers() where buffer.value.dtype.isFloatingPoint {
            buffer.value = try buffer.value.to(dtype: .float64)
        }
        try layer.loadStateDict(state)
        generator.state = start
        if try !own.output().hasBits(of: noGrad { try layer(own.input) }) {
            fail(subject, "specification", "the layer built anew from JSON gives other results")
        }
    }

    /// The same seed gives the same weights and results.
    mutating func checkSeed(_ subject: LayerSubject) throws {
        let (a, b) = (
            try LayerProbe(subject, seed: options.seed), try LayerProbe(subject, seed: options.seed)
        )
        if let name = try a.layer.stateDict().firstDifference(from: b.layer.stateDict()) {
            fail(subject, "seed", "the same seed gives another \"\(name)\"")
        }
        for call in 1...2 {
            let (x, y) = try noGrad { (try a.layer(a.input), try b.layer(b.input)) }
            if try !x.hasBits(of: y) {
                fail(subject, "seed", "the same seed gives other results in call \(call)")
            }
        }
    }
}
