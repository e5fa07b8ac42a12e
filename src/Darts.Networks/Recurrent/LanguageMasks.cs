using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The masks of one pass: 0 where something is lost, 1/(1−p) elsewhere; null where nothing is.</summary>
/// <param name="Words">[V].</param>
/// <param name="Embedding">[B, E].</param>
/// <param name="Input">[B, E].</param>
/// <param name="Hidden">[B, H].</param>
/// <param name="Output">[B, H].</param>
internal sealed record LanguageMasks(Tensor? Words, Tensor? Embedding, Tensor? Input, Tensor? Hidden, Tensor? Output)
{
    /// <summary>Nothing is lost.</summary>
    public static LanguageMasks None { get; } = new(null, null, null, null, null);

    /// <summary>Draws masks from the global generator, which trainers seed before every step. They are drawn on the CPU and in this order, so that a seed means the same on every device
    /// and for every form of a cell.</summary>
    /// <param name="dropouts">The probabilities.</param>
    /// <param name="model">The widths.</param>
    /// <param name="batch">B.</param>
    /// <param name="like">Of what type and device they are.</param>
    public static LanguageMasks Draw(Dropouts dropouts, LanguageDescription model, long batch, Tensor like)
    {
        return new(
            Mask(dropouts.Words, model.Vocabulary),
            Mask(dropouts.Embedding, batch, model.Embedding),
            Mask(dropouts.Input, batch, model.Embedding),
            Mask(dropouts.Hidden, batch, model.Hidden),
            Mask(dropouts.Output, batch, model.Hidden));

        Tensor? Mask(double probability, params long[] shape)
        {
            if (probability == 0)
                return null;
            double keep = 1 - probability;
            using var drawn = empty(shape).bernoulli_(keep);
            // The division last and in the model's type: 1/(1−p) is not a float32.
            return drawn.to(like.dtype).to(like.device).div(keep);
        }
    }
}
