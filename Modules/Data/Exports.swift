// Whoever imports Data works with tensors.
@_exported public import Autograd
