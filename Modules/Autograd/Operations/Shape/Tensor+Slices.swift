import Kernels

// Gradients of the parts of a tensor, written where the parts of its own gradient are: queries, keys
// and values that come from one product give back one matrix without a copy.

extension Tensor {
    /// Zeros in the shapes of tensors that are the slices of a dense one, in one memory as these are;
    /// nil where they are not.
    ///
    /// - Throws: ``TensorError`` when there is no memory for them.
    package static func zeros(slicedLike slices: [Tensor]) throws(TensorError) -> [Tensor]? {
        guard let layout = layout(ofSlices: slices, dim: 0), let order = layout.denseOrder else {
            return nil
        }
        let memory = try zeros(Shape(order.map { layout.shape[$0] }), dtype: layout.dtype)
        let view = memory.body.view
        return slices.indices.map { index in
            memory.view(
                view.with(
                    shape: layout.shape.removing(0), strides: layout.strides.removing(0),
                    offset: index * layout.strides[0]))
        }
    }

    /// The dense tensor that has `slices` along a new axis, without a copy; nil where they do not lie
    /// as its slices, or are tracked.
    package static func whole(ofSlices slices: [Tensor], dim axis: Int) -> Tensor? {
        guard slices.allSatisfy({ $0.body.node == nil }),
            let layout = layout(ofSlices: slices, dim: axis)
        else { return nil }
        return slices[0].view(
            slices[0].body.view.with(shape: layout.shape, strides: layout.strides))
    }

    /// How the dense tensor lies that has `slices` along a new axis.
    private static func layout(ofSlices slices: [Tensor], dim axis: Int) -> ArrayLayout? {
        guard slices.count > 1, slices[0].count > 0 else { return nil }
        let first = slices[0].body
        let width = first.layout.dtype.byteCount
        let step = slices[1].body.pointer - first.pointer
        guard step > 0, step % width == 0 else { return nil }
        for (index, slice) in slices.enumerated() {
            let layout = slice.body.layout
            guard slice.sharesMemory(with: slices[0]), slice.spec == slices[0].spec,
                layout.strides == first.layout.strides,
                slice.body.pointer == first.pointer + index * step
            else { return nil }
        }
        let layout = ArrayLayout(
            shape: first.layout.shape.inserting(slices.count, at: axis),
            strides: first.layout.strides.inserting(step / width, at: axis),
            dtype: first.layout.dtype)
        return layout.denseOrder == nil ? nil : layout
    }
}
