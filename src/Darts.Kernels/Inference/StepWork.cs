using System.Runtime.InteropServices;

namespace Darts.Kernels.Inference;

/// <summary>Computes an item of a <see cref="Step"/>: some outputs for the pixels of a strip.</summary>
/// <param name="Arena">The maps.</param>
/// <param name="Weights">All weights of the network.</param>
/// <param name="Scratch">What the strip reads, [inputs, 64]; then a tile, [6, 64]; then a line of pixels.</param>
/// <param name="Widest">The widest vector to use.</param>
internal readonly unsafe record struct StepWork(nint Arena, nint Weights, nint Scratch, VectorWidth Widest)
{
    /// <summary>Floats of scratch memory beside what a strip reads.</summary>
    public const int OtherScratch = (PointwiseTile.Rows * Strip.Pixels) + (4 * Strip.Pixels);

    /// <summary>Computes.</summary>
    /// <param name="step">The step.</param>
    /// <param name="item">Strip and part.</param>
    public void Do(Step step, int item)
    {
        var strip = Strip.Of(item / step.Parts, step.Height, step.Width);
        int blocks = PackedWeights.Blocks(step.Outputs), part = item % step.Parts;
        int first = blocks * part / step.Parts, end = blocks * (part + 1) / step.Parts;
        int inputs = step.Inputs;

        float* bias = (float*)Weights + step.Weights;
        float* kernels = bias + (blocks * PointwiseTile.Rows);
        float* matrix = kernels + step.DepthwiseWeights;
        float* tile = (float*)Scratch + (inputs * Strip.Pixels);
        var source = Gather(step, strip, kernels);
        if (Widest == VectorWidth.Bits512 && step.Outputs % PointwiseTile.Rows == 0 && TileEnd.Of(step, strip, (float*)Arena, bias + (first * PointwiseTile.Rows), first * PointwiseTile.Rows) is { } finish)
        {
            for (int block = first; block < end; block++, finish.Advance())
                FinishedTile.Run(source.First, source.Channel, source.Vector, matrix + ((nint)block * PointwiseTile.Rows * inputs), inputs, &finish);
            return;
        }
        for (int block = first; block < end; block++)
        {
            Multiply(source, matrix + ((nint)block * PointwiseTile.Rows * inputs), inputs, strip, tile);
            int channel = block * PointwiseTile.Rows;
            Finish(step, strip, tile, bias + channel, channel, Math.Min(PointwiseTile.Rows, step.Outputs - channel));
        }
    }

    /// <summary>Where the matrix product reads, after everything has been put there.</summary>
    private Tiles Gather(Step step, Strip strip, float* kernels)
    {
        float* scratch = (float*)Scratch;
        var readings = CollectionsMarshal.AsSpan(step.Readings);
        if (readings is [{ Kind: ReadingKind.Pixels } only] && Tiles.InPlace(only.From, (float*)Arena, strip, Widest) is { } inPlace)
            return inPlace;
        float* line = scratch + (step.Inputs * Strip.Pixels) + (PointwiseTile.Rows * Strip.Pixels);
        foreach (ref readonly var reading in readings)
        {
            float* from = (float*)Arena + reading.From.First;
            if (reading.Kind == ReadingKind.Depthwise)
            {
                DepthwiseStrip.Convolve(reading, from, strip, kernels, scratch, line, Widest);
                kernels += reading.From.Channels * reading.Taps;
            }
            else
            {
                WindowStrip.Copy(reading, from, strip, scratch, Widest);
            }

            scratch += reading.Inputs * Strip.Pixels;
        }

        return new((float*)Scratch, Strip.Pixels, (int)Widest, TileStep(Widest));
    }

    private void Multiply(Tiles from, float* weights, int inputs, Strip strip, float* tile)
    {
        switch (Widest)
        {
            case VectorWidth.Bits512:
                Multiply<Lanes16>(from, weights, inputs, strip, tile);
                break;
            case VectorWidth.Bits256:
                Multiply<Lanes8>(from, weights, inputs, strip, tile);
                break;
            case VectorWidth.Bits128:
                Multiply<Lanes4>(from, weights, inputs, strip, tile);
                break;
            default:
                Multiply<Lanes1>(from, weights, inputs, strip, tile);
                break;
        }
    }

    private static void Multiply<V>(Tiles from, float* weights, int inputs, Strip strip, float* tile)
        where V : struct, ILanes<V>
    {
        int pixels = strip.Rows * strip.Columns;
        float* x = from.First;
        for (int done = 0; done < pixels; done += PointwiseTile.Pixels<V>())
        {
            PointwiseTile.Multiply<V>(x, from.Channel, from.Vector, weights, inputs, tile + done, Strip.Pixels);
            x += from.Tile;
        }
    }

    private void Finish(Step step, Strip strip, float* tile, float* bias, int channel, int channels)
    {
        float* arena = (float*)Arena;
        switch (strip.Lanes(Widest))
        {
            case VectorWidth.Bits512:
                StripEnd.Store<Lanes16>(step, strip, tile, bias, arena, channel, channels);
                break;
            case VectorWidth.Bits256:
                StripEnd.Store<Lanes8>(step, strip, tile, bias, arena, channel, channels);
                break;
            case VectorWidth.Bits128:
                StripEnd.Store<Lanes4>(step, strip, tile, bias, arena, channel, channels);
                break;
            default:
                StripEnd.Store<Lanes1>(step, strip, tile, bias, arena, channel, channels);
                break;
        }
    }

    /// <summary>Pixels of a tile.</summary>
    internal static int TileStep(VectorWidth widest) => widest == VectorWidth.Bits512 ? 4 * (int)widest : 2 * (int)widest;
}
