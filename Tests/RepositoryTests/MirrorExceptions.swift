/// Sources without a test file of their own.
enum MirrorExceptions {
    /// Declarations, and facets that tests of others see whole.
    static let nothingToTest = [
        // Cases without behaviour.
        "Modules/Autograd/Reduction.swift",
        // A protocol.
        "Modules/Losses/Loss.swift",
        // A protocol, and an error that the tests of each schedule read.
        "Modules/Schedulers/Schedule.swift",
        // The system's calls as values, which the tests of AtomicReplacement let fail one by one.
        "Modules/Serialization/FileSystem.swift",
        // Integers out of bytes, for the headers that ZipHeaderTests and NPYHeaderTests read.
        "Modules/Serialization/LittleEndianBytes.swift",
        // A protocol, and its file, which the tests of NPY read.
        "Modules/Serialization/ByteSource.swift",
        // Facets, which the tests of their type see whole.
        "Modules/ConformanceCheck/FormatCheck+Failures.swift",
        "Modules/ConformanceCheck/FormatCheck+RoundTrips.swift",
        "Modules/ConformanceCheck/OptimizerCheck+State.swift",
        "Modules/ConformanceCheck/OptimizerCheck+Steps.swift",
        "Modules/GradientCheck/Catalogue/Catalogue+Kernels.swift",
        "Modules/GradientCheck/Double+Short.swift",
        "Modules/GradientCheck/Layers/LayerCheck+Gradients.swift",
        "Modules/GradientCheck/Layers/LayerCheck+Modes.swift",
        "Modules/GradientCheck/Layers/LayerCheck+State.swift",
        "Modules/GradientCheck/Layers/LayerSubject+Sample.swift",
        "Modules/GradientCheck/Numeric/Subject+Report.swift",
        "Modules/GradientCheck/Numeric/Tensor+Comparison.swift",
        "Modules/GradientCheck/Operations/OperationCheck+Environment.swift",
        "Modules/GradientCheck/Operations/OperationCheck+Gradients.swift",
        "Modules/GradientCheck/Operations/OperationCheck+Variants.swift",
    ]

    /// Tests that are still to be written: this list only shrinks.
    static let stillToCome = [
        "Modules/GradientCheck/Backend/BackendReport.swift",
        "Modules/GradientCheck/Backend/ExpectedOutcome.swift",
        "Modules/GradientCheck/Backend/KernelBound.swift",
        "Modules/GradientCheck/Backend/KernelCheck.swift",
        "Modules/GradientCheck/Backend/KernelOutcome.swift",
        "Modules/GradientCheck/Backend/KernelReport.swift",
        "Modules/GradientCheck/Backend/Kinds/BatchNormKernels.swift",
        "Modules/GradientCheck/Backend/Kinds/ChannelTransformKernels.swift",
        "Modules/GradientCheck/Backend/Kinds/CrossEntropyKernels.swift",
        "Modules/GradientCheck/Backend/Kinds/ElementwiseKernels.swift",
        "Modules/GradientCheck/Backend/Kinds/ImageKernels.swift",
        "Modules/GradientCheck/Backend/Kinds/LayerNormKernels.swift",
        "Modules/GradientCheck/Backend/Kinds/MatrixKernels.swift",
        "Modules/GradientCheck/Backend/Kinds/NormalizationData.swift",
        "Modules/GradientCheck/Backend/Kinds/RandomKernels.swift",
        "Modules/GradientCheck/Backend/Kinds/RowKernels.swift",
        "Modules/GradientCheck/Backend/Kinds/ShiftKernels.swift",
        "Modules/GradientCheck/Backend/Kinds/StepKernels.swift",
        "Modules/GradientCheck/Catalogue/Catalogue.swift",
        "Modules/GradientCheck/Catalogue/ConformanceRecords.swift",
        "Modules/GradientCheck/Contracts/ContractReport.swift",
        "Modules/GradientCheck/GradientCheckError.swift",
        "Modules/GradientCheck/GradientCheckOptions.swift",
        "Modules/GradientCheck/GradientReport.swift",
        "Modules/GradientCheck/Layers/LayerProbe.swift",
        "Modules/GradientCheck/Numeric/DifferenceQuotients.swift",
        "Modules/GradientCheck/Numeric/Jacobian.swift",
        "Modules/GradientCheck/Numeric/Kinks.swift",
        "Modules/GradientCheck/Numeric/ProjectedLine.swift",
        "Modules/GradientCheck/Numeric/RatioDiagnosis.swift",
        "Modules/GradientCheck/Numeric/Sensitivity.swift",
        "Modules/GradientCheck/Numeric/Subject.swift",
        "Modules/GradientCheck/Operations/Layout.swift",
        "Modules/GradientCheck/Operations/OperationCheckOptions.swift",
        "Modules/GradientCheck/Operations/OperationReport.swift",
        "Modules/GradientCheck/Operations/Probe.swift",
        "Modules/GradientCheck/Threads.swift",
    ]
}
