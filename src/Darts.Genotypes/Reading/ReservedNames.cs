namespace Darts.Genotypes;

/// <summary>Names that no network may have, because the code it is compiled to uses them for something else.</summary>
internal static class ReservedNames
{
    private static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        // Types of Darts.Networks and TorchSharp; a class of the same name beside them would hide them.
        "Activation", "AvgPool3x3", "Cell", "CellDrops", "CifarAuxiliaryHead", "CifarStem", "DilConv", "DropPath", "FactorizedConv", "FactorizedReduce", "FoldedChain",
        "CompiledLanguageModel", "FoldedOperation", "Gate", "GateProduct", "GateReading", "GlobalPool", "LanguageDescription", "LanguageReading", "RecurrentCell", "SequenceCell", "StepCell",
        "ImageClassifier", "ImageNetAuxiliaryHead", "ImageNetStem0", "ImageNetStem1", "InferenceCell", "InferenceNetwork", "Layer", "Linear", "MaxPool3x3", "NamedModules", "NetworkDescription",
        "PointwiseSum", "SepConv", "Tensor", "cat",

        // Types of Darts.Kernels that classes for inference call.
        "CompiledClassifier", "CompiledReader", "Frame", "IWeights", "InferencePlan", "Map", "ReaderCell", "ReaderPlan", "WeightPacker", "WeightsException",

        // Members of the class itself, which may not bear its name.
        "Compute", "ForInference", "Inference", "NormalCell", "ReductionCell", "_auxiliaryHead", "_cells", "_classifier", "_stem", "_stem0", "_stem1",
    };

    /// <summary>Whether compiled code uses the name.</summary>
    public static bool Contains(string name) => All.Contains(name);
}
