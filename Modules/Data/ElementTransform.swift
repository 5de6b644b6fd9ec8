public import TensorCore

/// Changes an element of a dataset on its way into a batch, at random if it likes.
///
/// The generator is one of its own for each element of each epoch, so that what it draws does not
/// depend on what others drew, or on which thread.
public typealias ElementTransform<Element> =
    @Sendable (_ element: Element, _ generator: Generator) throws -> Element
