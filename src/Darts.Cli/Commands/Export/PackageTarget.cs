using System.CommandLine;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Shipping;

namespace Darts.Cli.Commands.Export;

/// <summary><c>darts export --to nuget</c>: a package with the compiled class and its weights.</summary>
internal sealed class PackageTarget() : ExportTarget("nuget", PackageExport.Extension)
{
    private readonly Option<string?> _id = new("--package-id") { Description = $"the package's id [default: {SourceNamespace.Default}.NAME]", HelpName = "ID" };
    private readonly Option<string?> _version = new("--package-version") { Description = "the package's version [default: 1.0.0]", HelpName = "VERSION" };
    private readonly Option<string?> _classNames = new("--class-names") { Description = "a text file with the name of a class a line [default: the names in the weights file]", HelpName = "FILE" };

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Options => [ExportOptions.Weights, CommonOptions.IgnoreExtra, _id, _version, ExportOptions.Namespace, _classNames];

    /// <inheritdoc/>
    public override void Write(ExportRequest request, CommandContext context)
    {
        var parsed = request.Parsed;
        string weights = ExportOptions.WeightsOf(parsed, Word);
        var options = new PackageOptions(
            parsed.GetValue(_id), parsed.GetValue(_version), parsed.GetValue(ExportOptions.Namespace), parsed.GetValue(_classNames), parsed.GetValue(CommonOptions.IgnoreExtra));
        var package = PackageExport.Write(request.Genotype, request.File, request.Network, weights, request.Output, options);
        context.Output.Json(new Exported(
            Path.GetFullPath(package.Path), Word, package.Network, package.GenotypeHash, package.Id, package.Version, package.Class, package.Weights, package.Bytes));
        context.Output.Say($"{package.Path}: {package.Class} in package {package.Id} {package.Version}, {Words.Count(package.Weights)} weights, {Words.Bytes(package.Bytes)}");
    }

    /// <summary>The document of <c>--json</c>.</summary>
    /// <param name="Output">The file.</param>
    /// <param name="To">The target.</param>
    /// <param name="Network">The network's class name.</param>
    /// <param name="Genotype">The hash of its architecture.</param>
    /// <param name="Package">The package's id.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="Class">The model's class, with its namespace.</param>
    /// <param name="Weights">How many numbers the weights are.</param>
    /// <param name="Bytes">The file's size.</param>
    private sealed record Exported(string Output, string To, string Network, string Genotype, string Package, string Version, string Class, long Weights, long Bytes);
}
