namespace Darts.Kernels.Inference;

/// <summary>
/// One step of a compiled network: a product of matrices over what it reads, plus a bias for each channel, plus maps as they are; stored as it is or rectified,
/// in one map or several. Made by <see cref="Frame.Step"/> and described by the calls that follow.
/// </summary>
public sealed class Step
{
    private readonly List<Reading> _readings = [];
    private readonly List<Map> _added = [];
    private readonly List<(Map Map, bool Rectified)> _targets = [];

    internal int Outputs { get; private set; }

    internal int Height { get; private set; }

    internal int Width { get; private set; }

    internal int Weights { get; private set; }

    /// <summary>How many strips of pixels there are.</summary>
    internal int Strips { get; private set; }

    /// <summary>How many parts the outputs of a strip are computed in; what is read is prepared for each part anew.</summary>
    internal int Parts { get; private set; }

    internal int Items => Strips * Parts;

    internal List<Reading> Readings => _readings;

    internal List<Map> Added => _added;

    internal List<(Map Map, bool Rectified)> Targets => _targets;

    /// <summary>Rows of the matrix.</summary>
    internal int Inputs { get; private set; }

    /// <summary>Floats of depthwise kernels between the bias and the matrix.</summary>
    internal int DepthwiseWeights { get; private set; }

    /// <summary>Reads a map pixel by pixel: a 1×1 convolution.</summary>
    /// <param name="map">The map.</param>
    public Step Pixels(Map map) => Read(new(ReadingKind.Pixels, map, 1, 1, 1, 1, 1, 0, 0));

    /// <summary>Reads a map through a depthwise convolution that keeps its size or halves it; several may follow one another, as inputs side by side.</summary>
    /// <param name="map">The map, with a border of dilation · ⌊kernel/2⌋.</param>
    /// <param name="kernel">Side of the kernel, odd.</param>
    /// <param name="dilation">From a tap to the next.</param>
    /// <param name="stride">1 or 2.</param>
    public Step Depthwise(Map map, int kernel, int dilation = 1, int stride = 1)
    {
        int border = dilation * (kernel / 2);
        return Read(new(ReadingKind.Depthwise, map, kernel, kernel, stride, stride, dilation, -border, -border));
    }

    /// <summary>Reads all pixels under a kernel: a full convolution.</summary>
    /// <param name="map">The map, with a border that holds what lies outside.</param>
    /// <param name="kernel">Height and width of the kernel.</param>
    /// <param name="stride">Vertical and horizontal.</param>
    /// <param name="from">Row and column of the first tap for the first pixel.</param>
    public Step Window(Map map, (int Height, int Width) kernel, (int Y, int X) stride, (int Y, int X) from) =>
        Read(new(ReadingKind.Window, map, kernel.Height, kernel.Width, stride.Y, stride.X, 1, from.Y, from.X));

    /// <summary>Adds a map of the outputs' shape.</summary>
    /// <param name="map">The map.</param>
    public Step Add(Map map)
    {
        _added.Add(map);
        return this;
    }

    /// <summary>Stores the result.</summary>
    /// <param name="map">Where.</param>
    public Step Into(Map map)
    {
        _targets.Add((map, false));
        return this;
    }

    /// <summary>Stores max(0, result).</summary>
    /// <param name="map">Where.</param>
    public Step RectifiedInto(Map map)
    {
        _targets.Add((map, true));
        return this;
    }

    internal Step Begin(int outputs, int height, int width, int weights)
    {
        (Outputs, Height, Width, Weights) = (outputs, height, width, weights);
        (Inputs, DepthwiseWeights) = (0, 0);
        _readings.Clear();
        _added.Clear();
        _targets.Clear();
        Strips = Strip.Count(height, width);
        return this;
    }

    /// <summary>Cuts every strip's outputs into parts.</summary>
    /// <param name="parts">How many, if there are as many outputs.</param>
    internal void Share(int parts) => Parts = Math.Min(parts, PackedWeights.Blocks(Outputs));

    private Step Read(Reading reading)
    {
        _readings.Add(reading);
        Inputs += reading.Inputs;
        if (reading.Kind == ReadingKind.Depthwise)
            DepthwiseWeights += reading.From.Channels * reading.Taps;
        return this;
    }
}
