namespace Darts.Genotypes;

/// <summary>Computes once what several steps compute alike: the common part of passes that share.</summary>
internal static class SharedSteps
{
    /// <summary>Leaves the first of all steps with one key, and lets readers of the others read its result.</summary>
    /// <typeparam name="TStep">The steps to look at; each has one result.</typeparam>
    /// <typeparam name="TKey">What is alike.</typeparam>
    /// <param name="program">The cell.</param>
    /// <param name="key">What two steps have in common if one can stand for both.</param>
    /// <param name="join">Both steps as one, with the first's result.</param>
    public static CellProgram Rewrite<TStep, TKey>(CellProgram program, Func<TStep, TKey> key, Func<TStep, TStep, TStep> join)
        where TStep : Step
        where TKey : notnull
    {
        var places = new Dictionary<TKey, int>();
        var renamed = new Dictionary<int, int>();
        var steps = new List<Step>();
        foreach (Step original in program.Steps)
        {
            Step step = original.Reading(value => renamed.TryGetValue(value, out int other) ? other : value);
            if (step is not TStep candidate)
            {
                steps.Add(step);
            }
            else if (places.TryGetValue(key(candidate), out int place))
            {
                steps[place] = join((TStep)steps[place], candidate);
                renamed.Add(candidate.Results.Single(), steps[place].Results.Single());
            }
            else
            {
                places.Add(key(candidate), steps.Count);
                steps.Add(candidate);
            }
        }
        return program with { Steps = steps.ToEquatableArray() };
    }
}
