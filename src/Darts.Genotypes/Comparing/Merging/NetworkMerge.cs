namespace Darts.Genotypes;

/// <summary>Merges the networks of a genotype, by name. Ours keep their order; those that only the other side has follow.</summary>
internal static class NetworkMerge
{
    public static (EquatableArray<NetworkSpec> Ours, EquatableArray<NetworkSpec> Theirs) Of(
        EquatableArray<NetworkSpec> origin, EquatableArray<NetworkSpec> ours, EquatableArray<NetworkSpec> theirs, ThreeWay merge)
    {
        var merged = ours.Concat(theirs).Select(static network => network.Name).Distinct()
            .Select(name => merge.Values($"network {name}", Find(origin, name), Find(ours, name), Find(theirs, name), Describe)).ToList();
        return (merged.Select(static network => network.Ours).OfType<NetworkSpec>().ToEquatableArray(),
            merged.Select(static network => network.Theirs).OfType<NetworkSpec>().ToEquatableArray());
    }

    private static NetworkSpec? Find(EquatableArray<NetworkSpec> networks, string name) => networks.FirstOrDefault(network => network.Name == name);

    private static string Describe(NetworkSpec? network) =>
        network is null ? "nothing" : string.Join(", ", NetworkSettings.Of(network).Skip(1).Select(static setting => $"{setting.Key} {setting.Value}"));
}
