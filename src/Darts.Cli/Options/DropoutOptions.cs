using Darts.Networks;

namespace Darts.Cli.Options;

/// <summary>The options that override values of <see cref="Dropouts"/>, in any table of settings that has them.</summary>
internal static class DropoutOptions
{
    /// <summary>Adds a row for each.</summary>
    /// <param name="table">The table.</param>
    /// <param name="of">Reads them.</param>
    /// <param name="with">Replaces them.</param>
    public static SettingOptions<TSettings> Dropouts<TSettings>(this SettingOptions<TSettings> table, Func<TSettings, Dropouts> of, Func<TSettings, Dropouts, TSettings> with) => table
        .Number<double>("dropout-words", "how likely a word of the vocabulary loses its embedding", 0, SearchOptions.BelowOne, (s, v) => with(s, of(s) with { Words = v }))
        .Number<double>("dropout-embedding", "dropout of the embedded words", 0, SearchOptions.BelowOne, (s, v) => with(s, of(s) with { Embedding = v }))
        .Number<double>("dropout-input", "dropout of the embedded words where the cell reads them", 0, SearchOptions.BelowOne, (s, v) => with(s, of(s) with { Input = v }))
        .Number<double>("dropout-hidden", "dropout of the states inside the cell", 0, SearchOptions.BelowOne, (s, v) => with(s, of(s) with { Hidden = v }))
        .Number<double>("dropout-output", "dropout of the cell's outputs", 0, SearchOptions.BelowOne, (s, v) => with(s, of(s) with { Output = v }));
}
