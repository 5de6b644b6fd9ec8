import Autograd
import TestSupport

extension Tensor {
    /// The elements of the gradient.
    var slopes: [Double] { grad?.values ?? [] }
}
