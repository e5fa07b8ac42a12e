namespace Darts.Genotypes;

/// <summary>Adds costs up by part and by operation at once, so that the two cannot differ.</summary>
internal sealed class BreakdownList
{
    private readonly List<PartCounts> _parts = [];
    private readonly List<OperationCounts> _operations = [];
    private Cost _cost;
    private long _activations;

    /// <summary>Adds a use of an operation to the part that is being counted.</summary>
    public void Add(string operation, Cost cost, long activations, int count = 1)
    {
        _cost += cost;
        _activations += activations;
        int at = _operations.FindIndex(known => known.Name == operation);
        var before = at < 0 ? new OperationCounts(operation, 0, 0, 0, 0) : _operations[at];
        var after = new OperationCounts(
            operation, before.Count + count, before.Parameters + cost.Parameters, before.MultiplyAdds + cost.MultiplyAdds, before.Activations + activations);
        if (at < 0)
            _operations.Add(after);
        else
            _operations[at] = after;
    }

    /// <summary>Ends the part that is being counted.</summary>
    public void EndPart(string name, int? index, EquatableArray<int> output)
    {
        _parts.Add(new(name, index, output, _cost.Parameters, _cost.MultiplyAdds, _activations));
        (_cost, _activations) = (Cost.Zero, 0);
    }

    public NetworkBreakdown Build() => new(_parts.ToEquatableArray(), _operations.ToEquatableArray());
}
