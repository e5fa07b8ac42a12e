namespace Darts.Kernels;

/// <summary>What <see cref="ConvolutionChains"/> compute: addresses of contiguous float32 in the order NCHW, which must hold from the forward to the backward pass.</summary>
internal sealed record ChainsPlan
{
    /// <summary>N.</summary>
    public required int Images { get; init; }

    /// <summary>How many branches each operation has, one after the other in the output's channels.</summary>
    public required int Branches { get; init; }

    /// <summary>The value all read, [N, C, H, W].</summary>
    public required nint Input { get; init; }

    /// <summary>From an image of the input to the next: C·H·W, or more where the value is a part of a larger map.</summary>
    public required nint InputStride { get; init; }

    /// <summary>Whether the operations read the value through a ReLU.</summary>
    public bool Rectifies { get; init; }

    /// <summary>[N, branches·outputs, H', W'].</summary>
    public required nint Output { get; init; }

    /// <summary>From an image of the output to the next.</summary>
    public required nint OutputStride { get; init; }

    /// <summary>Whether to add to what the output holds.</summary>
    public bool Accumulates { get; init; }

    /// <summary>The stages of each operation; all end in the same shape.</summary>
    public required StageTensors[][] Chains { get; init; }

    /// <summary>Where each branch's output goes where branches do not lie one after the other in the output; else null.</summary>
    public BranchTarget[]? Targets { get; init; }

    /// <summary>The pools that are added to every branch, or none.</summary>
    public PoolTensors? Pools { get; init; }

    /// <summary>Whether batch norms take the batch's statistics, not the running ones.</summary>
    public required bool Training { get; init; }

    /// <summary>Where a branch's output goes.</summary>
    /// <param name="branch">Its number.</param>
    public BranchTarget Target(int branch) => Targets?[branch] ?? new((nint)branch * Chains[0][^1].Outputs * Chains[0][^1].Shape.OutputArea, Factors: 0, Accumulates);
}

/// <summary>Where a branch's output goes, and its gradient comes from.</summary>
/// <param name="Offset">From the first image's output to the branch's first channel, floats.</param>
/// <param name="Factors">The address of what to multiply each image's by, [N]; 0 for 1.</param>
/// <param name="Accumulates">Whether to add to what is there.</param>
internal readonly record struct BranchTarget(nint Offset, nint Factors, bool Accumulates);

/// <summary>Where the gradients of a <see cref="ChainsPlan"/> come from and go to; 0 for what is not wanted.</summary>
internal sealed record ChainsGradients
{
    /// <summary>Of the output, [N, branches·outputs, H', W'].</summary>
    public required nint Output { get; init; }

    /// <summary>From an image of the output's gradient to the next.</summary>
    public required nint OutputStride { get; init; }

    /// <summary>What to add the input's gradient to, in its layout.</summary>
    public required nint Input { get; init; }

    /// <summary>Whether the input's gradient holds nothing yet: it is written, not added to.</summary>
    public bool InputIsNew { get; init; }

    /// <summary>Where the operations read through a ReLU and the input's gradient is wanted: memory, of any content, for its gradient behind the ReLU, [N, C, H, W].</summary>
    public nint Rectified { get; init; }

    /// <summary>Of each stage.</summary>
    public required StageGradients[][] Stages { get; init; }

    /// <summary>Of the pools' weights, [edges, terms].</summary>
    public nint PoolWeights { get; init; }
}
