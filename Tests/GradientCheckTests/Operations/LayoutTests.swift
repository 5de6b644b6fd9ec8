import Autograd
import GradientCheck
import Kernels
import Testing

/// x² that is wrong where memory lies in one way.
private protocol WrongLayout: Faulty {
    static func isWrong(_ x: Tensor) -> Bool
}

extension WrongLayout {
    func forward(
        _ x: Tensor, _ spec: TensorSpec, saving _: inout Void?
    ) throws(TensorError) -> Tensor {
        x.detach().square() * (Self.isWrong(x) ? 2 : 1)
    }
    static var samples: [Sample<Self>] {
        get throws {
            [Sample("matrix", Self(), try Samples.values([3, 4], in: 0.5...2))]
        }
    }
}

private struct WrongTransposed: WrongLayout {
    static let name = "test.wrongTransposed"
    static func isWrong(_ x: Tensor) -> Bool { x.body.view.strides.first == 1 && x.size(0) > 1 }
}

private struct WrongStrided: WrongLayout {
    static let name = "test.wrongStrided"
    static func isWrong(_ x: Tensor) -> Bool { x.body.view.strides.last == 2 }
}

private struct WrongReversed: WrongLayout {
    static let name = "test.wrongReversed"
    static func isWrong(_ x: Tensor) -> Bool { x.body.view.strides.contains { $0 < 0 } }
}

private struct WrongExpanded: WrongLayout {
    static let name = "test.wrongExpanded"
    static func isWrong(_ x: Tensor) -> Bool {
        x.rank > 0 && x.body.view.strides.first == 0 && x.size(0) > 1
    }
}

struct LayoutTests {
    private func findings<Op: Operation>(_: Op.Type) throws -> [String] {
        try #require(throws: GradientCheckError.self) { try checkOperation(Op.self) }.failures
    }

    @Test func eachLayoutIsTried() throws {
        for (failures, layout) in [
            (try findings(WrongTransposed.self), "transposed"),
            (try findings(WrongStrided.self), "strided"),
            (try findings(WrongReversed.self), "reversed"),
            (try findings(WrongExpanded.self), "expanded"),
        ] {
            #expect(!failures.isEmpty)
            for failure in failures {
                #expect(failure.hasPrefix("sample matrix, \(layout): "), "\(failure)")
            }
        }
    }
}
