using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The base of language models: embedding, one recurrent cell, decoder (quark0/darts <c>rnn/model.py</c>). Compiled ones derive from it, and the supernet does.</summary>
/// <remarks>
/// State-dict names are the original's: <c>encoder.weight</c>, <c>rnns.0.…</c>, <c>decoder.weight</c>, <c>decoder.bias</c>. Where embedding and state have one width the decoder's weight is the
/// embedding's: one parameter, under both names in the state. Everything a pass allocates, other than what it returns, is freed when it ends.
/// </remarks>
public abstract class LanguageModel : nn.Module<Tensor, Tensor, LanguageOutput>
{
    /// <summary>The embedding's name in the state.</summary>
    internal const string EmbeddingName = "encoder.weight";

    private const string DecoderWeight = "decoder.weight";

    private readonly EmbeddingTable _encoder;
    private readonly Decoder _decoder;
    private readonly FactorRooms _rooms = new();

    /// <summary>Starts a model; embedding and decoder draw their initial values from the global generator, after the cell has.</summary>
    /// <param name="description">What it is.</param>
    /// <param name="cell">Registered as <c>rnns.0</c>.</param>
    protected LanguageModel(LanguageDescription description, nn.Module cell)
        : base(description.Name)
    {
        Description = description;
        _encoder = new EmbeddingTable(description.Vocabulary, description.Embedding);
        _decoder = new Decoder(description.Vocabulary, description.IsTied ? null : description.Hidden);
        register_module("encoder", _encoder);
        register_module("rnns", NamedModules.List([cell]));
        register_module("decoder", _decoder);
    }

    /// <summary>What this model is.</summary>
    public LanguageDescription Description { get; }

    /// <summary>What is dropped in training mode; nothing when new. The masks are drawn from the global generator, so a trainer seeds it before every step.</summary>
    public Dropouts Dropouts { get; set; } = Dropouts.None;

    /// <summary>The state before the first word: zeros, [B, H].</summary>
    /// <param name="batch">B, the number of sequences.</param>
    public Tensor InitialHidden(int batch) => zeros(batch, Description.Hidden, _encoder.Weight.dtype, _encoder.Weight.device);

    /// <summary>Reads sequences of any length.</summary>
    /// <param name="tokens">Words, [T ≥ 1, B], 0 … V − 1, Int64.</param>
    /// <param name="hidden">The state before them, [B, H]; the gradient flows into it, so detach it to cut sequences apart.</param>
    /// <returns>Log-probabilities, state and the cell's outputs; the caller disposes them.</returns>
    /// <exception cref="DartsException">The tokens or the state have another shape or type.</exception>
    public sealed override LanguageOutput forward(Tensor tokens, Tensor hidden)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor raw, Tensor dropped) = Outputs(tokens, hidden);
        return new(scope.MoveToOuter(LogProbabilities(dropped)), scope.MoveToOuter(raw[-1]), scope.MoveToOuter(raw), ReferenceEquals(dropped, raw) ? raw : scope.MoveToOuter(dropped));
    }

    /// <summary>Reads sequences and says how badly it foretells them: the same as the mean of −ln p by <see cref="forward"/>, with less memory and in less time, for the probabilities of the other words
    /// are not kept.</summary>
    /// <param name="tokens">Words, [T ≥ 1, B], 0 … V − 1, Int64.</param>
    /// <param name="hidden">The state before them, [B, H]; the gradient flows into it, so detach it to cut sequences apart.</param>
    /// <param name="next">The word after each, [T, B] or one word's columns after the other, [T·B]; 0 … V − 1, Int64.</param>
    /// <returns>The loss, the state and the cell's outputs; the caller disposes them.</returns>
    /// <exception cref="DartsException">Words or state have another shape or type, or there is no such word.</exception>
    public LanguageLoss Loss(Tensor tokens, Tensor hidden, Tensor next)
    {
        Description.CheckNext(tokens, next);
        using DisposeScope scope = NewDisposeScope();
        (Tensor raw, Tensor dropped) = Outputs(tokens, hidden);
        (Tensor weight, Tensor bias) = DecoderParameters;
        Tensor mean = DecoderLossFunction.Mean(dropped.view(-1, Description.Hidden), weight, bias, next.flatten(), hidden.dtype, _rooms);
        return new(scope.MoveToOuter(mean), scope.MoveToOuter(raw[-1]), scope.MoveToOuter(raw), ReferenceEquals(dropped, raw) ? raw : scope.MoveToOuter(dropped));
    }

    /// <summary>This model for inference: the function it has in evaluation, without gradients, with a copy of its weights.</summary>
    /// <returns>A model of the same device and type; the caller disposes it.</returns>
    /// <exception cref="NotSupportedException">This is no compiled model.</exception>
    public virtual LanguageInference ForInference() => throw new NotSupportedException($"{Description.Name} has no form for inference: only compiled models have.");

    /// <summary>Parameters and buffers under the original's names and in its order, whatever was merged.</summary>
    /// <param name="destination">What to add to; null for a new dictionary.</param>
    /// <param name="prefix">What to put before every name.</param>
    /// <returns>Live tensors, or views of them.</returns>
    public override Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
    {
        destination ??= [];
        string start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
        foreach ((string name, Tensor tensor) in MergedNames.Split(base.state_dict(null, prefix)))
        {
            if (Description.IsTied && name == start + "decoder.bias")
                destination.TryAdd(start + DecoderWeight, _encoder.Weight);
            destination.TryAdd(name, tensor);
        }
        return destination;
    }

    /// <summary>The cell's outputs for a sequence; runs inside a dispose scope.</summary>
    /// <param name="inputs">Embedded words after all dropouts, [T, B, E].</param>
    /// <param name="hidden">The state before, [B, H].</param>
    /// <param name="mask">What to multiply every state by where a matrix product reads it, [B, H]; null for nothing.</param>
    /// <returns>[T, B, H].</returns>
    protected abstract Tensor Run(Tensor inputs, Tensor hidden, Tensor? mask);

    /// <summary>The decoder's weight, [V, H], and bias, [V].</summary>
    internal (Tensor Weight, Tensor Bias) DecoderParameters => (_decoder.Weight ?? _encoder.Weight, _decoder.Bias);

    /// <summary>The embedding, [V, E].</summary>
    internal Tensor EmbeddingWeight => _encoder.Weight;

    /// <summary>The table's row of each word: [T, B] → [T, B, …].</summary>
    internal static Tensor Rows(Tensor table, Tensor tokens) => table.index_select(0, tokens.flatten()).view([.. tokens.shape, .. table.shape[1..]]);

    /// <summary>The cell's outputs, before and after dropout.</summary>
    private (Tensor Raw, Tensor Dropped) Outputs(Tensor tokens, Tensor hidden)
    {
        Description.Check(tokens, hidden);
        LanguageMasks masks = training ? LanguageMasks.Draw(Dropouts, Description, tokens.shape[1], _encoder.Weight) : LanguageMasks.None;
        Tensor raw = Run(Embedded(tokens, masks), hidden, masks.Hidden);
        return (raw, masks.Output is null ? raw : raw * masks.Output);
    }

    private Tensor LogProbabilities(Tensor outputs)
    {
        (Tensor weight, Tensor bias) = DecoderParameters;
        return DecoderFunction.LogProbabilities(outputs.view(-1, Description.Hidden), weight, bias, _rooms).view(outputs.shape[0], outputs.shape[1], Description.Vocabulary);
    }

    /// <summary>Embedded words after the three dropouts in front of the cell: one multiplication for those that are the same at every word.</summary>
    private Tensor Embedded(Tensor tokens, LanguageMasks masks)
    {
        Tensor words = Rows(_encoder.Weight, tokens);
        if (masks.Words is not null)
            words *= Rows(masks.Words, tokens).unsqueeze(-1);
        Tensor? locked = masks is { Embedding: { } embedding, Input: { } input } ? embedding * input : masks.Embedding ?? masks.Input;
        return locked is null ? words : words * locked;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rooms.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Does nothing: modules are registered by name, once.</summary>
    protected sealed override void RegisterComponents()
    {
    }
}
