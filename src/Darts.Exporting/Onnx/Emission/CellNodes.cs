using System.Globalization;
using Darts.Genotypes;

namespace Darts.Exporting.Onnx;

/// <summary>A cell's program, its batch norms folded, as nodes.</summary>
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
    /// <param name="program">What cells of this kind compute, batch norms folded.</param>
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
            ? _builder.Reduce($"{_name}/input0", before, _builder.OddPixels($"{_name}/input0/odd_pixels", before), operation, _cell.Channels)
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
                Operate(folded);
                break;
            case SumStep sum:
                _values[sum.Result] = Sum(sum);
                break;
            case ConcatStep concat:
                _values[concat.Result] = _builder.Concat($"{_name}/concat", [.. concat.Of.Select(value => _values[value])]);
                break;
            default:
                throw new ArgumentException($"There are no nodes for a {step.GetType().Name}.", nameof(step));
        }
    }

    /// <summary>
    /// An operation: each edge by itself. ONNX Runtime lays channels out in blocks of a size of its own, which several edges as one grouped convolution break (up to
    /// 1.2 times as slow); only the odd pixels of factorized reductions are taken once for all.
    /// </summary>
    private void Operate(FoldedStep step)
    {
        MapValue value = _values[step.Of];
        bool reduces = step.Operation.Family == OperationFamily.Skip;
        MapValue odds = reduces ? _builder.OddPixels($"{value.Name}/odd_pixels", value) : value;
        foreach (var (edge, result) in step.Branches)
        {
            string name = NameOf(edge), operation = $"{_name}._ops.{Number(edge)}";
            _values[result] = reduces
                ? _builder.Reduce(name, value, odds, operation, _cell.Channels)
                : _builder.Chain(name, value, operation, Chains.Operation(step.Operation, _cell.Channels, step.Stride));
        }
    }

    private MapValue Sum(SumStep sum)
    {
        string name = $"{_name}/node{Number(sum.Result)}";
        MapValue total = _values[sum.Terms[0].Value];
        for (int i = 1; i < sum.Terms.Count; i++)
            total = _builder.Sum(i == sum.Terms.Count - 1 ? name : $"{name}/sum{Number(i)}", total, _values[sum.Terms[i].Value]);
        return total;
    }

    private string NameOf(params int[] edges) => $"{_name}/{EdgeNames.Of(_program.Cell, edges)}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
