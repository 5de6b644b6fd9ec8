import Autograd
import GradientCheck
import TestSupport
import Testing

/// What contractions give, against sums over all places.
struct ContractionTests {
    /// Σ over all labels of the products, by the definition.
    private func bySums(_ terms: [String], _ output: String, _ tensors: [Tensor]) -> [Double] {
        let labels = Array(Set(terms.joined())).sorted()
        let sizes = labels.map { label in
            zip(terms, tensors).flatMap { term, tensor in
                zip(term, tensor.shape).filter { $0.0 == label }.map(\.1)
            }.max() ?? 1
        }
        func offset(_ term: String, _ shape: Shape, _ place: [Int]) -> Int {
            zip(term, zip(shape, shape.contiguousStrides)).reduce(0) { sum, axis in
                let index = place[labels.firstIndex(of: axis.0) ?? 0]
                return sum + (axis.1.0 == 1 ? 0 : index * axis.1.1)
            }
        }
        let shape = Shape(output.map { sizes[labels.firstIndex(of: $0) ?? 0] })
        var result = [Double](repeating: 0, count: shape.elementCount)
        let values = tensors.map(\.values)
        for number in 0..<sizes.reduce(1, *) {
            var (rest, place) = (number, [Int]())
            for size in sizes {
                place.append(rest % size)
                rest /= size
            }
            let factors = zip(terms, zip(tensors, values)).map { term, factor in
                factor.1[offset(term, factor.0.shape, place)]
            }
            result[offset(output, shape, place)] += factors.reduce(1, *)
        }
        return result
    }

    @Test(
        arguments: [
            ("ab,bc->ac", [[2, 3], [3, 4]]), ("abc,cbd->da", [[2, 3, 2], [2, 3, 4]]),
            ("abc,dbc->abd", [[2, 3, 2], [4, 3, 2]]), ("ab,cd->cb", [[2, 3], [2, 2]]),
            ("ab,b,bc->c", [[2, 3], [3], [3, 2]]), ("aab,bc->ac", [[2, 2, 3], [3, 2]]),
            ("ab,bc,cd,da->", [[2, 3], [3, 2], [2, 4], [4, 2]]), ("ab,ab->b", [[2, 3], [1, 3]]),
            ("abc,abd->acd", [[2, 3, 2], [2, 3, 4]]),
            ("ab,ac,ad->bcd", [[2, 2], [2, 3], [2, 2]]),
        ] as [(String, [Shape])])
    func agreesWithTheDefinition(equation: String, shapes: [Shape]) throws {
        let generator = Generator(seed: 7)
        let tensors = try shapes.map {
            try Tensor.normal($0, dtype: .float64, generator: generator)
        }
        let sides = equation.split(separator: ">").map { String($0) }
        let terms = sides[0].dropLast().split(separator: ",").map(String.init)
        let expected = bySums(terms, sides.count > 1 ? sides[1] : "", tensors)
        #expect(try near(einsum(equation, tensors).values, expected, within: 1e-12))
        // Elements that lie otherwise give the same.
        let strided = try tensors.map { tensor in
            let order = Array((0..<tensor.rank).reversed())
            return try tensor.permute(order).clone().permute(order)
        }
        #expect(try near(einsum(equation, strided).values, expected, within: 1e-12))
    }
}
