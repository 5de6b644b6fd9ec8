import LinAlgKit

/// An LSTM over a sequence and a linear layer on its last output.
///
/// Shape: [batch, length, inputs] → [batch, classes].
final class SequenceClassifier: Layer {
    let l: LSTM
    let o: Linear

    init(inputs: Int, hidden: Int, classes: Int, generator: Generator) throws {
        l = try LSTM(inputs, hidden, batchFirst: true, generator: generator)
        o = try Linear(hidden, classes, generator: generator)
    }

    func forward(_ input: Tensor) throws -> Tensor { try o(l(input)[.all, -1]) }
}
