using System.Runtime.InteropServices;
using Darts.Kernels;
using Darts.Kernels.Weights;

namespace Darts.Benchmarks.Kernels;

/// <summary>The kernels of training, on the maps of a supernet of 16 channels and of a network of 36.</summary>
internal sealed unsafe class Kernels : IDisposable
{
    private static readonly (int Channels, int Side)[] Maps = [(16, 32), (32, 16), (64, 8), (36, 32), (72, 16), (144, 8)];
    private readonly List<FloatBuffer> _buffers = [];
    private readonly List<Kernel> _kernels = [];
    private readonly Workers _workers = new(1);
    private readonly List<IDisposable> _matrices = [];
    private readonly Random _random = new(1);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Kernel> All<V>()
        where V : struct, ILanes<V>
    {
        _kernels.Clear();
        foreach (var (channels, side) in Maps)
            Pointwise<V>(channels, side);
        foreach (int side in (int[])[32, 16, 8])
            Planes<V>(side);
        Products();
        Checksum();
        return _kernels;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in _buffers)
            buffer.Dispose();
        foreach (var matrix in _matrices)
            matrix.Dispose();
        _workers.Dispose();
    }

    private void Pointwise<V>(int channels, int side)
        where V : struct, ILanes<V>
    {
        // As many images at once as training takes.
        int area = side * side, stride = area + 16, images = Math.Max(1, 512 / area);
        string size = $"{channels}×{side}×{side}";
        FloatBuffer weights = New(PackedWeights.Length(channels, channels)), x = New((images * channels * stride) + 64), y = New((images * channels * stride) + 64), gradient = New(channels * channels);
        double multiplyAdds = (double)channels * channels * area, bytes = 2.0 * channels * area * sizeof(float);
        _kernels.Add(new("1×1", size, multiplyAdds, bytes, () => PointwiseProduct.Run<V>(x.Data, stride, true, weights.Data, channels, channels, y.Data, stride, area)));
        _kernels.Add(new(
            "1×1, gradient of weights", size, images * multiplyAdds, images * bytes, () => PointwiseWeightGradient.Add<V>(y.Data, x.Data, stride, area, images, channels, channels, gradient.Data)));
    }

    private void Planes<V>(int side)
        where V : struct, ILanes<V>
    {
        int area = side * side;
        string size = $"{side}×{side}";
        double plane = area * sizeof(float);
        FloatBuffer x = New(area), y = New(area), z = New(area);
        foreach (var (kernel, dilation) in ((int, int)[])[(3, 1), (5, 1), (3, 2), (5, 2)])
        {
            var shape = new DepthwiseShape(side, side, kernel, 1, dilation);
            FloatBuffer padded = New(shape.PaddedLength), weights = New(shape.Taps), sums = New(shape.Taps * DepthwiseWeightGradient.Lanes);
            string name = $"depthwise {kernel}×{kernel}{(dilation > 1 ? " dilated" : "")}";
            double multiplyAdds = (double)area * shape.Taps;
            _kernels.Add(new(name, size, multiplyAdds, 2 * plane, () => DepthwiseForward.Run<V>(shape, padded.Data, weights.Data, y.Data)));
            _kernels.Add(new($"{name}, gradient of weights", size, multiplyAdds, 2 * plane, () => DepthwiseWeightGradient.Add<V>(shape, padded.Data, y.Data, sums.Data)));
            _kernels.Add(new($"{name}, padded copy", size, 0, 2 * plane, () => PaddedPlane.FillRectified<V>(shape, x.Data, 1, 0, padded.Data)));
        }
        if (side > 8)
            _kernels.Add(Strided<V>(side));
        var windows = new DepthwiseShape(side, side, 3, 1, 1);
        FloatBuffer low = New(windows.PaddedLength), gathered = New(windows.PaddedLength);
        _kernels.Add(new("max pool", size, 0, 2 * plane, () => MaxPooling.Forward<V>(windows, low.Data, y.Data)));
        _kernels.Add(new("max pool, gradient", size, 0, 4 * plane, () => MaxPooling.Backward<V>(windows, low.Data, y.Data, x.Data, gathered.Data)));
        _kernels.Add(new("batch norm, moments", size, 0, 2 * plane, () => Darts.Kernels.Planes.Moments<V>(x.Data, area)));
        _kernels.Add(new("batch norm, applied", size, 0, 2 * plane, () => Darts.Kernels.Planes.Affine<V>(x.Data, 2, 1, y.Data, area, accumulate: false)));
        _kernels.Add(new("batch norm, gradient", size, 0, 3 * plane, () => Darts.Kernels.Planes.Combine<V>(x.Data, 2, y.Data, 1, 0, z.Data, area)));
    }

    /// <summary>Of a language model's cell of 850 with sequences of 35 words: a product forwards and backwards, of a batch of 64, that of the weights' gradient, and those of inference, weights in 16 bits.</summary>
    private void Products()
    {
        const int Hidden = 850, Both = 2 * Hidden, Batch = 64, Words = 35 * Batch;
        FloatBuffer weights = New(Hidden * Both), states = New(Words * Hidden), gradients = New(Words * Both), to = New(Hidden * Both);
        var panels = new PanelMatrix();
        var transposed = new PanelMatrix();
        var gradientPanels = new PanelMatrix();
        panels.Pack(_workers, (nint)weights.Data, Both, 1, Hidden, Both);
        transposed.Pack(_workers, (nint)weights.Data, 1, Both, Both, Hidden);
        gradientPanels.Pack(_workers, (nint)gradients.Data, Both, 1, Words, Both);
        var rounded = new ShortMatrix((nint)weights.Data, Both, 1, Hidden, Both);
        _matrices.AddRange([panels, transposed, gradientPanels, rounded]);
        Add("product", Batch, Hidden, Both, sizeof(float), () => PanelProduct.Run(_workers, (nint)states.Data, Hidden, 1, Batch, panels, (nint)to.Data, Both, adds: false));
        Add("product", Batch, Both, Hidden, sizeof(float), () => PanelProduct.Run(_workers, (nint)gradients.Data, Both, 1, Batch, transposed, (nint)to.Data, Hidden, adds: false));
        Add("product, gradient of weights", Hidden, Words, Both, sizeof(float), () => PanelProduct.Run(_workers, (nint)states.Data, 1, Hidden, Hidden, gradientPanels, (nint)to.Data, Both, adds: false));
        foreach (int rows in (int[])[10, 1])
            Add("product in 16 bits", rows, Hidden, Both, sizeof(short), () => new ShortProduct(rounded).Run(_workers.Team, (nint)states.Data, Hidden, rows, (nint)to.Data, Both, adds: false));

        void Add(string name, int rows, int inner, int columns, int size, Action run) =>
            _kernels.Add(new(name, $"{rows}×{inner}×{columns}", (double)rows * inner * columns, (double)inner * columns * size, run));
    }

    /// <summary>What loading weights takes beside reading them, for as many as DARTS_V2 has in the literature.</summary>
    private void Checksum()
    {
        const int Count = 3_349_342;
        FloatBuffer weights = New(Count);
        _kernels.Add(new("checksum of weights", "13.4 MB", 0, Count * sizeof(float), () => Crc32C.Append(Crc32C.Empty, MemoryMarshal.AsBytes(weights.Span))));
    }

    private Kernel Strided<V>(int side)
        where V : struct, ILanes<V>
    {
        var shape = new DepthwiseShape(side, side, 3, 2, 1);
        FloatBuffer padded = New(shape.Phases.Gradient.PaddedLength), weights = New(shape.Taps), beside = New(shape.Area), to = New(shape.Area);
        return new(
            "depthwise 3×3 stride 2, gradient of input", $"{side}×{side}", (double)shape.OutputArea * shape.Taps, 2.0 * shape.Area * sizeof(float),
            () => DepthwiseStridedGradient.Run<V>(shape.Phases, padded.Data, weights.Data, beside.Data, to.Data, shape.Width, accumulate: true));
    }

    private FloatBuffer New(int length)
    {
        var buffer = new FloatBuffer(length);
        foreach (ref float value in buffer.Span)
            value = _random.NextSingle() * 1e-3f;
        _buffers.Add(buffer);
        return buffer;
    }
}
