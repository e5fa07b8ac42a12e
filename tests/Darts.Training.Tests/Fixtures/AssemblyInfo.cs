using Xunit.Sdk;
using Xunit.v3;

// torch's random numbers are one stream for the whole process: tests that depend on it must not run beside others that draw.
[assembly: Parallelization(Mode = ParallelMode.None)]
