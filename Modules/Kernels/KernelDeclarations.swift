// Which types of this module declare which kernels.

extension GEMM: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [kernel, small] }
}

extension Factorization: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [lu, cholesky, qr, eigh, svd] }
}

extension TriangularSolve: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [kernel] }
}

extension Reduction: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { allKernels }
}

extension Softmax: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] {
        [softmax, logSoftmax, softmaxGradient, logSoftmaxGradient]
    }
}

extension RandomFill: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [uniform, normal, bernoulli] }
}

extension DropoutLoop: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [kernel] }
}

extension LayerNormLoop: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [kernel, LayerNormGradientLoop.kernel] }
}

extension BatchNormLoop: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [kernel, BatchNormGradientLoop.kernel] }
}

extension CrossEntropyLoop: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [kernel, CrossEntropyGradientLoop.kernel] }
}

extension ChannelTransformLoop: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [kernel] }
}

extension MaxPoolLoop: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [kernel, MaxPoolGradientLoop.kernel] }
}

extension PlaneIndexLoop: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [gather, scatter] }
}

extension RecurrentCell: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] {
        allCases.flatMap { [$0.step as any KernelPlace, $0.gradient] }
    }
}

extension AttentionLoop: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [kernel, AttentionGradientLoop.kernel] }
}

extension ShiftLoop: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [combine, correlate] }
}

extension Winograd: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [kernel] }
}

extension WinogradGradient: KernelDeclaring {
    public static var kernelPlaces: [any KernelPlace] { [kernel] }
}
