using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>The search network of language: a model whose cell's every edge carries all activations, mixed by α (quark0/darts <c>rnn/model_search.py</c>). Its parameters are ω alone.</summary>
/// <remarks>State-dict names are the original's.</remarks>
public sealed class RecurrentSupernet : LanguageModel
{
    private readonly MixedCell _cell;

    /// <summary>Makes the network with the original's initial weights, drawn from the global generator.</summary>
    /// <param name="vocabulary">V, the number of words.</param>
    /// <param name="width">H, of embeddings and state.</param>
    /// <param name="architecture">α that passes mix by; borrowed. Of the network's device and type.</param>
    public RecurrentSupernet(int vocabulary, int width, RecurrentArchitecture architecture)
        : this(vocabulary, width, new MixedCell(width, architecture))
    {
    }

    private RecurrentSupernet(int vocabulary, int width, MixedCell cell)
        : base(new(nameof(RecurrentSupernet), GenotypeHash: "", vocabulary, width, width, ParametersOf(vocabulary, width)), cell) => _cell = cell;

    /// <summary>How many parameters such a network has: embedding, decoder's bias and nine matrices of the cell.</summary>
    /// <param name="vocabulary">V.</param>
    /// <param name="width">H.</param>
    public static long ParametersOf(long vocabulary, long width) => (vocabulary * (width + 1)) + ((2 + CellSpace.Recurrent.Nodes) * 2 * width * width);

    /// <inheritdoc/>
    protected override Tensor Run(Tensor inputs, Tensor hidden, Tensor? mask) => _cell.Run(inputs, hidden, mask);
}
