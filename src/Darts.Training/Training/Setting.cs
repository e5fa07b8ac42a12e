using Darts.Networks;

namespace Darts.Training;

/// <summary>Checks of settings.</summary>
internal static class Setting
{
    /// <summary>Refuses a value.</summary>
    /// <param name="holds">Whether it is allowed.</param>
    /// <param name="setting">What it is called.</param>
    /// <param name="value">It.</param>
    /// <param name="allowed">What is allowed.</param>
    /// <exception cref="DartsException">It is not.</exception>
    public static void Require(bool holds, string setting, double value, string allowed)
    {
        if (!holds)
        {
            throw new DartsException(FormattableString.Invariant($"The {setting} is {value}; it has to be {allowed}."));
        }
    }
}
