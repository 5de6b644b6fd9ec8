extension Tensor {
    /// This tensor with its elements in C order, in the same place of the graph.
    package func contiguousLeaf() throws(TensorError) -> Tensor {
        let copy = try copied()
        copy.body.node = body.node
        copy.body.output = body.output
        return copy
    }
}
