using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>What differs between the tensors of two weights files. Their metadata is not compared.</summary>
/// <param name="OnlyBefore">Tensors of the first file that the second does not have.</param>
/// <param name="OnlyAfter">Tensors of the second file that the first does not have.</param>
/// <param name="Changed">Tensors of both that differ in type, shape or a number, in the order of their names.</param>
/// <param name="Identical">How many are the same, to the bit.</param>
public sealed record WeightsDifference(IReadOnlyList<WeightsEntry> OnlyBefore, IReadOnlyList<WeightsEntry> OnlyAfter, IReadOnlyList<TensorDifference> Changed, int Identical)
{
    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => OnlyBefore.Count + OnlyAfter.Count + Changed.Count == 0;

    /// <summary>Compares two files.</summary>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    /// <exception cref="DartsException">A tensor is damaged, or a file became shorter.</exception>
    public static WeightsDifference Of(SafeTensorsFile before, SafeTensorsFile after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        string[] both = [.. before.Tensors.Keys.Where(after.Tensors.ContainsKey).Order(StringComparer.Ordinal)];
        TensorDifference[] changed = [.. both.Select(name => TensorDifference.Of(before, after, name)).OfType<TensorDifference>()];
        return new(Without(before, after), Without(after, before), changed, both.Length - changed.Length);
    }

    private static WeightsEntry[] Without(SafeTensorsFile file, SafeTensorsFile other) =>
        [.. file.Tensors.Values.Where(tensor => !other.Tensors.ContainsKey(tensor.Name)).OrderBy(tensor => tensor.Name, StringComparer.Ordinal)];
}

/// <summary>A tensor that differs between two files.</summary>
/// <param name="Before">In the first file.</param>
/// <param name="After">In the second file.</param>
/// <param name="Absolute">The largest difference of two elements, |a − b|; NaN where one is no number and the other is. Null where the shapes differ or the type has no arithmetic.</param>
/// <param name="Relative">The largest difference relative to the greater of the two, |a − b| / max(|a|, |b|), in [0, 2]; null or NaN as <paramref name="Absolute"/>.</param>
public sealed record TensorDifference(WeightsEntry Before, WeightsEntry After, double? Absolute, double? Relative)
{
    /// <summary>The tensor's name.</summary>
    public string Name => Before.Name;

    /// <summary>Compares a tensor of two files.</summary>
    /// <returns>Null if it is the same.</returns>
    internal static TensorDifference? Of(SafeTensorsFile before, SafeTensorsFile after, string name)
    {
        WeightsEntry a = before.Tensors[name], b = after.Tensors[name];
        before.Verify(name);
        after.Verify(name);
        bool sameShape = a.Shape.SequenceEqual(b.Shape);
        if (sameShape && a.Type == b.Type && before.HasSameBytes(name, after, name))
            return null;
        if (!sameShape || a.Count == 0 || ScalarTypes.Of(a.Type) is null || ScalarTypes.Of(b.Type) is null)
            return new(a, b, null, null);
        var (absolute, relative) = Largest(before, after, name);
        return new(a, b, absolute, relative);
    }

    private static (double Absolute, double Relative) Largest(SafeTensorsFile before, SafeTensorsFile after, string name)
    {
        using var scope = NewDisposeScope();
        Tensor a = before.Read(name).to(ScalarType.Float64), b = after.Read(name).to(ScalarType.Float64);
        // Infinities and what is no number may be the same too.
        Tensor same = a.eq(b).logical_or(a.isnan().logical_and(b.isnan()));
        Tensor difference = (a - b).abs().masked_fill(same, 0), greater = maximum(a.abs(), b.abs()).masked_fill(same, 1);
        return (difference.max().item<double>(), (difference / greater).max().item<double>());
    }
}
