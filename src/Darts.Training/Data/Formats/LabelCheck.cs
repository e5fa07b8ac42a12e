using System.Globalization;
using Darts.Networks;

namespace Darts.Training;

/// <summary>What every format asks of its labels.</summary>
internal static class LabelCheck
{
    /// <summary>Names for classes that have none: "0", "1", ….</summary>
    public static IReadOnlyList<string> Numbers(int classes) => [.. Enumerable.Range(0, classes).Select(label => label.ToString(CultureInfo.InvariantCulture))];

    /// <summary>There is something to tell apart, and every label is a class.</summary>
    /// <param name="labels">The labels, in file order.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="where">What the message says they are.</param>
    public static void Check(ReadOnlySpan<byte> labels, int classes, string where)
    {
        if (!labels.ContainsAnyExcept(labels[0]))
        {
            throw new DartsException($"All of {where} are {labels[0]}: at least two classes are needed.");
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] >= classes)
            {
                throw new DartsException($"Label {i} of {where} is {labels[i]}, but the classes are 0 to {classes - 1}.");
            }
        }
    }
}
