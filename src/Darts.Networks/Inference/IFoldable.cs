namespace Darts.Networks;

/// <summary>A layer that has a form for inference alone.</summary>
public interface IFoldable
{
    /// <summary>A copy for inference: batch norms are part of the convolutions before them, with their running statistics; no gradients. What the layer learns later does not reach it.</summary>
    Layer Fold();
}
