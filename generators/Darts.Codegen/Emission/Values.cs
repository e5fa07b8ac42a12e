namespace Darts.Codegen;

/// <summary>How the values of a cell are called.</summary>
internal static class Values
{
    /// <summary>Whether a value is one of the cell's two inputs.</summary>
    public static bool IsInput(int value) => value < 2;

    /// <summary>The variable: <c>s0</c>, <c>s1</c>, <c>n2</c>…</summary>
    public static string Variable(int value) => FormattableString.Invariant($"{(IsInput(value) ? 's' : 'n')}{value}");

    /// <summary>The literature's name: <c>c_{k-2}</c>, <c>c_{k-1}</c>, <c>node 2</c>…</summary>
    public static string Literature(int value) => value switch
    {
        0 => "c_{k-2}",
        1 => "c_{k-1}",
        _ => FormattableString.Invariant($"node {value}"),
    };
}
