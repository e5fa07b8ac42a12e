using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A row of numbers for each word. Holds <c>weight</c>, [V, E].</summary>
internal sealed class EmbeddingTable : nn.Module
{
    /// <summary>Starts at random.</summary>
    /// <param name="vocabulary">V.</param>
    /// <param name="width">E.</param>
    public EmbeddingTable(int vocabulary, int width)
        : base(nameof(EmbeddingTable)) => register_parameter("weight", LanguageInitial.Parameter(vocabulary, width));

    /// <summary>[V, E].</summary>
    public Parameter Weight => get_parameter("weight")!;

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
    }
}
