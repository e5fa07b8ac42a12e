using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// A language model for inference: a trained model's function in evaluation, without gradients, with a copy of its weights. Reading and decoding are apart, because who samples a text decodes one
/// place of it, and who only carries the state on decodes none.
/// </summary>
public sealed class LanguageInference : IDisposable
{
    private readonly LanguageReading _cell;
    private readonly Tensor _embedding;
    private readonly InferenceDecoder _decoder;

    /// <summary>Copies a model's weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cell">Its cell.</param>
    public LanguageInference(LanguageModel model, LanguageCell cell)
    {
        Description = model.Description;
        using var withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor weight, Tensor bias) = model.DecoderParameters;
        _embedding = Copy(model.EmbeddingWeight);
        _decoder = new(weight, bias);
        _cell = cell.ForInference();
    }

    /// <summary>What this model is.</summary>
    public LanguageDescription Description { get; }

    /// <summary>The state before the first word: zeros, [B, H].</summary>
    /// <param name="batch">B, the number of sequences.</param>
    public Tensor InitialHidden(int batch) => zeros(batch, Description.Hidden, _embedding.dtype, _embedding.device);

    /// <summary>Reads words, without decoding.</summary>
    /// <param name="tokens">[T ≥ 1, B], 0 … V − 1, Int64.</param>
    /// <param name="hidden">The state before them, [B, H].</param>
    /// <returns>The state after each of them, [T, B, H]: what <see cref="LogProbabilities"/> takes, the last of which is to be carried on. The caller disposes it.</returns>
    /// <exception cref="DartsException">The tokens or the state have another shape or type.</exception>
    public Tensor Read(Tensor tokens, Tensor hidden)
    {
        Description.Check(tokens, hidden);
        using var withoutGradients = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        return scope.MoveToOuter(_cell.Run(LanguageModel.Rows(_embedding, tokens), hidden.contiguous()));
    }

    /// <summary>ln p(next word) after states.</summary>
    /// <param name="states">[…, H].</param>
    /// <returns>[…, V]; the caller disposes it.</returns>
    public Tensor LogProbabilities(Tensor states)
    {
        using var withoutGradients = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        return scope.MoveToOuter(_decoder.Run(states.reshape(-1, Description.Hidden).contiguous()).view([.. states.shape[..^1], Description.Vocabulary]));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cell.Dispose();
        _embedding.Dispose();
        _decoder.Dispose();
    }

    internal static Tensor Copy(Tensor weight) => weight.detach().clone().DetachFromDisposeScope();
}
