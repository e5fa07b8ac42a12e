namespace Darts.Kernels;

/// <summary>
/// A vector of floats of one width. Kernels are written once over it; the compiler makes a copy for each width, and a wrapper that is a struct costs nothing.
/// </summary>
/// <typeparam name="V">The vector itself.</typeparam>
internal unsafe interface ILanes<V>
    where V : struct, ILanes<V>
{
    /// <summary>How many floats it holds: a power of two, at most 16.</summary>
    static abstract int Count { get; }

    /// <summary>Whether each value is greater than the other's: the mask for <see cref="Where"/>.</summary>
    static abstract V Greater(V left, V right);

    /// <summary><paramref name="value"/> where the mask is set, 0 elsewhere.</summary>
    static abstract V Where(V mask, V value);

    /// <summary>The same value everywhere.</summary>
    static abstract V All(float value);

    /// <summary>Reads <see cref="Count"/> floats; no alignment is asked for.</summary>
    static abstract V Load(float* from);

    /// <summary>Reads <see cref="Count"/> whole numbers of 16 bits; no alignment is asked for.</summary>
    static abstract V LoadShort(short* from);

    /// <summary>Writes <see cref="Count"/> floats; no alignment is asked for.</summary>
    static abstract void Store(V value, float* to);

    /// <summary>Sum.</summary>
    static abstract V operator +(V left, V right);

    /// <summary>Difference.</summary>
    static abstract V operator -(V left, V right);

    /// <summary>Product.</summary>
    static abstract V operator *(V left, V right);

    /// <summary>Quotient.</summary>
    static abstract V operator /(V left, V right);

    /// <summary>eˣ, to within two units in the last place.</summary>
    static abstract V Exp(V value);

    /// <summary>a·b + c, rounded once where the machine can.</summary>
    static abstract V Fma(V a, V b, V c);

    /// <summary>sum += a·b, rounded once where the machine can.</summary>
    /// <remarks>
    /// By reference, so that the compiler sees what is read and written as one variable: of <c>sum = V.Fma(a, b, sum)</c> it makes, wherever <c>a</c> or <c>b</c> is not needed again, an instruction that
    /// overwrites that one, and copies the result to where the sum is kept: 9 of a tile's 49 instructions.
    /// </remarks>
    static abstract void AddProduct(ref V sum, V a, V b);

    /// <summary>The greater of each two.</summary>
    static abstract V Max(V left, V right);

    /// <summary>The sum of all values, added pairwise.</summary>
    static abstract float Sum(V value);

    /// <summary>Adds the sums of all values of four vectors to four floats side by side: dearer than one sum, cheaper than four.</summary>
    static abstract void AddSums(V a, V b, V c, V d, float* to);

    /// <summary>The greatest of all values.</summary>
    static abstract float Max(V value);
}
