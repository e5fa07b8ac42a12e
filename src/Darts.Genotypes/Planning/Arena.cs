namespace Darts.Genotypes;

/// <summary>
/// Gives out memory. What has been given back is used again for maps of the same shape only: their borders are in the same places, so that the zeros there, which
/// nothing ever overwrites, remain.
/// </summary>
internal sealed class Arena
{
    private readonly Dictionary<MapShape, Stack<int>> _free = [];

    /// <summary>All memory given out, floats.</summary>
    public int Length { get; private set; }

    public int Take(MapShape shape)
    {
        if (_free.TryGetValue(shape, out Stack<int>? free) && free.Count > 0)
            return free.Pop();
        int offset = Length;
        Length += shape.Length;
        return offset;
    }

    public void GiveBack(MapShape shape, int offset)
    {
        if (!_free.TryGetValue(shape, out Stack<int>? free))
            _free.Add(shape, free = new());
        free.Push(offset);
    }
}
