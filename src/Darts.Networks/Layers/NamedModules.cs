using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>Modules under given names: gives them their state-dict prefix (<c>op.1</c>, <c>cells.0</c>) and computes nothing.</summary>
public sealed class NamedModules() : nn.Module(nameof(NamedModules)), IEnumerable<nn.Module>
{
    /// <summary>Modules under their places in a list, as PyTorch's <c>ModuleList</c> has them.</summary>
    public static NamedModules List(IReadOnlyList<nn.Module> modules)
    {
        var list = new NamedModules();
        for (int i = 0; i < modules.Count; i++)
            list.Add(i, modules[i]);
        return list;
    }

    /// <summary>Adds a module under a name.</summary>
    public void Add(string name, nn.Module module) => register_module(name, module);

    /// <summary>Adds a module under a number, as PyTorch's <c>Sequential</c> and <c>ModuleList</c> do. Numbers may be left out.</summary>
    public void Add(int index, nn.Module module) => Add(index.ToString(CultureInfo.InvariantCulture), module);

    /// <inheritdoc/>
    public IEnumerator<nn.Module> GetEnumerator() => children().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Does nothing: modules are registered by name.</summary>
    protected override void RegisterComponents()
    {
    }
}
