namespace Darts.Evaluation.Tests;

/// <summary>The networks that the generator made of this project's genotypes.</summary>
internal static class Compiled
{
    /// <summary>
    /// A new network, found by its class name: in a fresh clone <c>dotnet format</c> looks at the tests before there is a generator to run,
    /// and takes a class it does not know for a mistake.
    /// </summary>
    public static ImageClassifier Network(string name) =>
        (ImageClassifier)Activator.CreateInstance(typeof(Compiled).Assembly.GetType($"{typeof(Compiled).Namespace}.{name}", throwOnError: true)!)!;
}
