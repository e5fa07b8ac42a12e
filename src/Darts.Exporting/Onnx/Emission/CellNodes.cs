using System.Globalization;
using Darts.Genotypes;
using static TorchSharp.torch;

namespace Darts.Exporting.Onnx;

/// <summary>A cell's program for inference as nodes.</summary>
internal sealed class CellNodes
{
    private readonly GraphBuilder _builder;
    private readonly CellProgram _program;
    private readonly PlacedCell _cell;
    private readonly string _name;
    private readonly Dictionary<int, MapValue> _values = [];

    private CellNodes(GraphBuilder builder, CellProgram program, PlacedCell cell) =>
        (_builder, _program, _cell, _name) = (builder, program, cell, "cells." + Number(cell.Index));

    /// <summary>Adds a cell.</summary>
    /// <param name="builder">The graph.</param>
    /// <param name="program">What cells of this kind compute in inference.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="before">The rectified output of cell k-2.</param>
    /// <param name="previous">The rectified output of cell k-1.</param>
    /// <returns>Its output, not rectified.</returns>
    public static MapValue Add(GraphBuilder builder, CellProgram program, PlacedCell cell, MapValue before, MapValue previous)
    {
        var nodes = new CellNodes(builder, program, cell);
        nodes.Preprocess(before, previous);
        foreach (Step step in program.Steps)
            nodes.Add(step);
        return nodes._values[program.Output];
    }

    private void Preprocess(MapValue before, MapValue previous)
    {
        string operation = $"{_name}.preprocess0";
        _values[0] = _cell.Preprocess0 == PreprocessKind.FactorizedReduce
            ? _builder.Reduce($"{_name}/input0", before, operation, _cell.Channels)
            : _builder.Chain($"{_name}/input0", before, operation, Chains.Preprocess(before.Shape.Channels, _cell.Channels));
        _values[1] = _builder.Chain($"{_name}/input1", previous, $"{_name}.preprocess1", Chains.Preprocess(previous.Shape.Channels, _cell.Channels));
    }

    private void Add(Step step)
    {
        switch (step)
        {
            case ReluStep relu:
                _values[relu.Result] = _builder.Relu($"{_name}/{EdgeNames.Value(relu.Of)}/relu", _values[relu.Of]);
                break;
            case PoolStep pool:
                _values[pool.Result] = _builder.Pool3x3(NameOf([.. pool.Edges]), _values[pool.Of], pool.Operation, pool.Stride);
                break;
            case FoldedStep folded:
                foreach (Branch branch in folded.Branches)
                    _values[branch.Value] = Operation(folded, branch.Edge);
                break;
            case PointwiseSumStep sum:
                _values[sum.Result] = Sum(sum);
                break;
            case SumStep sum:
                _values[sum.Result] = Sum(sum);
                break;
            case ConcatStep concat:
                _values[concat.Result] = _builder.Concat($"{_name}/concat", [.. concat.Of.Select(value => _values[value])]);
                break;
            default:
                throw new ArgumentException($"{step.GetType().Name} is no step of inference.", nameof(step));
        }
    }

    /// <summary>One edge of a step. Runtimes lay channels out in blocks, which several edges in one grouped convolution would break: each edge has convolutions of its own.</summary>
    private MapValue Operation(FoldedStep step, int edge)
    {
        MapValue value = _values[step.Of];
        string name = NameOf(edge), operation = StateOf(edge);
        if (step.Operation.Family == OperationFamily.Skip)
            return _builder.Reduce(name, value, operation, _cell.Channels);
        Link[] links = Chains.Operation(step.Operation, _cell.Channels, step.Stride);
        return _builder.Chain(name, value, operation, step.Spread ? links[..^1] : links);
    }

    /// <summary>The last pointwise convolutions of several edges and their sum.</summary>
    private MapValue Sum(PointwiseSumStep sum)
    {
        (string Operation, Link Link)[] last = [.. sum.Inputs.Select(input => (StateOf(input.Edge), Last(input.Edge)))];
        string name = $"{_name}/node{Number(NodeOf(sum.Inputs[0].Edge).Number)}";
        if (Environment.GetEnvironmentVariable("VARIANT_SPLIT") == "1")
        {
            MapValue? total = null;
            foreach (Branch input in sum.Inputs)
            {
                MapValue one = _builder.Chain(NameOf(input.Edge), _values[input.Value], StateOf(input.Edge), [Last(input.Edge)]);
                total = total is null ? one : _builder.Sum($"{name}/sum_edge{Number(input.Edge)}", total, one);
            }
            return total!;
        }
        MapValue inputs = _builder.Concat($"{name}/concat", [.. sum.Inputs.Select(input => _values[input.Value])]);
        return _builder.Convolve(
            $"{name}/pointwise",
            inputs,
            Window.Pixel,
            [_cell.Channels, inputs.Shape.Channels, 1, 1],
            groups: 1,
            () =>
            {
                using var scope = NewDisposeScope();
                return scope.MoveToOuter(cat([.. last.Select(edge => _builder.State.Weight(edge.Operation, edge.Link))], dim: 1));
            },
            () =>
            {
                using var scope = NewDisposeScope();
                return scope.MoveToOuter(stack([.. last.Select(edge => _builder.State.Shift($"{edge.Operation}.{edge.Link.Norm}"))]).sum(dim: 0));
            });
    }

    private MapValue Sum(SumStep sum)
    {
        string name = $"{_name}/node{Number(sum.Result)}";
        MapValue total = _values[sum.Terms[0].Value];
        for (int i = 1; i < sum.Terms.Count; i++)
            total = _builder.Sum(i == sum.Terms.Count - 1 ? name : $"{name}/sum{Number(i)}", total, _values[sum.Terms[i].Value]);
        return total;
    }

    private Link Last(int edge) => Chains.Operation(EdgeOf(edge).Operation, _cell.Channels, EdgeOf(edge).Stride)[^1];

    private string StateOf(int edge) => $"{_name}._ops.{Number(edge)}";

    private string NameOf(params int[] edges) => $"{_name}/{EdgeNames.Of(_program.Cell, edges)}";

    private NodeGraph NodeOf(int edge) => _program.Cell.Nodes.Single(node => node.Edges.Any(other => other.Index == edge));

    private EdgeGraph EdgeOf(int edge) => NodeOf(edge).Edges.Single(other => other.Index == edge);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
