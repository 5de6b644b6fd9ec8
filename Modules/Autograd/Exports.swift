// Whoever imports Autograd works with tensors.
@_exported public import TensorCore
