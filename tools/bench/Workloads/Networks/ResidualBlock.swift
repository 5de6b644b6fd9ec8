import LinAlgKit

/// Two convolutions with batch norm, added to their input: relu(b2(c2(relu(b1(c1(x))))) + sc(x)).
///
/// Shape: [n, inChannels, h, w] → [n, outChannels, ⌈h / stride⌉, ⌈w / stride⌉].
///
/// Source: He et al. 2016, "Deep residual learning for image recognition", figure 2.
final class ResidualBlock: Layer {
    let c1: Conv2d
    let b1: BatchNorm2d
    let c2: Conv2d
    let b2: BatchNorm2d
    /// What brings the input to the output's shape; nothing where it has it.
    let sc: Sequential

    init(_ inChannels: Int, _ outChannels: Int, stride: Int, generator: Generator) throws {
        func convolution(_ channels: Int, kernel: Int, stride: Int) throws -> Conv2d {
            try Conv2d(
                channels, outChannels, kernelSize: Size2(kernel, kernel),
                stride: Size2(stride, stride), padding: Size2(kernel / 2, kernel / 2), bias: false,
                generator: generator)
        }
        c1 = try convolution(inChannels, kernel: 3, stride: stride)
        b1 = try BatchNorm2d(outChannels)
        c2 = try convolution(outChannels, kernel: 3, stride: 1)
        b2 = try BatchNorm2d(outChannels)
        let keepsShape = inChannels == outChannels && stride == 1
        sc =
            keepsShape
            ? Sequential()
            : try Sequential(
                convolution(inChannels, kernel: 1, stride: stride), BatchNorm2d(outChannels))
    }

    func forward(_ x: Tensor) throws -> Tensor {
        let y = try b1(c1(x)).relu()
        return try (b2(c2(y)) + sc(x)).relu()
    }
}
