using System.CommandLine;
using Darts.Networks;

namespace Darts.Cli.Options;

/// <summary>Options that several commands share, so that one name means one thing everywhere.</summary>
internal static class CommonOptions
{
    /// <summary>What <c>--network</c> means, also where it is not required.</summary>
    public const string NetworkDescription = "the network's class name, as under networks in its genotype";

    /// <summary>Machine-readable output.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "JSON on stdout, one document or one line per event; everything else on stderr" };

    /// <summary>The data set.</summary>
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "a folder of images with one sub-folder per class, IDX files (MNIST), or CIFAR binaries; without it the embedded Fashion-MNIST subset. Of language models a folder with train.txt, valid.txt and test.txt; without it the embedded novels",
        HelpName = "PATH",
    };

    /// <summary>The name of the run.</summary>
    public static Option<string?> Name { get; } = new("--name") { Description = "the run's name, also its genotype's and its network's; made from the data's name by default", HelpName = "NAME" };

    /// <summary>Where run folders lie.</summary>
    public static Option<string> Runs { get; } = new("--runs") { Description = "the folder of run folders", HelpName = "FOLDER", DefaultValueFactory = _ => "runs" };

    /// <summary>The run folder to continue.</summary>
    public static Option<string?> Resume { get; } = new("--resume") { Description = "continue this run where it stopped", HelpName = "RUN" };

    /// <summary>The random seed.</summary>
    public static Option<long> Seed { get; } = Number.Option<long>("--seed", "the one seed of everything random; the same seed gives the same result on the same device [default: the preset's]", 0);

    /// <summary>Where tensors live.</summary>
    public static Option<string?> Device { get; } = new("--device") { Description = "auto, cpu, cuda or cuda:N [default: auto, which takes CUDA where there is one]", HelpName = "DEVICE" };

    /// <summary>The type networks compute in.</summary>
    public static Option<string> Precision { get; } = Choices.Option(
        "--precision", "fp32, or bf16: convolutions in 16 bits, everything that adds up in 32 [default: fp32]", ["fp32", "bf16"]);

    /// <summary>CPU threads.</summary>
    public static Option<int> Threads { get; } = Number.Option("--threads", "CPU threads [default: one per processor]", 1, 1024);

    /// <summary>The project of the networks.</summary>
    public static Option<string?> Project { get; } = new("--project")
    {
        Description = "the project whose networks are used; by default this repository's, else the nearest one upward that references Darts.Codegen",
        HelpName = "CSPROJ",
    };

    /// <summary>Whether the project is built first.</summary>
    public static Option<bool> NoBuild { get; } = new("--no-build") { Description = "use the project as it was last built" };

    /// <summary>Reads <see cref="Precision"/>.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="otherwise">What holds where the option is not given.</param>
    public static Precision PrecisionOf(ParseResult parsed, Precision otherwise = default) =>
        parsed.GetResult(Precision) is null ? otherwise : Enum.Parse<Precision>(parsed.GetRequiredValue(Precision), ignoreCase: true);

    /// <summary>A compiled network.</summary>
    public static Option<string> Network { get; } = new("--network") { Description = NetworkDescription, HelpName = "NAME", Required = true };

    /// <summary>A weights file.</summary>
    public static Option<string> Weights { get; } = new("--weights") { Description = "weights as safetensors, named as in the original's state_dict", HelpName = "FILE", Required = true };

    /// <summary>Whether extra tensors are tolerated.</summary>
    public static Option<bool> IgnoreExtra { get; } = new("--ignore-extra") { Description = "tensors of the weights file that the network does not have are no error" };
}
