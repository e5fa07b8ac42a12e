using Darts.Kernels.Models;

namespace Darts.Serving;

/// <summary>A prepared picture that waits for its answer.</summary>
/// <param name="Prepared">[C, H, W].</param>
/// <param name="Since">When it began to wait (<see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>).</param>
/// <param name="Cancellation">Whether anybody still wants the answer.</param>
internal sealed record WaitingPicture(float[] Prepared, long Since, CancellationToken Cancellation)
{
    /// <summary>The answer. What waits for it goes on elsewhere, not in the loop that computes.</summary>
    public TaskCompletionSource<IReadOnlyList<ClassProbability>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
