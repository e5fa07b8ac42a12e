namespace Darts.Kernels;

/// <summary>How many rows a tile has, as a type: the compiler makes a copy of the tile for each, without the rows it lacks.</summary>
internal interface IRowCount
{
    /// <summary>The number.</summary>
    static abstract int Count { get; }
}

/// <summary>The heights of tiles.</summary>
internal static class RowCount
{
    internal readonly struct Of1 : IRowCount { public static int Count => 1; }

    internal readonly struct Of2 : IRowCount { public static int Count => 2; }

    internal readonly struct Of3 : IRowCount { public static int Count => 3; }

    internal readonly struct Of4 : IRowCount { public static int Count => 4; }

    internal readonly struct Of5 : IRowCount { public static int Count => 5; }

    internal readonly struct Of6 : IRowCount { public static int Count => 6; }

    internal readonly struct Of7 : IRowCount { public static int Count => 7; }

    internal readonly struct Of8 : IRowCount { public static int Count => 8; }

    internal readonly struct Of9 : IRowCount { public static int Count => 9; }

    internal readonly struct Of10 : IRowCount { public static int Count => 10; }

    internal readonly struct Of11 : IRowCount { public static int Count => 11; }

    internal readonly struct Of12 : IRowCount { public static int Count => 12; }
}
