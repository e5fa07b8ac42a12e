using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Looks for values that are not finite without reading each tensor back from its device.</summary>
internal static class Finite
{
    /// <summary>The first name whose tensor holds an infinity or no number; null if all are finite.</summary>
    public static string? FirstExceptionOf(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var checks = tensors.Where(named => named.Value.is_floating_point())
            .Select(named => (named.Key, IsFinite: named.Value.isfinite().all()))
            .GroupBy(check => check.IsFinite.device.ToString())
            .ToArray();
        return checks.Select(First).FirstOrDefault(name => name is not null);
    }

    private static string? First(IEnumerable<(string Key, Tensor IsFinite)> checks)
    {
        (string Key, Tensor IsFinite)[] all = [.. checks];
        var finite = stack(all.Select(check => check.IsFinite).ToArray()).cpu().data<bool>().ToArray();
        return finite.Zip(all).Where(pair => !pair.First).Select(pair => pair.Second.Key).FirstOrDefault();
    }
}
