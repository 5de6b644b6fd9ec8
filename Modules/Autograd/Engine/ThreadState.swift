import CPlatform

/// Runs `body` without recording operations: its results are not tracked.
///
/// The setting belongs to the calling thread and ends with `body`, also when it throws.
public func noGrad<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    try withRecording(false, body)
}

/// Runs `body` with recording switched on again inside `noGrad`.
public func enableGrad<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    try withRecording(true, body)
}

/// Whether operations on tracked tensors are recorded on this thread.
public var isGradEnabled: Bool { !lak_current_thread().pointee.does_not_record }

func withRecording<Result, Failure: Error>(
    _ isRecording: Bool, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
    let thread = lak_current_thread()
    let outer = thread.pointee.does_not_record
    thread.pointee.does_not_record = !isRecording
    defer { thread.pointee.does_not_record = outer }
    return try body()
}
