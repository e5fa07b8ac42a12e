namespace Darts.Genotypes;

/// <summary>A network before and after, and what it costs.</summary>
/// <param name="Before">The network before; null if it is new.</param>
/// <param name="After">The network after; null if it is gone.</param>
/// <param name="CountsBefore">What it cost; null if it is new.</param>
/// <param name="CountsAfter">What it costs; null if it is gone.</param>
public sealed record NetworkDifference(NetworkSpec? Before, NetworkSpec? After, NetworkCounts? CountsBefore, NetworkCounts? CountsAfter)
{
    /// <summary>What happened to its entry in the file. Its cost may have changed although that is the same.</summary>
    public ChangeKind Change => Before is null ? ChangeKind.Added : After is null ? ChangeKind.Removed : Before == After ? ChangeKind.Same : ChangeKind.Changed;

    /// <summary>Whether it has another name.</summary>
    public bool IsRenamed => Before is not null && After is not null && Before.Name != After.Name;

    /// <summary>Its name: <c>Old → New</c> if it was renamed.</summary>
    public string Title => IsRenamed ? $"{Before!.Name} → {After!.Name}" : (After ?? Before)!.Name;

    /// <summary>Trainable numbers, without the auxiliary head.</summary>
    public Measure Parameters => new(CountsBefore?.Parameters, CountsAfter?.Parameters);

    /// <summary>Multiply-adds for one image, or for one word.</summary>
    public Measure MultiplyAdds => new(CountsBefore?.MultiplyAdds, CountsAfter?.MultiplyAdds);

    /// <summary>The entries that differ, in the order of the file; empty unless the network is there before and after.</summary>
    public EquatableArray<SettingDifference> Settings
    {
        get
        {
            if (Before is null || After is null)
                return [];
            var after = NetworkSettings.Of(After);
            return NetworkSettings.Of(Before).Zip(after, static (old, now) => new SettingDifference(now.Key, old.Value, now.Value))
                .Where(static setting => setting.Before != setting.After).ToEquatableArray();
        }
    }
}

/// <summary>An entry of a network before and after.</summary>
/// <param name="Key">Its key in the file.</param>
/// <param name="Before">Its value before, as text.</param>
/// <param name="After">Its value after, as text.</param>
public sealed record SettingDifference(string Key, string Before, string After);
