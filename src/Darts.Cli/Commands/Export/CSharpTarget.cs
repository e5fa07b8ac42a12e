using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Genotypes;
using Darts.Shipping;

namespace Darts.Cli.Commands.Export;

/// <summary><c>darts export --to csharp</c>: the generated code of a network.</summary>
internal sealed class CSharpTarget() : ExportTarget("csharp", CSharpExport.Extension)
{
    private const string Inference = "inference", Training = "training";

    private readonly Option<string> _form = Choices.Option("--form", "the class for inference, which needs Darts.Kernels alone, or the one that trains [default: inference]", [Inference, Training]);

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options => [_form, ExportOptions.Namespace];

    /// <inheritdoc/>
    public override void Write(ExportRequest request, CommandContext context)
    {
        var form = request.Parsed.GetValue(_form) == Training ? SourceForm.Training : SourceForm.Inference;
        var (name, bytes) = CSharpExport.Write(request.Genotype, request.File, request.Network, form, request.Output, request.Parsed.GetValue(ExportOptions.Namespace));
        context.Output.Json(new Exported(Path.GetFullPath(request.Output), Word, request.Network, ArchitectureHash.Of(request.Genotype), name, bytes));
        context.Output.Say($"{request.Output}: {name}, {Words.Bytes(bytes)}");
    }

    /// <summary>The document of <c>--json</c>.</summary>
    /// <param name="Output">The file.</param>
    /// <param name="To">The target.</param>
    /// <param name="Network">The network's class name.</param>
    /// <param name="Genotype">The hash of its architecture.</param>
    /// <param name="Class">The class, with its namespace.</param>
    /// <param name="Bytes">The file's size.</param>
    private sealed record Exported(string Output, string To, string Network, string Genotype, string Class, long Bytes);
}
