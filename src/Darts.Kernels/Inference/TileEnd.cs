using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Darts.Kernels.Inference;

/// <summary>What follows the product of a tile of 6 outputs by 64 pixels: bias, a map added, ReLU, and where it goes, in one map or two.</summary>
internal unsafe struct TileEnd
{
    private readonly bool _isWide;
    private float* _bias;
    private Place _added;
    private Place _first;
    private Place _second;

    private TileEnd(float* bias, bool isWide)
    {
        _bias = bias;
        _isWide = isWide;
    }

    /// <summary>The end of a strip's tiles, from the first output on; null where it is more than a tile can be finished with.</summary>
    /// <param name="step">The step.</param>
    /// <param name="strip">The pixels.</param>
    /// <param name="arena">The maps.</param>
    /// <param name="bias">Of the first output.</param>
    /// <param name="channel">Which output is the first.</param>
    public static TileEnd? Of(Step step, Strip strip, float* arena, float* bias, int channel)
    {
        var added = CollectionsMarshal.AsSpan(step.Added);
        var targets = CollectionsMarshal.AsSpan(step.Targets);
        if (strip is not ({ Columns: 16, Rows: 4 } or { Columns: 8, Rows: 8 }) || added.Length > 1 || targets.Length is not (1 or 2))
            return null;
        var end = new TileEnd(bias, strip.Columns == 16) { _first = new(arena, targets[0].Map, strip, channel, targets[0].Rectified) };
        if (added.Length == 1)
            end._added = new(arena, added[0], strip, channel, isRectified: false);
        if (targets.Length == 2)
            end._second = new(arena, targets[1].Map, strip, channel, targets[1].Rectified);
        return end;
    }

    /// <summary>Finishes an output.</summary>
    /// <param name="output">Which of the tile's.</param>
    /// <param name="a">Its first 16 pixels.</param>
    /// <param name="b">The next.</param>
    /// <param name="c">The next.</param>
    /// <param name="d">The last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Put(int output, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        var bias = Vector512.Create(_bias[output]);
        a += bias;
        b += bias;
        c += bias;
        d += bias;
        if (_added.IsThere)
        {
            a += _added.Load(output, 0, _isWide);
            b += _added.Load(output, 1, _isWide);
            c += _added.Load(output, 2, _isWide);
            d += _added.Load(output, 3, _isWide);
        }
        _first.Store(output, _isWide, a, b, c, d);
        if (_second.IsThere)
            _second.Store(output, _isWide, a, b, c, d);
    }

    /// <summary>Goes on to the next tile's outputs.</summary>
    public void Advance()
    {
        _bias += PointwiseTile.Rows;
        _added.Advance();
        _first.Advance();
        _second.Advance();
    }

    /// <summary>A map from the strip's first pixel of the tile's first output on. A vector is a row of it or, where a row has 8 pixels, two.</summary>
    private struct Place(float* arena, Map map, Strip strip, int channel, bool isRectified)
    {
        private readonly nint _row = map.Row;
        private readonly nint _channel = map.Channel;
        private readonly bool _isRectified = isRectified;
        private float* _pixel = arena + map.First + ((nint)channel * map.Channel) + ((nint)strip.Top * map.Row) + strip.Left;

        public readonly bool IsThere => _pixel is not null;

        public void Advance() => _pixel = IsThere ? _pixel + (PointwiseTile.Rows * _channel) : null;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Vector512<float> Load(int output, int vector, bool isWide)
        {
            float* pixel = _pixel + (output * _channel);
            if (isWide)
                return Vector512.Load(pixel + (vector * _row));
            pixel += 2 * vector * _row;
            return Vector512.Create(Vector256.Load(pixel), Vector256.Load(pixel + _row));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(int output, bool isWide, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
        {
            if (_isRectified)
            {
                a = Vector512.MaxNative(a, default);
                b = Vector512.MaxNative(b, default);
                c = Vector512.MaxNative(c, default);
                d = Vector512.MaxNative(d, default);
            }
            float* pixel = _pixel + (output * _channel);
            Store(a, pixel, isWide);
            Store(b, pixel += isWide ? _row : 2 * _row, isWide);
            Store(c, pixel += isWide ? _row : 2 * _row, isWide);
            Store(d, pixel + (isWide ? _row : 2 * _row), isWide);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Store(Vector512<float> value, float* pixel, bool isWide)
        {
            if (isWide)
            {
                value.Store(pixel);
                return;
            }
            value.GetLower().Store(pixel);
            value.GetUpper().Store(pixel + _row);
        }
    }
}
