using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The base of compiled language models.</summary>
public abstract class CompiledLanguageModel : LanguageModel
{
    private readonly LanguageCell _cell;

    /// <summary>Starts a model with random weights, in training mode, on the CPU.</summary>
    /// <param name="description">What it is.</param>
    /// <param name="cell">Its cell.</param>
    protected CompiledLanguageModel(LanguageDescription description, LanguageCell cell)
        : base(description, cell) => _cell = cell;

    /// <inheritdoc/>
    public sealed override LanguageInference ForInference() => new(this, _cell);

    /// <inheritdoc/>
    protected sealed override Tensor Run(Tensor inputs, Tensor hidden, Tensor? mask) => _cell.Run(inputs, hidden, mask);
}
