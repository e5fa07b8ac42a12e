using Darts.Networks;

namespace Darts.Benchmarks;

/// <summary>What the user can do something about is told in a sentence.</summary>
internal static class Errors
{
    /// <summary>Runs a command.</summary>
    /// <param name="command">What to run.</param>
    /// <returns>0; 2 if it told of an error.</returns>
    public static int Show(Action command)
    {
        try
        {
            command();
            return 0;
        }
        catch (DartsException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }
}
