using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>The parameters of a module as optimizers take them.</summary>
public static class Parameters
{
    /// <summary>The trainable parameters of <paramref name="module"/> with their state-dict names, in registration order.
    /// Call it after the module has been moved to its device: <c>Module.to</c> replaces parameters.</summary>
    /// <param name="module">The module.</param>
    /// <returns>Each parameter once, with the first name it is registered under.</returns>
    public static IReadOnlyList<(string Name, Tensor Parameter)> Of(nn.Module module) =>
        [.. from named in module.named_parameters() where named.parameter.requires_grad select (named.name, (Tensor)named.parameter)];
}
