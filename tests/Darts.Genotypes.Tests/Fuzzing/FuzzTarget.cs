namespace Darts.Genotypes.Tests.Fuzzing;

/// <summary>A reader to be fed with damaged inputs.</summary>
/// <param name="Name">What failures and test names call it.</param>
/// <param name="Samples">Valid inputs to damage; some small ones, and one of each shape the reader knows.</param>
/// <param name="Words">Words and signs of its notation: what makes a mutant be nearly valid.</param>
/// <param name="Check">Reads one input, asserts what holds of every input, and says whether it was valid.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Samples, IReadOnlyList<string> Words, Func<byte[], bool> Check)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
