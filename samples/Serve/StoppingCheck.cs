using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Serve;

/// <summary>Tells load balancers to go elsewhere once the service is being shut down.</summary>
internal sealed class StoppingCheck : IHealthCheck
{
    /// <summary>Whether it is.</summary>
    public static bool IsStopping { get; set; }

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsStopping ? HealthCheckResult.Unhealthy("Shutting down.") : HealthCheckResult.Healthy());
}
