// Whoever checks gradients works with tensors and operations.
@_exported public import Autograd
