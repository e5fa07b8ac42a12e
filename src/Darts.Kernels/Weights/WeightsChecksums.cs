using System.Collections.Concurrent;
using System.Globalization;

namespace Darts.Kernels.Weights;

/// <summary>The checksums of a file's tensors: under <see cref="Key"/> of the metadata 8 hexadecimal digits for each, in the order of their names.</summary>
internal sealed class WeightsChecksums
{
    /// <summary>The metadata key.</summary>
    public const string Key = "crc32c";

    private const int Digits = 8;

    private readonly Dictionary<string, uint> _expected;
    private readonly ConcurrentDictionary<string, bool> _verified = new(StringComparer.Ordinal);

    private WeightsChecksums(Dictionary<string, uint> expected) => _expected = expected;

    /// <summary>Reads them.</summary>
    /// <param name="text">The value in the metadata.</param>
    /// <param name="names">The names of all tensors.</param>
    /// <exception cref="FormatException">The text does not have its form; the message is a clause for the user.</exception>
    public static WeightsChecksums Parse(string text, IEnumerable<string> names)
    {
        string[] sorted = [.. names.Order(StringComparer.Ordinal)];
        var expected = new Dictionary<string, uint>(sorted.Length, StringComparer.Ordinal);
        bool fits = text.Length == Digits * (long)sorted.Length;
        for (int i = 0; fits && i < sorted.Length; i++)
        {
            fits = uint.TryParse(text.AsSpan(i * Digits, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint crc);
            expected[sorted[i]] = crc;
        }

        return fits ? new(expected) : throw new FormatException($"its checksums ({Key}) are not {Digits} hexadecimal digits for each of {sorted.Length} tensors");
    }

    /// <summary>Writes them.</summary>
    /// <param name="tensors">All tensors that will stand in the file.</param>
    public static string Of(IEnumerable<WeightsSource> tensors) =>
        string.Concat(tensors.OrderBy(static tensor => tensor.Name, StringComparer.Ordinal).Select(static tensor => Text(Crc32C.Of(tensor.Write))));

    /// <summary>A checksum as it is written.</summary>
    public static string Text(uint crc) => crc.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>Whether a tensor's data was found to be what was written.</summary>
    public bool IsVerified(string name) => _verified.ContainsKey(name);

    /// <summary>Compares a tensor's data with what was written; what is right is not looked at again.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="crc">The checksum of its data.</param>
    /// <returns>What it should be, where it is not.</returns>
    public uint? Fault(string name, uint crc)
    {
        uint expected = _expected[name];
        if (crc == expected)
            _verified[name] = true;
        return crc == expected ? null : expected;
    }
}
