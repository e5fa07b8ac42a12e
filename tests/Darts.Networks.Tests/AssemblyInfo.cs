// libtorch has one random generator a process: tests that seed it cannot run beside tests that draw.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
