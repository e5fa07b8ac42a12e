using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>What the numbers of a right-hand matrix are, as a type: the compiler makes a copy of the tile for each.</summary>
internal unsafe interface INumbers
{
    /// <summary>From a row of a panel to the next.</summary>
    static abstract int Columns { get; }

    /// <summary>Reads a vector.</summary>
    /// <typeparam name="V">The vector.</typeparam>
    /// <param name="numbers">The first number.</param>
    /// <param name="place">How many numbers behind it.</param>
    static abstract V Load<V>(void* numbers, nint place)
        where V : struct, ILanes<V>;
}

/// <summary>The numbers of matrices.</summary>
internal static unsafe class Numbers
{
    /// <summary>Of a <see cref="ShortMatrix"/>.</summary>
    internal readonly struct Shorts : INumbers
    {
        public static int Columns => ShortMatrix.Columns;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Load<V>(void* numbers, nint place)
            where V : struct, ILanes<V> => V.LoadShort((short*)numbers + place);
    }

    /// <summary>Of a <see cref="PanelMatrix"/>.</summary>
    internal readonly struct Floats : INumbers
    {
        public static int Columns => PanelMatrix.Columns;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Load<V>(void* numbers, nint place)
            where V : struct, ILanes<V> => V.Load((float*)numbers + place);
    }
}
