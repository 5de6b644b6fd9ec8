import Autograd
import TestSupport
import Testing

struct ParameterSubstitutionTests {
    @Test func standsInOnItsThreadAndEnds() throws {
        struct Stop: Error {}
        let parameter = Parameter(try constant([1]))
        let other = Parameter(try constant([7]))
        let substitution = ParameterSubstitution([(parameter, try constant([2]))])
        try substitution.substitute {
            #expect(parameter.value.values == [2] && other.value.values == [7])
            try onThread { #expect(parameter.value.values == [1]) }
        }
        #expect(throws: Stop.self) { try substitution.substitute { throw Stop() } }
        #expect(parameter.value.values == [1])
    }

    @Test func innerOnesGoFirstAndOuterOnesStay() throws {
        let (a, b) = (Parameter(try constant([1])), Parameter(try constant([1])))
        let outer = ParameterSubstitution([(a, try constant([2])), (b, try constant([3]))])
        try outer.substitute {
            try ParameterSubstitution([(a, constant([4]))]).substitute {
                #expect(a.value.values == [4] && b.value.values == [3])
            }
            #expect(a.value.values == [2])
        }
    }

    @Test func gradientsReachWhatStandsIn() throws {
        let parameter = Parameter(try constant([1]))
        let w = try leaf([3])
        let y = ParameterSubstitution([(parameter, w * 2)]).substitute {
            parameter.value.square().sum()
        }
        try y.backward()
        #expect(w.grad?.values == [24] && parameter.grad == nil)
    }

    @Test func aCheckpointComputesAgainWithWhatStoodIn() throws {
        let parameter = Parameter(try constant([1]))
        let (x, w) = (try leaf([2]), try leaf([3]))
        let y = try ParameterSubstitution([(parameter, w)]).substitute {
            try checkpoint(x) { try $0.exp() * parameter.value }
        }
        try y.sum().backward()
        #expect(near(x.grad?.values ?? [], x.exp().values.map { 3 * $0 }))
        #expect(w.grad?.values == x.exp().values && parameter.grad == nil)
    }
}
