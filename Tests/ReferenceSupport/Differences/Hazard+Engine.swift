import Autograd
import Foundation

extension Hazard {
    /// Hazards of backward passes.
    static let engine: [Hazard] = [
        Hazard(
            "writing in place to what backward needs, to views, leaves and expanded tensors",
            .difference("values-and-views")),
        Hazard(
            "backward twice is refused",
            .check {
                let x = try Tensor([2.0], requiresGrad: true)
                let y = x.square().sum()
                try y.backward()
                return refuses { try y.backward() }
            }),
        Hazard(
            "backward of what is no scalar is refused",
            .check { refuses { try Tensor([1.0, 2], requiresGrad: true).square().backward() } }),
        Hazard(
            "integers cannot require gradients",
            .check { refuses { _ = try Tensor([1], requiresGrad: true) } }),
        Hazard(
            "gradients of operands that broadcast have their shapes", .operation("add", "a row"),
            .operation("multiply", "a column"), .operation("divide", "batches")),
        Hazard(
            "gradients add up over backward passes",
            .check {
                let x = try Tensor([3.0], requiresGrad: true)
                try x.square().sum().backward()
                try x.square().sum().backward()
                return x.grad?.toArray(as: Double.self) == [12]
            }),
        Hazard("anomaly detection", .absent("detectAnomaly")),
        Hazard(
            "noGrad holds for its thread alone",
            .check {
                nonisolated(unsafe) var isEnabled = false
                // The semaphore orders the write before the read.
                let isDone = DispatchSemaphore(value: 0)
                noGrad {
                    Thread.detachNewThread {
                        isEnabled = isGradEnabled
                        isDone.signal()
                    }
                    isDone.wait()
                }
                return isEnabled && isGradEnabled
            }),
    ]
}
