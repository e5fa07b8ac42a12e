namespace Darts.Kernels;

/// <summary>The caller alone.</summary>
internal sealed class SoloTeam : Team
{
    public override int Threads => 1;

    public override void Run(IWork work, int items)
    {
        for (int item = 0; item < items; item++)
            work.Do(item, thread: 0);
    }
}
