import Layers

/// torchvision's resnet18 with another width, as a user of PyTorch would write it here.
package final class ResNet18: Layer {
    let conv1: Conv2d
    let bn1: BatchNorm2d
    let maxpool: MaxPool2d
    let layer1, layer2, layer3, layer4: Sequential
    let fc: Linear

    package init(width: Int, classes: Int) throws {
        conv1 = try Conv2d(3, width, kernelSize: 7, stride: 2, padding: 3, bias: false)
        bn1 = try BatchNorm2d(width)
        maxpool = try MaxPool2d(3, stride: 2, padding: 1)
        func stage(_ inputs: Int, _ planes: Int, stride: Int = 2) throws -> Sequential {
            try Sequential(
                BasicBlock(inputs, planes, stride: stride), BasicBlock(planes, planes, stride: 1))
        }
        layer1 = try stage(width, width, stride: 1)
        layer2 = try stage(width, 2 * width)
        layer3 = try stage(2 * width, 4 * width)
        layer4 = try stage(4 * width, 8 * width)
        fc = try Linear(8 * width, classes)
    }

    package func forward(_ x: Tensor) throws -> Tensor {
        let stem = try maxpool(bn1(conv1(x)).relu())
        let features = try layer4(layer3(layer2(layer1(stem))))
        return try fc(features.adaptiveAvgPool2d(1).flatten(startDim: 1))
    }
}

/// torchvision's BasicBlock.
private final class BasicBlock: Layer {
    let conv1, conv2: Conv2d
    let bn1, bn2: BatchNorm2d
    let downsample: Sequential?

    init(_ inputs: Int, _ planes: Int, stride: Int) throws {
        conv1 = try Conv2d(
            inputs, planes, kernelSize: 3, stride: Size2(stride), padding: 1, bias: false)
        bn1 = try BatchNorm2d(planes)
        conv2 = try Conv2d(planes, planes, kernelSize: 3, padding: 1, bias: false)
        bn2 = try BatchNorm2d(planes)
        downsample =
            stride == 1 && inputs == planes
            ? nil
            : try Sequential(
                Conv2d(inputs, planes, kernelSize: 1, stride: Size2(stride), bias: false),
                BatchNorm2d(planes))
    }

    func forward(_ x: Tensor) throws -> Tensor {
        let out = try bn2(conv2(bn1(conv1(x)).relu()))
        return try (out + (downsample?(x) ?? x)).relu()
    }
}
