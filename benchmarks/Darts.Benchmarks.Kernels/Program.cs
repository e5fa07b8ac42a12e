using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Darts.Benchmarks.Kernels;
using Perfolizer.Horology;

// In this process: a kernel is a parameter, which carries its buffers. Many short iterations, of which the median counts: the clock of a virtual machine jumps now and then.
var job = Job.Default
    .WithToolchain(InProcessNoEmitToolchain.Instance)
    .WithWarmupCount(2)
    .WithIterationCount(30)
    .WithIterationTime(TimeInterval.FromMilliseconds(5));
var config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .AddColumnProvider(DefaultColumnProviders.Params)
    .AddColumn(
        StatisticColumn.Median,
        new LimitColumn("GFLOP/s", "Multiplications and additions a second, thousands of millions", static kernel => 2 * kernel.MultiplyAdds),
        new LimitColumn("of the limit", "Share of the multiply-adds in registers", static kernel => kernel.MultiplyAdds, Limits.InRegistersName),
        new LimitColumn("GB/s", "Bytes read and written a second, thousands of millions", static kernel => kernel.Bytes),
        new LimitColumn("of a copy", "Share of a copy within the first cache", static kernel => kernel.Bytes, Limits.CopyName))
    .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(80).WithTimeUnit(TimeUnit.Microsecond))
    .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared))
    .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"))
    .WithOptions(ConfigOptions.DisableLogFile);
BenchmarkSwitcher.FromTypes([typeof(KernelBenchmarks)]).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
