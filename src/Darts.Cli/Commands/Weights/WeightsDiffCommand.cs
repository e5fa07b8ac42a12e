using System.CommandLine;
using System.Globalization;
using Darts.Cli.Options;
using Darts.Cli.Terminal;
using Darts.Kernels.Weights;
using Darts.Networks;

namespace Darts.Cli.Commands;

/// <summary><c>darts weights diff</c>: how two weights files differ.</summary>
internal sealed class WeightsDiffCommand : DartsCommand
{
    private readonly Argument<string> _before = new("A") { Description = "a safetensors file" };
    private readonly Argument<string> _after = new("B") { Description = "another one" };

    public WeightsDiffCommand()
        : base(
            "diff",
            "Compares the tensors of two weights files by name: those that only one has, those of other types or shapes, and of the others the largest difference of two numbers, absolute and relative to "
            + "the greater one. Ends with 0 if all are the same to the bit, 1 if not, 2 if something is wrong. What the files say of themselves is not compared.",
            "darts weights diff runs/Photos/weights.safetensors runs/Photos2/weights.safetensors",
            "darts weights diff before.safetensors after.safetensors --json")
    {
        PathArgument.RefuseOptions(_before);
        PathArgument.RefuseOptions(_after);
        Arguments.Add(_before);
        Arguments.Add(_after);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(ParseResult parsed, CommandContext context)
    {
        using var before = SafeTensorsFile.Open(parsed.GetRequiredValue(_before));
        using var after = SafeTensorsFile.Open(parsed.GetRequiredValue(_after));
        var difference = WeightsDifference.Of(before, after);
        context.HasFound = !difference.IsEmpty;
        context.Output.Json(new
        {
            different = context.HasFound,
            onlyBefore = difference.OnlyBefore.Select(Report),
            onlyAfter = difference.OnlyAfter.Select(Report),
            changed = difference.Changed.Select(tensor => new { tensor.Name, before = Report(tensor.Before), after = Report(tensor.After), absolute = Words.NumberOrNull(tensor.Absolute), relative = Words.NumberOrNull(tensor.Relative) }),
            identical = difference.Identical,
        });
        DifferenceLines.Write(context.Output.Human, string.Join('\n', Lines(difference)));
        return Task.CompletedTask;
    }

    private static IEnumerable<string> Lines(WeightsDifference difference)
    {
        foreach (var tensor in difference.OnlyBefore)
            yield return $"- {Words.Printable(tensor.Name)}  {tensor.Type} {tensor.ShapeText}";
        foreach (var tensor in difference.OnlyAfter)
            yield return $"+ {Words.Printable(tensor.Name)}  {tensor.Type} {tensor.ShapeText}";
        foreach (var tensor in difference.Changed)
            yield return $"~ {Words.Printable(tensor.Name)}  {Change(tensor)}";
        yield return difference.IsEmpty
            ? $"{Words.Number(difference.Identical, "tensor")}, all the same."
            : $"{Words.Number(difference.OnlyBefore.Count, "tensor")} gone, {Words.Count(difference.OnlyAfter.Count)} new, {Words.Count(difference.Changed.Count)} changed, {Words.Count(difference.Identical)} the same.";
    }

    private static string Change(TensorDifference tensor)
    {
        string before = $"{tensor.Before.Type} {tensor.Before.ShapeText}", after = $"{tensor.After.Type} {tensor.After.ShapeText}";
        string form = before == after ? before : $"{before} → {after}";
        return tensor.Absolute is null ? form : $"{form}  by {Number(tensor.Absolute.Value)} at most, relative {Number(tensor.Relative!.Value)}";
    }

    private static string Number(double value) => value.ToString("g3", CultureInfo.InvariantCulture);

    private static TensorReport Report(WeightsEntry tensor) => new(tensor.Name, tensor.Type.Name, tensor.Shape, tensor.Length);
}
