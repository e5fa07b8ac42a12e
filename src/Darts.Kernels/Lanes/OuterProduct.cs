using System.Runtime.CompilerServices;

namespace Darts.Kernels;

/// <summary>One row of an outer product, added to sums in registers: the inner loops of all products are made of these.</summary>
internal static class OuterProduct
{
    /// <summary>sums += factor · values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<V>(ref V a, ref V b, V factor, V x0, V x1)
        where V : struct, ILanes<V>
    {
        V.AddProduct(ref a, factor, x0);
        V.AddProduct(ref b, factor, x1);
    }

    /// <summary>The same of four values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<V>(ref V a, ref V b, ref V c, ref V d, V factor, V x0, V x1, V x2, V x3)
        where V : struct, ILanes<V>
    {
        V.AddProduct(ref a, factor, x0);
        V.AddProduct(ref b, factor, x1);
        V.AddProduct(ref c, factor, x2);
        V.AddProduct(ref d, factor, x3);
    }
}
