import Serialization
import TensorCore
import TestSupport
import Testing

@Suite struct NPYHeaderParserTests {
    @Test(
        "row 46: what is no dictionary is refused, and nothing is evaluated",
        arguments: [
            "__import__('os').system('touch /tmp/owned')", "[]", "", " ", "{", "}", "{}", "None",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), } # comment",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }{}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), } or 1",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4,)",
            "{'descr': '<f4', 'fortran_order': False 'shape': (4,)}",
            "{'descr' '<f4', 'fortran_order': False, 'shape': (4,)}",
            "{,'descr': '<f4', 'fortran_order': False, 'shape': (4,)}",
            "{'descr': '<f4',, 'fortran_order': False, 'shape': (4,)}",
            "{'descr: '<f4', 'fortran_order': False, 'shape': (4,)}",
            "{'descr\": '<f4', 'fortran_order': False, 'shape': (4,)}",
            "{'d\\x65scr': '<f4', 'fortran_order': False, 'shape': (4,)}",
            "{**{'descr': '<f4'}, 'fortran_order': False, 'shape': (4,)}",
        ])
    func refusesOtherExpressions(header: String) throws {
        try expectArrayRefused(npy(header: header), .malformed)
    }

    @Test("row 47: deep nesting is refused without recursion", arguments: ["(", "[", "{", "'"])
    func refusesNesting(bracket: String) throws {
        let nest = String(repeating: bracket, count: 5000)
        for start in ["", "{'fortran_order': ", "{'shape': "] {
            try expectArrayRefused(npy(header: start + nest), .malformed)
        }
        try expectArrayRefused(npy(header: "{'descr': \(nest)"), .unsupportedDType)
    }

    @Test(
        "row 48: missing, extra and duplicated keys are refused",
        arguments: [
            "{'descr': '<f4', 'fortran_order': False, }",
            "{'descr': '<f4', 'shape': (4,), }",
            "{'fortran_order': False, 'shape': (4,), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), 'x': 1, }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), 'shape': (4,), }",
            "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (4,), }",
            "{'descr': '<f4', 'fortran_order': False, 'fortran_order': False, 'shape': (4,), }",
        ])
    func refusesOtherKeys(header: String) throws {
        try expectArrayRefused(npy(header: header), .malformed, mentions: "keys")
    }

    @Test(
        "row 49: shapes that are no tuples of plain sizes are refused",
        arguments: [
            "(-4,)", "(-0,)", "(4.0,)", "[4]", "4", "(4)", "(True,)", "(0x4,)", "(1_0,)", "(+4,)",
            "(04,)", "(00,)", "(,)", "(4,,)", "(4;)", "('4',)", "(4,", "(4LL,)", "(4 4,)", "(1e1,)",
            "(None,)", "((4,),)", "()()", "(4,)[0:]", "(٤,)", "(,4)", "(4l,)", "(L,)", "(4 L,)",
        ])
    func refusesOtherShapes(shape: String) throws {
        try expectArrayRefused(npy(shape: shape), .malformed)
    }

    @Test(
        "row 56: a fortran_order that is no Bool is refused",
        arguments: [
            "0", "1", "None", "'True'", "true", "FALSE", "Fals", "Truee", "False or True", "",
        ])
    func refusesOtherOrders(order: String) throws {
        try expectArrayRefused(npy(fortranOrder: order), .malformed)
    }

    @Test(
        "row 57: objects and structures are refused, with the word pickle",
        arguments: [
            "'|O'", "'O'", "'<O8'", "[('a', '<f4')]", "[('a', '|O')]", "[('a', [('b', '<f4')])]",
        ])
    func refusesObjects(descr: String) throws {
        try expectArrayRefused(npy(descr: descr), .unsupportedDType, mentions: "needs pickle")
    }

    @Test(
        "row 58: a dtype that is no text is refused",
        arguments: [
            "None", "b'<f4'", "u'<f4'", "4", "('<f4',)", "{'a': 1}", "float",
        ])
    func refusesOtherDescriptors(descr: String) throws {
        try expectArrayRefused(npy(descr: descr), .unsupportedDType, mentions: descr)
    }

    @Test("row 58: two texts side by side are not joined")
    func refusesConcatenation() throws {
        try expectArrayRefused(npy(descr: "'<' 'f4'"), .unsupportedDType, mentions: "\"<\"")
        try expectArrayRefused(npy(descr: "'<f4' ''"), .malformed)
    }

    @Test(
        "row 62: what NumPy accepts of order, quotes and spacing is read",
        arguments: [
            "{'shape': (4,), 'fortran_order': False, 'descr': '<f4'}",
            "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (4,)}",
            "{'descr':'<f4','fortran_order':False,'shape':(4,)}",
            "  { 'descr' :\t'<f4' ,\n'fortran_order' : False , 'shape' : ( 4 , ) , } \n",
            "{'descr': '<f4', 'fortran_order': True, 'shape': (4,), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4L,), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 2L), }\n",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1,4,1,), }",
        ])
    func readsVariants(header: String) throws {
        let tensor = try readArray(npy(header: header))
        #expect(try bytes(of: tensor) == bytesOfFour)
        #expect(tensor.dtype == .float32)
    }

    @Test("row 62: a scalar, and sizes of zero, are read")
    func readsSmallShapes() throws {
        let scalar = try readArray(npy(shape: "()", data: [0, 0, 128, 63]))
        #expect(scalar.shape == [] && scalar.dtype == .float32)
        #expect(try readArray(npy(shape: "(0,)", data: [])).shape == [0])
        #expect(try readArray(npy(shape: "(3, 0, 2)", data: [])).shape == [3, 0, 2])
    }

    @Test("row 62: 64 dimensions are read")
    func readsManyDimensions() throws {
        let shape = "(4, \(String(repeating: "1, ", count: 63)))"
        #expect(try readArray(npy(shape: shape)).shape.count == 64)
    }
}
