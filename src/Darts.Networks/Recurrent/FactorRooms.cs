using Darts.Kernels;

namespace Darts.Networks;

/// <summary>Memory of a cell for its packed matrices and its tape: made once, used again in every pass.</summary>
internal sealed class FactorRooms : IDisposable
{
    private readonly List<PanelMatrix> _rooms = [];

    /// <summary>The place of the tape.</summary>
    public TapeRoom Tape { get; } = new();

    /// <summary>The place of logits.</summary>
    public PanelRoom Logits { get; } = new();

    /// <summary>A place for a matrix; made when it is first asked for.</summary>
    public PanelMatrix this[int place]
    {
        get
        {
            while (_rooms.Count <= place)
                _rooms.Add(new PanelMatrix());
            return _rooms[place];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rooms.ForEach(static room => room.Dispose());
        Tape.Dispose();
        Logits.Dispose();
    }
}
