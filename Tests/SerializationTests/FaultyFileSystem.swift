import Foundation
import Serialization
import Synchronization
import TestSupport

/// A file system whose k-th call fails.
final class FaultyFileSystem: Sendable {
    /// Which calls fail.
    enum Fault {
        /// The k-th, counted from 1.
        case once(Int)
        /// The k-th and all later ones, but not those that clean up.
        case from(Int)
    }

    private let calls = Mutex<(count: Int, failed: [String])>((0, []))
    private let fault: Fault
    private let number: Int32
    private let hasUnnamedFiles: Bool

    init(_ fault: Fault, errno number: Int32, hasUnnamedFiles: Bool = true) {
        self.fault = fault
        self.number = number
        self.hasUnnamedFiles = hasUnnamedFiles
    }

    /// The calls that failed, by name.
    var failed: [String] { calls.withLock { $0.failed } }

    /// Whether this call is one that fails; sets `errno` if so.
    private func fails(_ name: String, isCleanup: Bool = false) -> Bool {
        let fails = calls.withLock { calls in
            calls.count += 1
            let fails =
                switch fault {
                case .once(let k): calls.count == k
                case .from(let k): calls.count >= k && !isCleanup
                }
            if fails { calls.failed.append(name) }
            return fails
        }
        if fails { errno = number }
        return fails
    }

    /// The system's calls with the faults in them.
    var fileSystem: FileSystem {
        let system = FileSystem.system
        var faulty = system
        faulty.readLink = { self.fails("readLink") ? nil : system.readLink($0) }
        faulty.openDirectory = { self.fails("openDirectory") ? -1 : system.openDirectory($0) }
        faulty.mode = { self.fails("mode") ? nil : system.mode($0, $1) }
        faulty.openUnnamed = { directory in
            guard self.hasUnnamedFiles else {
                errno = EOPNOTSUPP
                return -1
            }
            return self.fails("openUnnamed") ? -1 : system.openUnnamed(directory)
        }
        faulty.create = { self.fails("create") ? -1 : system.create($0, $1) }
        faulty.write = { descriptor, bytes in
            if self.fails("write") { return -1 }
            // Not all of them at once, as the system may.
            let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count * 3 / 4 + 1))
            return system.write(descriptor, part)
        }
        faulty.setMode = { self.fails("setMode") ? -1 : system.setMode($0, $1) }
        faulty.synchronize = { self.fails("synchronize") ? -1 : system.synchronize($0) }
        faulty.link = { self.fails("link") ? -1 : system.link($0, $1, $2) }
        faulty.close = { descriptor in
            // Linux closes the descriptor even when it reports a failure.
            let result = system.close(descriptor)
            return self.fails("close", isCleanup: true) ? -1 : result
        }
        faulty.rename = { self.fails("rename") ? -1 : system.rename($0, $1, $2) }
        faulty.remove = { self.fails("remove", isCleanup: true) ? -1 : system.remove($0, $1) }
        return faulty
    }
}
