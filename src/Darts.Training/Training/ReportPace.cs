using System.Diagnostics;

namespace Darts.Training;

/// <summary>Says when to show something: often enough to be watched, seldom enough that waiting for the device to have a number to show costs nothing.</summary>
public sealed class ReportPace
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly Stopwatch _since = Stopwatch.StartNew();

    /// <summary>Whether it is time again.</summary>
    public bool IsDue()
    {
        if (_since.Elapsed < Interval)
        {
            return false;
        }

        _since.Restart();
        return true;
    }
}
