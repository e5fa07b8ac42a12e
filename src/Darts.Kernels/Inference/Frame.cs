namespace Darts.Kernels.Inference;

/// <summary>
/// What a compiled network computes one image in: its maps, and the steps that wait to be done. Steps between two calls of <see cref="Wait"/> do not depend on one another.
/// </summary>
public sealed unsafe class Frame : IWork, IDisposable
{
    /// <summary>From so many strips a thread on, the last ones make no difference.</summary>
    private const int FewStrips = 8;

    private readonly Team _team;
    private readonly VectorWidth _widest;
    private readonly FloatBuffer _arena;
    private readonly FloatBuffer[] _scratch;
    private readonly FloatBuffer _weights;
    private readonly List<Step> _steps = [];
    private readonly List<Pooling> _pools = [];
    private int _count;

    internal Frame(Team team, VectorWidth widest, FloatBuffer weights, int arena, int scratch)
    {
        (_team, _widest, _weights) = (team, widest, weights);
        // Kernels read whole vectors, at the end of the last map too.
        _arena = new FloatBuffer(arena + Strip.Pixels);
        _scratch = new FloatBuffer[team.Threads];
        for (int thread = 0; thread < _scratch.Length; thread++)
            _scratch[thread] = new FloatBuffer(scratch + StepWork.OtherScratch);
    }

    internal float* Arena => _arena.Data;

    internal float* Weights => _weights.Data;

    /// <summary>The caller's scratch memory.</summary>
    internal float* Scratch => _scratch[0].Data;

    /// <summary>A step to be described: what it reads, adds and where it stores.</summary>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="weights">Where its weights begin: the bias, then depthwise kernels, then the matrix.</param>
    public Step Step(int outputs, int height, int width, int weights)
    {
        if (_count == _steps.Count)
            _steps.Add(new Step());
        return _steps[_count++].Begin(outputs, height, width, weights);
    }

    /// <summary>Takes the maximum of 3×3 pixels.</summary>
    /// <param name="from">A map without border or with one.</param>
    /// <param name="to">The result.</param>
    /// <param name="height">Rows of what is pooled.</param>
    /// <param name="width">Columns of what is pooled.</param>
    /// <param name="stride">1 or 2.</param>
    public void MaxPool(Map from, Map to, int height, int width, int stride) => _pools.Add(new(from, to, height, width, stride, IsMaximum: true));

    /// <summary>Takes the average of those of 3×3 pixels that lie inside the map.</summary>
    /// <inheritdoc cref="MaxPool"/>
    public void AveragePool(Map from, Map to, int height, int width, int stride) => _pools.Add(new(from, to, height, width, stride, IsMaximum: false));

    /// <summary>Does the steps described since the last call.</summary>
    public void Wait()
    {
        Share();
        int items = 0;
        foreach (var pool in _pools)
            items += pool.To.Channels;
        for (int step = 0; step < _count; step++)
            items += _steps[step].Items;
        _team.Run(this, items);
        _pools.Clear();
        _count = 0;
    }

    /// <inheritdoc/>
    void IWork.Do(int item, int thread)
    {
        float* scratch = _scratch[thread].Data;
        foreach (var pool in _pools)
        {
            if (item < pool.To.Channels)
            {
                pool.Do(item, Arena, scratch, _widest);
                return;
            }

            item -= pool.To.Channels;
        }

        for (int step = 0; ; step++)
        {
            if (item < _steps[step].Items)
            {
                new StepWork((nint)Arena, (nint)Weights, (nint)scratch, _widest).Do(_steps[step], item);
                return;
            }

            item -= _steps[step].Items;
        }
    }

    /// <summary>
    /// Decides which steps are cut by their outputs. Who computes a part prepares all that it reads, so a strip stays whole where every thread has one; what is left over, or a step of few strips by itself,
    /// is computed by all threads together.
    /// </summary>
    private void Share()
    {
        int strips = 0;
        for (int step = 0; step < _count; step++)
            strips += _steps[step].Strips;
        int whole = strips >= FewStrips * _team.Threads ? strips : strips - (strips % _team.Threads);
        for (int step = 0; step < _count; step++)
        {
            whole -= _steps[step].Strips;
            _steps[step].Share(whole >= 0 ? 1 : _team.Threads);
        }
    }

    /// <summary>Frees the memory; the weights are not its own.</summary>
    public void Dispose()
    {
        _arena.Dispose();
        foreach (var scratch in _scratch)
            scratch.Dispose();
    }
}
