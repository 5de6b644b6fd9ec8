import Autograd
import Synchronization
import TestSupport
import Testing

/// a · b, whose rule sends what it is told and notes what was asked for.
private struct Probe: Operation {
    static let name = "test.probe"
    static let saves: Saves = [.inputs, .outputs]
    let sends: @Sendable (GradientContext<Probe>) throws(TensorError) -> Tensor
    let notes: Mutex<[Bool]>.Reference

    func infer(_ inputs: Pair) throws(TensorError) -> TensorSpec {
        TensorSpec(inputs.first.shape, inputs.first.dtype)
    }
    func forward(
        _ inputs: Pair, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor { try inputs.first.detach() * inputs.second.detach() }
    static let gradient = Gradient<Probe>.rule({ context throws(TensorError) in
        context.operation.notes.set([context.needs(0), context.needs(1)])
        for index in 0...1 {
            try context.propagate(to: index) { () throws(TensorError) in
                try context.operation.sends(context)
            }
        }
    })
    static var samples: [Sample<Probe>] { [] }
}

extension Mutex where Value: Sendable {
    /// A mutex behind a reference.
    fileprivate final class Reference: Sendable {
        private let mutex: Mutex<Value>
        init(_ value: Value) { mutex = Mutex<Value>(value) }
        var value: Value { mutex.withLock { $0 } }
        func set(_ value: Value) { mutex.withLock { $0 = value } }
    }
}

struct GradientContextTests {
    private let notes = Mutex<[Bool]>.Reference([])

    @Test func aGradientOfTheWrongShapeThrows() throws {
        let operation = Probe(
            sends: { context throws(TensorError) in try context.upstream.unsqueeze(dim: 0) },
            notes: notes)
        let y = try operation(Pair(leaf([1, 2]), constant([3, 4])))
        let text = errorText { try y.sum().backward() }
        #expect(
            text.hasPrefix("test.probe: expected a gradient of input 0's shape [2]; got [1, 2]"))
        #expect(text.contains("gradient rule is wrong"))
    }

    @Test func gradientsAreConvertedToTheInputsType() throws {
        let operation = Probe(
            sends: { context throws(TensorError) in try context.upstream.to(dtype: .float64) },
            notes: notes)
        let x = try leaf([1, 2], nil, .float32)
        try operation(Pair(x, constant([1, 1], nil, .float32))).sum().backward()
        #expect(x.grad?.dtype == .float32)
    }

    @Test func onlyGradientsThatAreWantedAreComputed() throws {
        let operation = Probe(
            sends: { context throws(TensorError) in
                #expect(context.shape(of: 1) == [2] && context.dtype(of: 0) == .float64)
                #expect(context.inputCount == 2 && context.output().values == [3, 8])
                return try context.upstream * context.input(1)
            }, notes: notes)
        let (a, b) = (try leaf([1, 2]), try leaf([3, 4]))
        let y = try operation(Pair(a, b))
        _ = try grad(of: [y.sum()], wrt: [a], retainGraph: true)
        #expect(notes.value == [true, false])
        _ = try grad(of: [y.sum()], wrt: [b], retainGraph: true)
        #expect(notes.value == [false, true])
        try y.sum().backward()
        #expect(notes.value == [true, true])
    }
}
