using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Darts.Cli.Options;

/// <summary>Options that take a number, with a range and an error that names both.</summary>
internal static class Number
{
    /// <summary>Makes an option for a number of [<paramref name="from"/>, <paramref name="to"/>].</summary>
    /// <typeparam name="T">int, long or double.</typeparam>
    public static Option<T> Option<T>(string name, string description, T from, T? to = null)
        where T : struct, INumber<T>
    {
        var option = new Option<T>(name) { Description = description, HelpName = typeof(T) == typeof(double) ? "X" : "N", Arity = ArgumentArity.ExactlyOne };
        option.CustomParser = result => Parse(result, name, from, to);
        return option;
    }

    private static T Parse<T>(ArgumentResult result, string name, T from, T? to)
        where T : struct, INumber<T>
    {
        string text = result.Tokens.Single().Value;
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= from && (to is not { } most || value <= most))
            return value;
        string kind = typeof(T) == typeof(double) ? "a number" : "a whole number";
        string range = to is { } top ? string.Create(CultureInfo.InvariantCulture, $"from {from} to {top}") : string.Create(CultureInfo.InvariantCulture, $"of at least {from}");
        result.AddError($"{name} takes {kind} {range}, not '{text}'.");
        return default;
    }
}
