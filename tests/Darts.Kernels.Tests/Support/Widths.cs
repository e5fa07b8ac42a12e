namespace Darts.Kernels.Tests.Support;

/// <summary>Every width, those included that this machine has no instructions for: the runtime then computes them in parts.</summary>
internal static class Widths
{
    public static void All(IWidthTest test)
    {
        test.Run<Lanes16>();
        test.Run<Lanes8>();
        test.Run<Lanes4>();
        test.Run<Lanes1>();
    }

    internal interface IWidthTest
    {
        void Run<V>()
            where V : struct, ILanes<V>;
    }
}
