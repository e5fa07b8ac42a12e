using Darts.Networks;

namespace Darts.Search;

/// <summary>Checks of settings.</summary>
internal static class Setting
{
    /// <summary>Refuses a value.</summary>
    /// <param name="holds">Whether it is allowed.</param>
    /// <param name="name">The setting.</param>
    /// <param name="value">Its value.</param>
    /// <param name="allowed">What is allowed.</param>
    /// <exception cref="DartsException">It is not.</exception>
    public static void Require(bool holds, string name, IFormattable value, string allowed)
    {
        if (!holds)
            throw new DartsException(FormattableString.Invariant($"The search's {name} is {value}; allowed is {allowed}."));
    }
}
