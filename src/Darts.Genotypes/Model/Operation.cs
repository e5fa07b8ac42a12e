namespace Darts.Genotypes;

/// <summary>What an operation does, apart from its kernel size.</summary>
public enum OperationFamily
{
    /// <summary>Zero: exists in the search space only.</summary>
    None,

    /// <summary>Max pooling.</summary>
    MaxPool,

    /// <summary>Average pooling; padding does not count.</summary>
    AveragePool,

    /// <summary>Identity, or a factorized reduction at stride 2.</summary>
    Skip,

    /// <summary>ReLU, depthwise, pointwise, batch norm; all of it twice.</summary>
    SeparableConvolution,

    /// <summary>ReLU, dilated depthwise, pointwise, batch norm.</summary>
    DilatedConvolution,

    /// <summary>ReLU, 1×k and k×1 full convolutions, batch norm.</summary>
    FactorizedConvolution,

    /// <summary>Element-wise activation of a recurrent cell.</summary>
    Activation,
}

/// <summary>One operation an edge may carry (DARTS §3.1; quark0/darts <c>cnn/operations.py</c>, <c>rnn/model.py</c>).</summary>
/// <param name="Name">The name in genotypes: <c>sep_conv_3x3</c>.</param>
/// <param name="Family">What it does.</param>
/// <param name="Kernel">The kernel's side in pixels; 0 where there is none.</param>
public sealed record Operation(string Name, OperationFamily Family, int Kernel = 0)
{
    /// <summary>Whether it starts with a ReLU (every convolution does; pools and identity do not).</summary>
    public bool RectifiesInput =>
        Family is OperationFamily.SeparableConvolution or OperationFamily.DilatedConvolution or OperationFamily.FactorizedConvolution;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
