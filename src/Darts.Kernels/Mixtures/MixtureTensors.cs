namespace Darts.Kernels;

/// <summary>A node of a recurrent search cell: Σ over edges of w·s + c·(m(h) − w·s), where m mixes the activations of h and w is the sum of their weights. Here is where its numbers lie.</summary>
/// <param name="Edges">How many states it reads.</param>
/// <param name="Rows">B.</param>
/// <param name="Width">H.</param>
/// <param name="States">s, [edges, B, H].</param>
/// <param name="Products">c and h side by side, [edges, B, 2H].</param>
/// <param name="Weights">softmax(α), [edges, 5]: of nothing, tanh, ReLU, sigmoid and identity.</param>
internal readonly unsafe record struct MixtureTensors(int Edges, int Rows, int Width, nint States, nint Products, nint Weights)
{
    /// <summary>The columns of <see cref="Weights"/>.</summary>
    public const int Columns = 5;

    /// <summary>A row of an edge's state.</summary>
    public float* State(int edge, int row) => (float*)States + ((((long)edge * Rows) + row) * Width);

    /// <summary>A row of an edge's product: c, and h after it.</summary>
    public float* Product(int edge, int row) => (float*)Products + ((((long)edge * Rows) + row) * 2 * Width);

    /// <summary>An edge's weights.</summary>
    public MixtureWeights Of(int edge) => new((float*)Weights + ((long)edge * Columns));
}
