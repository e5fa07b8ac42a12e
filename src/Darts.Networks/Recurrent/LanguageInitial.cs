using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Initial values of language models: U(−0.04, 0.04) everywhere but in the bias, which is zero (quark0/darts <c>rnn/model.py</c>).</summary>
internal static class LanguageInitial
{
    private const double Range = 0.04;

    /// <summary>Values of this shape.</summary>
    public static Tensor Draw(params long[] shape) => empty(shape).uniform_(-Range, Range);

    /// <summary>A parameter of this shape.</summary>
    public static Parameter Parameter(params long[] shape) => Parameter(Draw(shape));

    /// <summary>A parameter of these values, which outlives every dispose scope.</summary>
    public static Parameter Parameter(Tensor values) => (Parameter)new Parameter(values).DetachFromDisposeScope();
}
