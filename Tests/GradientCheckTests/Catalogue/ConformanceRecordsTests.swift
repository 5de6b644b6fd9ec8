import GradientCheck
import Testing

private protocol ConformanceProbe {}
private struct ProbeStruct: ConformanceProbe {}
private enum ProbeEnum: ConformanceProbe { case one }
private final class ProbeClass: ConformanceProbe {}
private struct ProbeGeneric<Value>: ConformanceProbe { let value: Value }
private struct ProbeStranger {}

private enum Nested {
    struct Inner: ConformanceProbe {}
}

struct ConformanceRecordsTests {
    @Test func findsStructsEnumsAndClassesButNotGenericTypes() {
        let found = Set(
            ConformanceRecords.types(conformingTo: "ConformanceProbe").map(ObjectIdentifier.init))
        let expected: [Any.Type] = [
            ProbeStruct.self, ProbeEnum.self, ProbeClass.self, Nested.Inner.self,
        ]
        #expect(found == Set(expected.map(ObjectIdentifier.init)))
    }

    @Test func theTypesAreWhole() {
        let types = ConformanceRecords.types(conformingTo: "ConformanceProbe")
        #expect(types.allSatisfy { $0 is any ConformanceProbe.Type })
        #expect(Set(types.map { "\($0)" }).contains("ProbeStruct"))
        #expect(!types.contains { $0 == ProbeStranger.self })
    }

    @Test func aNameThatNoProtocolHasFindsNothing() {
        #expect(ConformanceRecords.types(conformingTo: "NoSuchProtocolAnywhere").isEmpty)
    }
}
