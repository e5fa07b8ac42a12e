namespace Darts.Genotypes;

/// <summary>The operations of the two spaces, by the names of the literature.</summary>
public static class Operations
{
    /// <summary>Zero; search only, never in a genotype.</summary>
    public static Operation None { get; } = new("none", OperationFamily.None);

    /// <summary>Identity at stride 1, factorized reduction at stride 2.</summary>
    public static Operation SkipConnect { get; } = new("skip_connect", OperationFamily.Skip);

    /// <summary>The ten operations of convolutional cells; the first eight are the search space, in the order of α's columns
    /// (quark0/darts <c>PRIMITIVES</c>).</summary>
    public static EquatableArray<Operation> Convolutional { get; } =
    [
        None,
        new("max_pool_3x3", OperationFamily.MaxPool, 3),
        new("avg_pool_3x3", OperationFamily.AveragePool, 3),
        SkipConnect,
        new("sep_conv_3x3", OperationFamily.SeparableConvolution, 3),
        new("sep_conv_5x5", OperationFamily.SeparableConvolution, 5),
        new("dil_conv_3x3", OperationFamily.DilatedConvolution, 3),
        new("dil_conv_5x5", OperationFamily.DilatedConvolution, 5),
        new("sep_conv_7x7", OperationFamily.SeparableConvolution, 7),
        new("conv_7x1_1x7", OperationFamily.FactorizedConvolution, 7),
    ];

    /// <summary>The operations an image supernet chooses from, in the order of α's columns.</summary>
    public static EquatableArray<Operation> ConvolutionalSearchSpace { get; } = Convolutional.Take(8).ToEquatableArray();

    /// <summary>The operations of recurrent cells, in the order of α's columns.</summary>
    public static EquatableArray<Operation> Recurrent { get; } =
    [
        None,
        new("tanh", OperationFamily.Activation),
        new("relu", OperationFamily.Activation),
        new("sigmoid", OperationFamily.Activation),
        new("identity", OperationFamily.Activation),
    ];
}
