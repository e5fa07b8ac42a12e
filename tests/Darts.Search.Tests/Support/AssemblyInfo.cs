using Xunit.Sdk;
using Xunit.v3;

// libtorch has one random generator a process: tests that seed it cannot run beside tests that draw.
[assembly: Parallelization(Mode = ParallelMode.None)]
