namespace Darts.Genotypes;

/// <summary>Finds for every network what became of it. Their order in the file says nothing.</summary>
internal static class NetworkPairing
{
    /// <summary>Pairs networks of one name and kind, then those that differ in name only: they were renamed. The order is that of the file after, what was
    /// removed last.</summary>
    public static IReadOnlyList<(NetworkSpec? Before, NetworkSpec? After)> Pair(IEnumerable<NetworkSpec> before, IEnumerable<NetworkSpec> after)
    {
        List<NetworkSpec> gone = [.. before], now = [.. after];
        var pairs = now.ToDictionary(static network => network.Name, network => Take(old => old.Name == network.Name && old.GetType() == network.GetType()), StringComparer.Ordinal);
        foreach (NetworkSpec network in now.Where(network => pairs[network.Name] is null))
            pairs[network.Name] = Take(old => old with { Name = network.Name } == network);
        return [.. now.Select(network => (pairs[network.Name], (NetworkSpec?)network)), .. gone.Select(static network => ((NetworkSpec?)network, (NetworkSpec?)null))];

        NetworkSpec? Take(Predicate<NetworkSpec> belongs)
        {
            int index = gone.FindIndex(belongs);
            if (index < 0)
                return null;
            NetworkSpec network = gone[index];
            gone.RemoveAt(index);
            return network;
        }
    }
}
