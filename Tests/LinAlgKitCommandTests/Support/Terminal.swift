import Foundation
import Testing

/// A pseudo-terminal: a program that writes to one side believes that somebody watches.
struct Terminal {
    /// What the user sees comes out here.
    let userSide: FileHandle
    /// The program's output.
    let programSide: FileHandle

    init(columns: Int) throws {
        let user = posix_openpt(O_RDWR | O_NOCTTY)
        try #require(user >= 0 && grantpt(user) == 0 && unlockpt(user) == 0)
        let name = String(cString: try #require(ptsname(user)))
        let program = open(name, O_RDWR | O_NOCTTY)
        try #require(program >= 0)
        var size = winsize(
            ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(program, UInt(TIOCSWINSZ), &size) == 0)
        userSide = FileHandle(fileDescriptor: user, closeOnDealloc: true)
        programSide = FileHandle(fileDescriptor: program, closeOnDealloc: true)
    }
}
