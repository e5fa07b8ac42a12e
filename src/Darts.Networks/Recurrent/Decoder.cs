using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>From a state to a logit for each word. Holds <c>bias</c>, [V], and, unless it is the embedding's, <c>weight</c>, [V, H].</summary>
internal sealed class Decoder : nn.Module
{
    private readonly bool _hasWeight;

    /// <summary>Starts with zero bias and a random weight.</summary>
    /// <param name="vocabulary">V.</param>
    /// <param name="width">H; null if the weight is the embedding's.</param>
    public Decoder(int vocabulary, int? width)
        : base(nameof(Decoder))
    {
        _hasWeight = width is not null;
        if (width is { } hidden)
            register_parameter("weight", LanguageInitial.Parameter(vocabulary, hidden));
        register_parameter("bias", Initial.Zeros(vocabulary));
    }

    /// <summary>[V, H]; null if it is the embedding's.</summary>
    public Parameter? Weight => _hasWeight ? get_parameter("weight") : null;

    /// <summary>[V].</summary>
    public Parameter Bias => get_parameter("bias")!;

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
    }
}
