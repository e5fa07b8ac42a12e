using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The base of everything that computes one tensor from one tensor: operations, stems, heads and what they are made of.</summary>
/// <param name="name">Its name, for debugging.</param>
public abstract class Layer(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>Does nothing: modules are registered by name, once. (Reflection over fields would register them again under the fields'
    /// names, and finds no fields in an ahead-of-time compiled app.)</summary>
    protected sealed override void RegisterComponents()
    {
    }
}
