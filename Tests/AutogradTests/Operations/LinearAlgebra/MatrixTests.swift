import Autograd
import TestSupport
import Testing

/// Factors of every layout give the product of their copies, to the bit where nothing is copied.
struct MatrixTests {
    private func numbers(_ shape: Shape) throws -> Tensor {
        try constant((0..<shape.elementCount).map { Double($0 * 7 % 11) - 5 }, shape)
    }

    /// Tensors [rows, columns] of the same elements that lie differently.
    private func layouts(_ rows: Int, _ columns: Int) throws -> [(String, Tensor)] {
        let x = try numbers([rows, columns])
        let wide = try cat([x, x * 0 + 99], dim: 1).narrow(dim: 1, start: 0, length: columns)
        return [
            ("rows", x), ("columns", try x.t().contiguous().t()), ("rows with gaps", wide),
            (
                "columns with gaps",
                try cat([x, x * 0 + 99], dim: 0).t().contiguous()
                    .narrow(dim: 1, start: 0, length: rows).t()
            ),
            ("backwards", try x[.all, .range(step: -1)].contiguous()[.all, .range(step: -1)]),
            (
                "every second",
                try x.unsqueeze(dim: 2).expand([rows, columns, 2]).contiguous()
                    .reshape(rows, 2 * columns)[.all, .range(step: 2)]
            ),
            ("one row repeated", try numbers([1, columns]).expand([rows, columns])),
        ]
    }

    /// Whole numbers: sums are exact in any order.
    @Test(arguments: [(3, 4, 5), (1, 4, 2), (3, 1, 2), (3, 4, 1), (1, 1, 1), (40, 30, 20)])
    func productsOfEveryLayout(m: Int, k: Int, n: Int) throws {
        for (nameA, a) in try layouts(m, k) {
            for (nameB, b) in try layouts(k, n) {
                let (x, y) = (a.values, b.values)
                let expected = (0..<m).flatMap { i in
                    (0..<n).map { j in
                        (0..<k).reduce(0.0) { $0 + x[i * k + $1] * y[$1 * n + j] }
                    }
                }
                #expect(try a.matmul(b).values == expected, "\(nameA), \(nameB)")
            }
        }
    }

    /// Gradients multiply by transposed factors, which are not copied either.
    @Test func gradientsOfEveryLayout() throws {
        for (name, layout) in try layouts(3, 4) {
            var (a, b) = (layout.detach(), try numbers([4, 2]))
            try a.requireGrad()
            try b.requireGrad()
            let upstream = try numbers([3, 2])
            try a.matmul(b).backward(gradient: upstream)
            let (expectedA, expectedB) = (
                try upstream.matmul(b.detach().t().contiguous()),
                try a.detach().contiguous().t().contiguous().matmul(upstream)
            )
            #expect(a.grad?.values == expectedA.values, "\(name)")
            #expect(b.grad?.values == expectedB.values, "\(name)")
        }
    }
}
