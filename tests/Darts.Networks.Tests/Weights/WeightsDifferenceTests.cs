using Darts.Kernels.Weights;
using static TorchSharp.torch;

namespace Darts.Networks.Tests.Weights;

public sealed class WeightsDifferenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_of_one_file_only_are_told()
    {
        var difference = Compare(new() { ["a"] = ones(1), ["b"] = ones(1), ["z"] = ones(1) }, new() { ["b"] = ones(1), ["c"] = ones(1) });
        Assert.Equal(("a z", "c", 1), (Names(difference.OnlyBefore), Names(difference.OnlyAfter), difference.Identical));
        Assert.Empty(difference.Changed);
        Assert.False(difference.IsEmpty);
        Assert.True(Compare(new() { ["a"] = ones(1) }, new() { ["a"] = ones(1) }).IsEmpty);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2 }, new[] { 1.0, 4 }, 2, 0.5)]
    [InlineData(new[] { 1.0, -1 }, new[] { 1.0, 1 }, 2, 2)]
    [InlineData(new[] { 0.0, 100 }, new[] { 1.0, 100 }, 1, 1)]
    [InlineData(new[] { 0.0, 1 }, new[] { -0.0, 1 }, 0, 0)]
    [InlineData(new[] { double.NaN, 1 }, new[] { double.NaN, 2 }, 1, 0.5)]
    [InlineData(new[] { double.PositiveInfinity, 1 }, new[] { double.PositiveInfinity, 2 }, 1, 0.5)]
    [InlineData(new[] { 3.0, 1 }, new[] { double.NaN, 2 }, double.NaN, double.NaN)]
    public void The_largest_difference_of_two_numbers_is_told_absolute_and_relative(double[] before, double[] after, double absolute, double relative)
    {
        var changed = Compare(new() { ["x"] = tensor(before) }, new() { ["x"] = tensor(after) }).Changed.Single();
        Assert.Equal((absolute, relative), (changed.Absolute!.Value, changed.Relative!.Value));
    }

    [Fact]
    public void The_same_numbers_in_another_type_are_a_difference_of_nothing()
    {
        var changed = Compare(new() { ["x"] = ones(3) }, new() { ["x"] = ones(3, ScalarType.BFloat16) }).Changed.Single();
        Assert.Equal(("F32", "BF16", 0.0), (changed.Before.Type.Name, changed.After.Type.Name, changed.Absolute));
        Assert.Single(Compare(new() { ["x"] = ones(0) }, new() { ["x"] = ones(0, ScalarType.Float64) }).Changed);
    }

    [Fact]
    public void Other_shapes_have_no_difference_of_numbers()
    {
        var changed = Compare(new() { ["x"] = ones(2, 3) }, new() { ["x"] = ones(3, 2) }).Changed.Single();
        Assert.Equal(("[2, 3]", "[3, 2]", null, null), (changed.Before.ShapeText, changed.After.ShapeText, changed.Absolute, changed.Relative));
    }

    private static string Names(IEnumerable<WeightsEntry> tensors) => string.Join(' ', tensors.Select(tensor => tensor.Name));

    private WeightsDifference Compare(Dictionary<string, Tensor> before, Dictionary<string, Tensor> after)
    {
        SafeTensors.Write(_folder.File("a"), before);
        SafeTensors.Write(_folder.File("b"), after);
        using SafeTensorsFile a = SafeTensorsFile.Open(_folder.File("a")), b = SafeTensorsFile.Open(_folder.File("b"));
        return WeightsDifference.Of(a, b);
    }
}
