// Whoever checks gradients works with tensors, operations, layers and losses.
@_exported public import Autograd
