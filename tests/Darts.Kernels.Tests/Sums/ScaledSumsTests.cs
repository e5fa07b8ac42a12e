using Darts.Kernels.Tests.Support;

namespace Darts.Kernels.Tests.Sums;

public sealed unsafe class ScaledSumsTests
{
    private const int Images = 3, Count = 37, FromStride = 41, ToStride = 53;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Maps_are_added_in_order_each_image_times_its_factor(int threads)
    {
        var random = new Random(5);
        using var from = Guarded.Random(random, ((Images - 1) * FromStride) + Count);
        using var to = Guarded.Random(random, ((Images - 1) * ToStride) + Count);
        using var factors = Guarded.Random(random, Images);
        float[] before = to.Span.ToArray();
        using var workers = new Workers(threads);
        ScaledSums.Add(workers, Images, Count,
        [
            new((nint)from.Data, FromStride, (nint)to.Data, ToStride, (nint)factors.Data, Accumulates: false),
            new((nint)from.Data, FromStride, (nint)to.Data, ToStride, Factors: 0, Accumulates: true),
        ]);
        for (int image = 0; image < Images; image++)
        {
            for (int i = 0; i < Count; i++)
                Assert.Equal((1.0 + factors[image]) * from[(image * FromStride) + i], to[(image * ToStride) + i], 1e-6);
            if (image < Images - 1)
                Assert.Equal(before.AsSpan((image * ToStride) + Count, ToStride - Count), to.Span.Slice((image * ToStride) + Count, ToStride - Count));
        }
    }
}
