/// Sources without a test file of their own.
enum MirrorExceptions {
    /// Declarations, and facets that tests of others see whole.
    static let nothingToTest = [
        // Cases without behaviour.
        "Modules/Autograd/PaddingMode.swift",
        "Modules/Autograd/Reduction.swift",
        // What convolutions and pooling of sequences and images share, which their tests see whole.
        "Modules/Autograd/Operations/NeuralNetwork/ConvolutionTerms.swift",
        "Modules/Autograd/Operations/NeuralNetwork/Images.swift",
        // A type by another name, and protocols.
        "Modules/Data/ElementTransform.swift",
        "Modules/Data/ResumableLoader.swift",
        "Modules/Data/Sampler.swift",
        // The parts of CSV that its tests see whole.
        "Modules/Data/CSVParser.swift",
        // How a loader makes batches, which the tests of DataLoader see whole.
        "Modules/Data/BatchSource.swift",
        // A protocol, and an error that the tests of each schedule read.
        "Modules/Schedulers/Schedule.swift",
        // What the searches and resumptions of LBFGSTests see whole.
        "Modules/Optimizers/LBFGSMemory.swift",
        "Modules/Optimizers/StrongWolfe.swift",
        // The system's calls as values, which the tests of AtomicReplacement let fail one by one.
        "Modules/Serialization/FileSystem.swift",
        // Integers out of bytes, for the headers that ZipHeaderTests and NPYHeaderTests read.
        "Modules/Serialization/LittleEndianBytes.swift",
        // Names of instructions, and objects without behaviour, which PickleMachineTests see.
        "Modules/Serialization/PickleHeap.swift",
        "Modules/Serialization/PickleOpcode.swift",
        // The parts of PNG that its tests see whole.
        "Modules/Serialization/PNGHeader.swift",
        "Modules/Serialization/PNGPixels.swift",
        // A protocol, and its file, which the tests of NPY read.
        "Modules/Serialization/ByteSource.swift",
        // Facets, which the tests of their type see whole.
        "Modules/ConformanceCheck/FormatCheck+Failures.swift",
        "Modules/ConformanceCheck/FormatCheck+RoundTrips.swift",
        "Modules/ConformanceCheck/OptimizerCheck+State.swift",
        "Modules/ConformanceCheck/OptimizerCheck+Steps.swift",
        "Modules/GradientCheck/Catalogue/Catalogue+Kernels.swift",
        "Modules/GradientCheck/Double+Short.swift",
        "Modules/GradientCheck/Layers/LayerCheck+Function.swift",
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
}
