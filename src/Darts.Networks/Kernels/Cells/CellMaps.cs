using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Where the values of a cell lie: inputs by themselves, nodes one after the other in the channels of the output; and their gradients likewise.</summary>
/// <param name="nodes">The nodes' numbers, in their order.</param>
/// <param name="inputs">Both inputs, [N, C, H, W]; an entry may be null where there is no gradient to take.</param>
/// <param name="output">[N, nodes·C, H', W'].</param>
internal sealed class CellMaps(int[] nodes, Tensor?[] inputs, Tensor output)
{
    private readonly nint _output = CpuKernels.Address(output);
    private readonly long[] _shape = output.shape;

    // Nodes begin with the gradient of the output.
    private readonly bool[] _begun = new bool[inputs.Length];

    /// <summary>N.</summary>
    public int Images => (int)_shape[0];

    /// <summary>From an image of the output to the next, floats.</summary>
    public nint OutputStride => (nint)(_shape[1] * _shape[2] * _shape[3]);

    /// <summary>Floats of an image of a node.</summary>
    public int NodeLength => (int)(OutputStride / nodes.Length);

    /// <summary>The shape of a node.</summary>
    public long[] NodeShape => [_shape[0], _shape[1] / nodes.Length, _shape[2], _shape[3]];

    /// <summary>The first node's first float.</summary>
    public nint FirstNode => _output;

    /// <summary>From the first node to another one, floats.</summary>
    /// <param name="node">Its number.</param>
    public nint Offset(int node) => (nint)Array.IndexOf(nodes, node) * NodeLength;

    /// <summary>Where a value lies, and from an image of it to the next; 0 for an input without a gradient.</summary>
    /// <param name="value">0 and 1 for inputs, else a node's number.</param>
    public (nint First, nint Stride) Of(int value) =>
        value < inputs.Length
            ? (CpuKernels.Address(inputs[value]), inputs[value] is { } input ? (nint)input.stride(0) : 0)
            : (_output + (Offset(value) * sizeof(float)), OutputStride);

    /// <summary>Of gradients: whether nobody has written to that of a value yet. From now on somebody has.</summary>
    /// <param name="value">0 and 1 for inputs, else a node's number.</param>
    public bool Begin(int value)
    {
        if (value >= inputs.Length || _begun[value])
            return false;
        return _begun[value] = true;
    }

    /// <summary>Of gradients: sets those to zero that nobody has written to, at the end.</summary>
    public void Finish()
    {
        for (int value = 0; value < inputs.Length; value++)
        {
            if (!_begun[value])
                inputs[value]?.zero_();
        }
    }
}
