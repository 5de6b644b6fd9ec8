public import Autograd
public import Kernels

/// The rule of an optimizer that changes each number by itself: one pass of a kernel over a
/// parameter, its gradient, and the tensors kept for it, all of one shape.
public protocol ElementwiseOptions: OptimizerOptions, KernelDeclaring
where Common == ElementwiseStep {
    /// The step's loop.
    static var kernel: Kernel<StepLoop> { get }
    /// Whether the tensor of each state name is kept with these options.
    var keeps: [Bool] { get }
    /// The numbers that the kernel reads, for the step of that count (from 1 on).
    func kernelOptions(step: Int, lr: Double) -> [Double]
}

/// What the kernels of one group read in one step.
public struct ElementwiseStep {
    let numbers: [Double]
    let keeps: [Bool]
}

extension ElementwiseOptions {
    public static var kernelPlaces: [any KernelPlace] { [kernel] }

    public func stateShapes(_ shape: Shape) -> [Shape?] { keeps.map { $0 ? shape : nil } }

    public func common(step: Int, lr: Double) -> ElementwiseStep {
        ElementwiseStep(numbers: kernelOptions(step: step, lr: lr), keeps: keeps)
    }

    public static func update(
        _ parameter: Parameter, _ gradient: Tensor, _ state: inout InlineArray<3, Tensor?>,
        _ common: ElementwiseStep
    ) throws(TensorError) {
        guard let loop = kernel(gradient.dtype) else {
            preconditionFailure("\(name): types have been checked")
        }
        let source = try gradient.compact(operation: name)
        var views: (ArrayView?, ArrayView?, ArrayView?)
        for (place, keeps) in common.keeps.enumerated() where keeps {
            if state[place] == nil { state[place] = try Tensor.zeros(like: source) }
            let view = try state[place]?.writableView(operation: name)
            switch place {
            case 0: views.0 = view
            case 1: views.1 = view
            default: views.2 = view
            }
        }
        try parameter.write(operation: name) { target in
            loop(target, source.body.view, views, common.numbers)
        }
        withExtendedLifetime(source) {}
    }
}
