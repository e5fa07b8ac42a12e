namespace Darts.Codegen.Tests.Harness;

/// <summary>Tests that draw random numbers from libtorch, which has one generator a process: they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class TorchTests
{
    public const string Name = "libtorch";
}
