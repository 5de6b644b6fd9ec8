public import TensorCore

extension DataLoader {
    /// The seed, the epoch, how many of its batches were given, and what tells this order from
    /// others.
    ///
    /// After a loop that was left early this is a place within its epoch, where the next loop of
    /// whoever loads the state goes on; ``endEpoch()`` before makes it the start of the next one.
    public func stateDict() -> StateDictionary {
        unfailing { () throws(TensorError) in
            [
                "seed": try Tensor([Int64(bitPattern: seed)], shape: []),
                "epoch": try Tensor([epoch], shape: []),
                "position": try Tensor([position], shape: []),
                "order": try Tensor(Array(order.utf8), shape: [order.utf8.count]),
            ]
        }
    }

    /// Goes to where a state was taken: the next loop goes on with the batch that comes there. Takes
    /// all of it or, on an error, nothing.
    ///
    /// - Throws: ``TensorError`` when the state is of another order or impossible.
    public func loadStateDict(_ state: StateDictionary) throws {
        let names = ["seed", "epoch", "position", "order"]
        guard state.count == names.count, names.allSatisfy({ state[$0] != nil }) else {
            throw TensorError(
                .name, "DataLoader", expected: "the state of a loader, which has \(names)",
                got: "\(state.keys)")
        }
        try checkOrder(state["order"])
        let seed: Int64 = try integer("seed", state)
        let (epoch, position): (Int64, Int64) = (
            try integer("epoch", state), try integer("position", state)
        )
        // A bound far below that of `Int`, so that no further epoch overflows.
        let maxEpoch = Int64(Int32.max)
        guard (0...maxEpoch).contains(epoch), (0...Int64(count)).contains(position) else {
            throw TensorError(
                .value, "DataLoader",
                expected: "an epoch from 0 to \(maxEpoch) and a position from 0 to \(count)",
                got: "\(epoch) and \(position)")
        }
        move(seed: UInt64(bitPattern: seed), epoch: Int(epoch), position: Int(position))
    }

    /// Throws unless the tensor has this order. It is read only if it has as many bytes: a tensor
    /// of a small file may be as large as the memory.
    private func checkOrder(_ tensor: Tensor?) throws(TensorError) {
        let own = order
        var got = "none"
        if let tensor, tensor.dtype == .uint8, tensor.count == own.utf8.count {
            let found = String(decoding: tensor.toArray(as: UInt8.self), as: UTF8.self)
            if found == own { return }
            got = "that of \(found.debugDescription)"
        } else if let tensor {
            got = "another, \(tensor.dtype) \(tensor.shape)"
        }
        throw TensorError(
            .value, "DataLoader", expected: "the state of \(own)", got: got,
            hint: "Load it with the same data and options.")
    }

    private func integer(_ name: String, _ state: StateDictionary) throws -> Int64 {
        guard let tensor = state[name], tensor.dtype == .int64, tensor.count == 1 else {
            throw TensorError(
                .value, "DataLoader", expected: "one int64 as \"\(name)\"",
                got: state[name].map { "\($0.dtype) \($0.shape)" } ?? "none")
        }
        return try tensor.item(as: Int64.self)
    }
}
