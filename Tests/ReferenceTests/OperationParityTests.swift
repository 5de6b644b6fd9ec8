import Autograd
import ReferenceSupport
import Testing

/// Every operation, and what is composed of them, against PyTorch.
@Suite struct OperationParityTests {
    @Test(arguments: FunctionReference.operations.map(\.name))
    func agreesWithPyTorch(name: String) throws {
        let findings = try comparison().row(name, in: .operations).findings
        #expect(findings.complaints == [])
        #expect(findings.cases >= 12)
    }

    /// The goals of forward passes, in units in the last place. Elementwise: 4. Where terms are
    /// added up: in float32 10⁻⁶ of the result, which is 8 to 16 units; in float64 what PyTorch's
    /// own rounding allows, where the input is far from 0.
    @Test(arguments: FunctionReference.operations.map(\.name))
    func valuesAreWithinTheGoals(name: String) throws {
        // In float64 the references of the tails have errors of their own: x erfcx exp / 2 takes
        // five roundings; sigmoid(u) multiplies the relative error of u, of three roundings, by u,
        // which goes down to −17.
        let exceptions = ["gelu": 8.0, "geluTanh": 26]
        let findings = try comparison().row(name, in: .operations).findings
        let isElementwise = try fixture(name, in: .operations)[.value] == .element
        for (dtype, limit) in [
            (DType.float32, isElementwise ? 4 : 8.0), (.float64, isElementwise ? 4 : 20),
        ] {
            guard let worst = findings[dtype, .value] else { continue }
            let limit = dtype == .float64 ? exceptions[name] ?? limit : limit
            #expect(worst.ulps <= limit, "\(dtype): \(worst.place)")
        }
    }

    /// The comparison sees a gradient that is 1 % too large; else the cases could not.
    @Test(arguments: Subjects.operations.map { $0.name })
    func seesAWrongGradient(name: String) throws {
        let file = try fixture(name, in: .operations)
        let function = try FunctionReference.operation(name)
        for index in file.trackedInputs {
            let wrong = try Mutation.plant(name, input: index, factor: 1.01) {
                try function.check(file)
            }
            let worst = wrong[.float64, .gradient]?.ulps ?? 0
            // 1 % is 4·10¹³ units of an element; of the largest element of an array it is that of
            // at least one element.
            #expect(worst > 1e10, "input \(index)")
        }
    }
}

extension ReferenceFile {
    /// The inputs whose gradients are compared and anywhere not 0.
    fileprivate var trackedInputs: [Int] {
        let tracked = cases.filter { $0.dtype == .float64 }.flatMap { each in
            each.numbered("gradient").filter { _, gradient in
                gradient.toArray(as: Double.self).contains { $0.isFinite && $0 != 0 }
            }.map(\.index)
        }
        return Set(tracked).sorted()
    }
}
