import Kernels
import Synchronization
import TestSupport
import Testing

/// The cuts are seen through `Elementwise.run`, which hands them to its body.
struct ElementwiseCutsTests {
    /// A call of the body: elements, the inputs that are one element, and the first of each input.
    private struct Call: Equatable {
        var count: Int
        var scalars: Int
        var first: [Float]
    }

    private func calls(
        _ shape: Shape, _ inputs: [ArrayView], acceptsScalars: Bool
    ) -> [Call] {
        let out = Guarded<Float>(shape: shape)
        let calls = Mutex<[Call]>([])
        Elementwise.run(
            out.view, inputs[0], inputs.count > 1 ? inputs[1] : nil,
            inputs.count > 2 ? inputs[2] : nil, acceptsScalars: acceptsScalars
        ) { _, given, count in
            let pointers = [given.pointers.0, given.pointers.1, given.pointers.2]
            let first = pointers.prefix(inputs.count).map { $0.load(as: Float.self) }
            calls.withLock {
                $0.append(Call(count: count, scalars: given.scalars, first: Array(first)))
            }
        }
        return calls.withLock { $0 }
    }

    private let numbers = Guarded((0..<6000).map { Float($0) })

    private func view(_ shape: Shape, _ strides: Shape, _ offset: Int = 0) -> ArrayView {
        numbers.view.with(shape: shape, strides: strides, offset: offset)
    }

    @Test func contiguousInputsComeWhole() {
        let found = calls(
            [2000], [view([2000], [1]), view([2000], [1], 7)], acceptsScalars: false)
        #expect(found == [Call(count: 2000, scalars: 0, first: [0, 7])])
    }

    @Test func repeatedElementsAreHandedOverOrPacked() {
        let inputs = [view([600], [0], 3), view([600], [1])]
        #expect(
            calls([600], inputs, acceptsScalars: true)
                == [Call(count: 600, scalars: 1, first: [3, 0])])
        #expect(
            calls([600], inputs, acceptsScalars: false) == [
                Call(count: 512, scalars: 0, first: [3, 0]),
                Call(count: 88, scalars: 0, first: [3, 512]),
            ])
        let second = [view([5], [1]), view([5], [0], 9)]
        #expect(
            calls([5], second, acceptsScalars: true)
                == [Call(count: 5, scalars: 2, first: [0, 9])])
    }

    /// Inputs with steps are packed, 512 elements at a time.
    @Test(arguments: [1, 511, 512, 513, 1024, 1025])
    func stridedInputsComeInChunks(count: Int) {
        let found = calls(
            [count], [view([count], [2], 1), view([count], [1]), view([count], [-1], 5999)],
            acceptsScalars: true)
        let starts = Array(stride(from: 0, to: count, by: 512))
        #expect(
            found
                == starts.map {
                    Call(
                        count: min(512, count - $0), scalars: 0,
                        first: [Float(2 * $0 + 1), Float($0), Float(5999 - $0)])
                })
    }

    @Test func inputsAreBroadcast() {
        let found = calls(
            [2, 3], [view([2, 1], [1, 1], 10), view([3], [1])], acceptsScalars: true)
        #expect(
            found == [
                Call(count: 3, scalars: 1, first: [10, 0]),
                Call(count: 3, scalars: 1, first: [11, 0]),
            ])
    }
}
