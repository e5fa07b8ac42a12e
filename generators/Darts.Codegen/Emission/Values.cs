namespace Darts.Codegen;

/// <summary>How the values of a cell are called.</summary>
internal static class Values
{
    /// <summary>Whether a value is one of the cell's two inputs.</summary>
    public static bool IsInput(int value) => value < 2;

    /// <summary>The variable: <c>s0</c>, <c>s1</c>, <c>n2</c>…</summary>
    public static string Variable(int value) => FormattableString.Invariant($"{(IsInput(value) ? 's' : 'n')}{value}");

    /// <summary>An operation's name as part of an identifier: <c>sepConv3x3</c>, <c>conv7x1_1x7</c>.</summary>
    public static string Camel(string operation)
    {
        string[] words = operation.Split('_');
        return words[0] + string.Concat(words.Skip(1).Zip(words, static (word, before) =>
            char.IsDigit(word[0]) && char.IsDigit(before[before.Length - 1]) ? "_" + word : char.ToUpperInvariant(word[0]) + word.Substring(1)));
    }

    /// <summary>The literature's name: <c>c_{k-2}</c>, <c>c_{k-1}</c>, <c>node 2</c>…</summary>
    public static string Literature(int value) => value switch
    {
        0 => "c_{k-2}",
        1 => "c_{k-1}",
        _ => FormattableString.Invariant($"node {value}"),
    };
}
