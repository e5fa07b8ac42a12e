using System.Diagnostics;

namespace Darts.Cli.Terminal;

/// <summary>Estimates how long the rest of some work takes, from what was done since it was first asked: a resumed run does not start at zero.</summary>
internal sealed class RemainingTime
{
    private readonly Stopwatch _clock = new();
    private double _first;

    /// <summary>The estimate; null until something was done.</summary>
    /// <param name="done">The share of all work that is done, in [0, 1].</param>
    public TimeSpan? At(double done)
    {
        if (!_clock.IsRunning)
        {
            _first = done;
            _clock.Start();
        }
        return done > _first ? _clock.Elapsed * ((1 - done) / (done - _first)) : null;
    }

    /// <summary>A time as people read it: <c>1:02:03</c>.</summary>
    public static string Text(TimeSpan time) => FormattableString.Invariant($"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
}
