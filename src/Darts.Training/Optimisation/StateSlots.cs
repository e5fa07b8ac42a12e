using Darts.Networks;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>One state tensor for each parameter of an optimizer (a momentum, a running mean), empty until the first step; owned here.</summary>
/// <param name="kind">What it is: the first part of its names in a checkpoint, <c>momentum.stem.0.weight</c>.</param>
/// <param name="parameters">The optimizer's parameters.</param>
internal sealed class StateSlots(string kind, IReadOnlyList<(string Name, Tensor Parameter)> parameters)
{
    private readonly Tensor?[] _slots = new Tensor?[parameters.Count];

    public Tensor? this[int index] => _slots[index];

    /// <summary>Takes ownership of <paramref name="tensor"/>, away from any dispose scope, and frees what was there.</summary>
    public Tensor Set(int index, Tensor tensor)
    {
        _slots[index]?.Dispose();
        return _slots[index] = tensor.DetachFromDisposeScope();
    }

    public IReadOnlyDictionary<string, Tensor?> ByName() =>
        parameters.Select((named, index) => (named.Name, Slot: _slots[index])).ToDictionary(pair => pair.Name, pair => pair.Slot, StringComparer.Ordinal);

    public void AddTo(IDictionary<string, Tensor> state)
    {
        for (var index = 0; index < _slots.Length; index++)
        {
            if (_slots[index] is { } slot)
            {
                state.Add(NameOf(index), slot);
            }
        }
    }

    public IEnumerable<string> Names() => Enumerable.Range(0, _slots.Length).Select(NameOf);

    public void CheckShapes(IReadOnlyDictionary<string, Tensor> state)
    {
        for (var index = 0; index < _slots.Length; index++)
        {
            if (state.TryGetValue(NameOf(index), out var saved) && !saved.shape.SequenceEqual(parameters[index].Parameter.shape))
            {
                throw new DartsException(
                    $"The optimizer's state '{NameOf(index)}' has the shape [{string.Join(", ", saved.shape)}], its parameter [{string.Join(", ", parameters[index].Parameter.shape)}].");
            }
        }
    }

    public void CopyFrom(IReadOnlyDictionary<string, Tensor> state)
    {
        Free();
        for (var index = 0; index < _slots.Length; index++)
        {
            if (state.TryGetValue(NameOf(index), out var saved))
            {
                var parameter = parameters[index].Parameter;
                Set(index, saved.to(parameter.dtype, parameter.device, copy: true));
            }
        }
    }

    public void Free()
    {
        foreach (var slot in _slots)
        {
            slot?.Dispose();
        }

        Array.Clear(_slots);
    }

    private string NameOf(int index) => $"{kind}.{parameters[index].Name}";
}
