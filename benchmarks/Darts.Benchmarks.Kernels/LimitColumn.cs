using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Darts.Benchmarks.Kernels;

/// <summary>How much a kernel does a second, or which share that is of what the core did at best in the same run.</summary>
/// <param name="name">The column's heading.</param>
/// <param name="legend">What it says.</param>
/// <param name="amount">How much one run of a kernel does; 0 where the column does not apply.</param>
/// <param name="limit">The kernel that does it as fast as can be; null for the amount itself, in thousands of millions.</param>
internal sealed class LimitColumn(string name, string legend, Func<Kernel, double> amount, string? limit = null) : IColumn
{
    /// <inheritdoc/>
    public string Id => name;

    /// <inheritdoc/>
    public string ColumnName => name;

    /// <inheritdoc/>
    public bool AlwaysShow => true;

    /// <inheritdoc/>
    public ColumnCategory Category => ColumnCategory.Custom;

    /// <inheritdoc/>
    public int PriorityInCategory => 0;

    /// <inheritdoc/>
    public bool IsNumeric => true;

    /// <inheritdoc/>
    public UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public string Legend => legend;

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary) => true;

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, summary.Style);

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        ArgumentNullException.ThrowIfNull(summary);
        if (Speed(summary, benchmarkCase) is not { } speed)
            return "";
        if (limit is null)
            return speed.ToString("F0", CultureInfo.InvariantCulture);
        return summary.BenchmarksCases.FirstOrDefault(other => KernelOf(other).Name == limit) is { } best && Speed(summary, best) is { } most
            ? (speed / most).ToString("P0", CultureInfo.InvariantCulture)
            : "";
    }

    private static Kernel KernelOf(BenchmarkCase benchmark) => (Kernel)benchmark.Parameters[nameof(KernelBenchmarks.Kernel)];

    /// <summary>Thousands of millions a second; nanoseconds are thousand-millionths.</summary>
    private double? Speed(Summary summary, BenchmarkCase benchmark) =>
        summary[benchmark]?.ResultStatistics is { } times && amount(KernelOf(benchmark)) is > 0 and var done ? done / times.Median : null;
}
