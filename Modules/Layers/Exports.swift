// Whoever imports Layers works with tensors and their gradients.
@_exported public import Autograd
