using System.Text;

namespace Darts.Genotypes.Tests.Fuzzing;

/// <summary>Damages samples. A number makes one input, always the same one.</summary>
/// <param name="target">Whose samples and words to use.</param>
internal sealed class Mutator(FuzzTarget target)
{
    /// <summary>What readers of numbers stumble over.</summary>
    private static readonly string[] Numbers =
        ["0", "-0", "-1", "63", "64", "2147483647", "2147483648", "-9223372036854775809", "18446744073709551616", "1e9", "1e400", "0.5", "00", "0x10", "1_000", "NaN", "Infinity", "٣"];

    /// <summary>What opens, closes and separates in the notations that are read.</summary>
    private static readonly byte[] Signs = "{}[]()<>,:;=\"'\\/#\n\r\t "u8.ToArray();

    /// <summary>Bytes that are no UTF-8, and characters that are no visible ones.</summary>
    private static readonly byte[][] OddBytes =
    [
        [0x00], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xE2, 0x80, 0xAE], [0xE2, 0x80, 0xA8], [0xF0, 0x9F, 0x99, 0x82], [0xC3],
    ];

    /// <summary>Beyond it an input is cut, so that growth upon growth ends: somewhat more than what a genotype file may hold.</summary>
    private const int MaxLength = 3 << 20;

    /// <summary>One in so many inputs is made very long or very deep.</summary>
    private const int ExtremesEvery = 400;

    /// <summary>Makes an input.</summary>
    public byte[] Make(int number)
    {
        var random = new Random(number);
        var input = new List<byte>(Pick(random, target.Samples));
        for (int faults = 1 + Math.Min(random.Next(8), random.Next(8)); faults > 0; faults--)
            Damage(input, random);
        if (number % ExtremesEvery == 0)
            Exaggerate(input, random);
        return [.. input.Take(MaxLength)];
    }

    private void Damage(List<byte> input, Random random)
    {
        int at = random.Next(input.Count + 1);
        switch (random.Next(13))
        {
            case 0 when at < input.Count:
                input[at] = (byte)random.Next(256);
                break;
            case 1 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                input.RemoveRange(at, Length(input.Count - at, random));
                break;
            case 3:
                input.InsertRange(random.Next(input.Count + 1), input.GetRange(at, Length(input.Count - at, random)));
                break;
            case 4:
                input.InsertRange(at, Encoding.UTF8.GetBytes(Pick(random, target.Words)));
                break;
            case 5:
                Replace(input, random, static c => c is >= (byte)'0' and <= (byte)'9' or (byte)'-', Encoding.UTF8.GetBytes(Pick(random, Numbers)));
                break;
            case 6:
                Replace(input, random, static c => c == '_' || char.IsAsciiLetterOrDigit((char)c), Encoding.UTF8.GetBytes(Pick(random, target.Words)));
                break;
            case 7:
                byte[] other = Pick(random, target.Samples);
                int from = random.Next(other.Length);
                input.InsertRange(at, other[from..(from + Length(other.Length - from, random))]);
                break;
            case 8:
                input.RemoveRange(at, input.Count - at);
                break;
            case 9:
                input.InsertRange(at, Pick(random, OddBytes));
                break;
            case 10:
                input.InsertRange(at, Enumerable.Repeat(Pick(random, Signs), random.Next(1, 40)));
                break;
            case 11 when at < input.Count:
                input[at] = Pick(random, Signs);
                break;
            default:
                for (int i = 0; i < input.Count; i++)
                    input[i] = input[i] == '\n' ? (byte)"\r \t"[at % 3] : input[i];
                break;
        }
    }

    /// <summary>Repeats a piece until the input is large, or opens brackets that nobody closes.</summary>
    private static void Exaggerate(List<byte> input, Random random)
    {
        int at = random.Next(input.Count + 1);
        byte[] piece = random.Next(2) == 0 && at < input.Count ? [.. input.GetRange(at, Length(input.Count - at, random))] : [Pick(random, Signs)];
        int length = 1 << random.Next(10, 22);
        if (piece.Length > 0)
            input.InsertRange(at, Enumerable.Repeat(piece, (length / piece.Length) + 1).SelectMany(static bytes => bytes));
    }

    /// <summary>Replaces the word that stands at some place or after it.</summary>
    private static void Replace(List<byte> input, Random random, Func<byte, bool> isPart, byte[] by)
    {
        int start = random.Next(input.Count + 1);
        while (start < input.Count && !isPart(input[start]))
            start++;
        while (start > 0 && start < input.Count && isPart(input[start - 1]))
            start--;
        int end = start;
        while (end < input.Count && isPart(input[end]))
            end++;
        input.RemoveRange(start, end - start);
        input.InsertRange(start, by);
    }

    /// <summary>A length that is short, as a rule.</summary>
    private static int Length(int most, Random random) => Math.Min(most, random.Next(4) == 0 ? random.Next(most + 1) : random.Next(1, 30));

    private static T Pick<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
