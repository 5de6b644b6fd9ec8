import Foundation
import LinAlgKitCommands
import Testing

struct TrainingOptionsTests {
    @Test func words() throws {
        #expect(try options().summary == "adam, lr 0.001 · batch 32 · seed 0")
        #expect(
            try options(
                "--optimizer", "sgd", "--lr", "0.5", "--momentum", "0.9", "--weight-decay", "0.1",
                "--scheduler", "step", "--batch", "8", "--seed", "4"
            ).summary == "sgd, lr 0.5 · momentum 0.9 · weight decay 0.1 · × 0.1 every 10 epochs · "
                + "batch 8 · seed 4")
        #expect(
            try options("--scheduler", "exponential").summary.contains("· × 0.95 every epoch ·"))
        #expect(
            try options("--scheduler", "cosine", epochs: 7).summary.contains(
                "· cosine over 7 epochs ·"))
    }

    @Test func survivesJSON() throws {
        let options = try options("--optimizer", "rmsprop", "--seed", "18446744073709551615")
        let json = try JSONEncoder().encode(options)
        #expect(try JSONDecoder().decode(TrainingOptions.self, from: json) == options)
    }
}
