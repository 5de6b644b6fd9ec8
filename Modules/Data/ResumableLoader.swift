public import TensorCore

/// What gives data and can go on where it was: a ``DataLoader`` of whatever batches.
public protocol ResumableLoader: AnyObject {
    /// Where it stands.
    func stateDict() -> StateDictionary
    /// Goes to where a state was taken: all of it or, on an error, nothing.
    ///
    /// - Throws: ``TensorError`` when the state is of another order or impossible.
    func loadStateDict(_ state: StateDictionary) throws
}

extension DataLoader: ResumableLoader {}
