import GradientCheck
import Layers
import Losses

/// Runs the checks of the library and makes results of what they give or throw.
struct Checker {
    let dtype: DType
    let order: Int
    let seed: Int

    private func options(_ mode: GradientCheckOptions.Mode) -> GradientCheckOptions {
        GradientCheckOptions(dtype: dtype, kinks: .fail, mode: mode, seed: seed)
    }

    func check<Op: Operation>(_: Op.Type) -> CheckResult {
        result("operation", Op.name) {
            let report = try checkOperation(
                Op.self, options: OperationCheckOptions(gradients: options(.full), order: order))
            return (
                max(report.worstRelativeError, report.worstSecondOrderError), report.sampleCount,
                report.mutationsCaught, report.mutationCount
            )
        }
    }

    func check<L: ConfigurableLayer>(_: L.Type) -> CheckResult {
        result("layer", L.layerName) {
            try numbers(
                checkLayer(
                    L.self,
                    options: LayerCheckOptions(
                        gradients: options(.projected), order: order,
                        seed: UInt64(bitPattern: Int64(seed)))))
        }
    }

    func check<L: LossFunction>(_: L.Type) -> CheckResult {
        result("loss", L.lossName) {
            try numbers(
                checkLoss(
                    L.self, options: LossCheckOptions(gradients: options(.full), order: order)))
        }
    }

    /// A result for each kernel.
    func check(_ backend: String, _ kernels: [BackendKernel]) -> [CheckResult] {
        do {
            // A kernel may belong to an operation of a package that this program does without.
            let options = BackendCheckOptions(unused: Set(kernels.map(\.name)), seed: seed)
            let report = try backendReport(backend, kernels, options: options)
            return report.kernels.map { CheckResult(backend, $0) }
        } catch {
            var result = CheckResult(kind: "backend", name: backend)
            result.failures = ["\(error)"]
            return [result]
        }
    }

    private typealias Numbers = (worst: Double, samples: Int, caught: Int, mutations: Int)

    private func numbers(_ report: ContractReport) -> Numbers {
        (
            max(report.worstRelativeError, report.worstSecondOrderError), report.sampleCount,
            report.mutationsCaught, report.mutationCount
        )
    }

    private func result(
        _ kind: String, _ name: String, _ check: () throws -> Numbers
    ) -> CheckResult {
        var result = CheckResult(kind: kind, name: name)
        result.order = order
        result.dtype = dtype.name
        do {
            let numbers = try check()
            result.passed = true
            result.worstRelativeError = numbers.worst
            result.samples = numbers.samples
            result.mutationsCaught = numbers.caught
            result.mutations = numbers.mutations
        } catch let error as GradientCheckError {
            result.failures = error.failures
        } catch {
            result.failures = ["\(error)"]
        }
        return result
    }
}
