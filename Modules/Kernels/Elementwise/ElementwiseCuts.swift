/// The output and inputs of an elementwise kernel, and the runs that it works on.
struct ElementwiseCuts: Sendable {
    /// Elements packed at a time.
    private static let chunk = 512

    let nest: LoopNest
    private let output: ArrayView
    private let inputs: (ArrayView, ArrayView, ArrayView)
    private let inputCount: Int
    /// Bits of the inputs that are one element repeated along a run, and taken so by the kernel.
    private let scalars: Int
    /// Bits of the inputs that are to be packed.
    private let packed: Int

    init(
        _ output: ArrayView, _ first: ArrayView, _ second: ArrayView?, _ third: ArrayView?,
        acceptsScalars: Bool
    ) {
        func broadcast(_ view: ArrayView) -> ArrayView {
            view.shape == output.shape ? view : view.expanded(to: output.shape)
        }
        self.output = output
        inputCount = third != nil ? 3 : second != nil ? 2 : 1
        let a = broadcast(first)
        let b = second.map(broadcast) ?? a
        inputs = (a, b, third.map(broadcast) ?? b)
        nest = LoopNest(shape: output.shape, output, inputs.0, inputs.1, inputs.2)
        let run = nest.run
        var (scalars, packed) = (0, 0)
        for i in 0..<inputCount where run.steps[i + 1] != 1 && run.count > 1 {
            if run.steps[i + 1] == 0, acceptsScalars { scalars |= 1 << i } else { packed |= 1 << i }
        }
        (self.scalars, self.packed) = (scalars, packed)
    }

    private func input(_ index: Int) -> ArrayView {
        index == 0 ? inputs.0 : index == 1 ? inputs.1 : inputs.2
    }

    /// Works on elements `range` of the run at `offsets`.
    func work(_ offsets: SIMD4<Int>, _ range: Range<Int>, _ body: Elementwise.Body) {
        let run = nest.run
        let out = output.advanced(by: offsets[0] + range.lowerBound)
        func start(_ i: Int) -> UnsafeMutableRawPointer {
            input(i).advanced(by: offsets[i + 1] + range.lowerBound * run.steps[i + 1])
        }
        let (first, second, third) = (start(0), start(1), start(2))
        if packed == 0 {
            let pointers = (
                UnsafeRawPointer(first), UnsafeRawPointer(second), UnsafeRawPointer(third)
            )
            return body(out, Elementwise.Inputs(pointers: pointers, scalars: scalars), range.count)
        }
        withUnsafeTemporaryAllocation(byteCount: 3 * Self.chunk * 8, alignment: 64) { buffer in
            // Non-empty, so it has an address; each input has room for `chunk` of its elements.
            let base = buffer.baseAddress.unsafelyUnwrapped
            var done = 0
            while done < range.count {
                let count = min(Self.chunk, range.count - done)
                func operand(_ i: Int, _ start: UnsafeMutableRawPointer) -> UnsafeRawPointer {
                    let step = run.steps[i + 1]
                    let width = input(i).dtype.byteCount
                    let source = start + done * step * width
                    guard packed & 1 << i != 0 else { return UnsafeRawPointer(source) }
                    let target = base + i * Self.chunk * 8
                    Copy.gather(target, source, count: count, step: step, width: width)
                    return UnsafeRawPointer(target)
                }
                let pointers = (operand(0, first), operand(1, second), operand(2, third))
                body(
                    out + done * output.dtype.byteCount,
                    Elementwise.Inputs(pointers: pointers, scalars: scalars), count)
                done += count
            }
        }
    }
}
