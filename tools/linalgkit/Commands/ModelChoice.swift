import Foundation
import LinAlgKit

/// A model to train: a built-in one, made to fit the data, or a specification in a file.
package enum ModelChoice {
    /// The names of the built-in models.
    package static let names = ["cnn", "mlp"]

    /// The specification of a built-in model for data of that kind, or the one in a `.json` file.
    package static func specification(_ name: String, for data: LabelledData) throws
        -> ModelSpecification
    {
        switch name {
        case "mlp": try mlp(data)
        case "cnn": try cnn(data)
        case _ where name.lowercased().hasSuffix(".json"): try specification(file: name)
        default:
            throw CommandError(
                "--model \(name)",
                expected: "\(names.joined(separator: ", ")) or a JSON specification, FILE.json",
                got: "neither")
        }
    }

    /// The specification in a file.
    package static func specification(file path: String) throws -> ModelSpecification {
        let json: Data
        do { json = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw CommandError(
                "--model \(path)", expected: "a readable file", got: reason(error))
        }
        return try CommandError.at("--model \(path)") { try ModelSpecification(json: json) }
    }

    /// Two layers.
    private static func mlp(_ data: LabelledData) throws -> ModelSpecification {
        let inputs = data.sampleShape.elementCount
        return try ModelSpecification(
            json: """
                {"layers": [
                    {"type": "Flatten"},
                    {"type": "Linear", "inputs": \(inputs), "outputs": 128},
                    {"type": "ReLU"},
                    {"type": "Linear", "inputs": 128, "outputs": \(outputs(data))}
                ]}
                """)
    }

    /// Two convolutions and two layers, for images of at least 4×4.
    private static func cnn(_ data: LabelledData) throws -> ModelSpecification {
        let shape = data.sampleShape
        guard shape.count == 3, shape[1] >= 4, shape[2] >= 4 else {
            throw CommandError(
                "--model cnn", expected: "images: x [n, channels, height, width], at least 4×4",
                got: "\(data.x.shape)", advice: "Use --model mlp, or reshape x.")
        }
        let features = 32 * (shape[1] / 4) * (shape[2] / 4)
        return try ModelSpecification(
            json: """
                {"layers": [
                    {"type": "Conv2d", "inChannels": \(shape[0]), "outChannels": 16,
                     "kernelSize": 3, "padding": 1},
                    {"type": "BatchNorm2d", "numFeatures": 16},
                    {"type": "ReLU"},
                    {"type": "MaxPool2d", "kernelSize": 2},
                    {"type": "Conv2d", "inChannels": 16, "outChannels": 32,
                     "kernelSize": 3, "padding": 1},
                    {"type": "BatchNorm2d", "numFeatures": 32},
                    {"type": "ReLU"},
                    {"type": "MaxPool2d", "kernelSize": 2},
                    {"type": "Flatten"},
                    {"type": "Linear", "inputs": \(features), "outputs": 64},
                    {"type": "ReLU"},
                    {"type": "Dropout", "p": 0.25},
                    {"type": "Linear", "inputs": 64, "outputs": \(outputs(data))}
                ]}
                """)
    }

    private static func outputs(_ data: LabelledData) -> Int {
        switch data.task {
        case .classification(let classes): classes
        case .regression: data.y.shape.dropFirst().reduce(1, *)
        }
    }

    /// What the system says of a file that cannot be read.
    private static func reason(_ error: any Error) -> String {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
        guard let cause = cause.map({ $0 as NSError }), cause.domain == NSPOSIXErrorDomain else {
            return "\(error)"
        }
        return String(cString: strerror(Int32(cause.code)))
    }
}
