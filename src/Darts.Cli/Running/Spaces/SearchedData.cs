using Darts.Search;
using static TorchSharp.torch;

namespace Darts.Cli.Running.Spaces;

/// <summary>Data to search on.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Words">Name and sizes, for people.</param>
/// <param name="Search">Makes the search for an architecture of a name, on a device.</param>
/// <param name="Owned">What is disposed with it.</param>
internal sealed record SearchedData(string Name, string Words, Func<string, Device, SearchLoop> Search, params IReadOnlyList<IDisposable> Owned) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var owned in Owned)
            owned.Dispose();
    }
}
