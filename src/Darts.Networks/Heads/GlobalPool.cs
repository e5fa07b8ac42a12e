using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Darts.Networks;

/// <summary>What stands between the last cell and the classifier: one value per channel.</summary>
public static class GlobalPool
{
    private const int ImageNetWindow = 7;

    /// <summary>The mean of each channel. [N, C, H, W] → [N, C].</summary>
    public static Tensor Cifar(Tensor x) => x.mean([2, 3]);

    /// <summary>
    /// The mean of each channel, as quark0/darts's <c>AvgPool2d(7)</c> takes it where that gives one value: of the first 7×7 pixels when H and W
    /// are 7 to 13 (all of them in a network for 224×224 pixels); of all pixels elsewhere. [N, C, H, W] → [N, C].
    /// </summary>
    public static Tensor ImageNet(Tensor x)
    {
        long[] shape = x.shape;
        if (!Fits(shape[2]) || !Fits(shape[3]))
            return x.mean([2, 3]);
        using Tensor pooled = F.avg_pool2d(x, ImageNetWindow);
        return pooled.flatten(1);
    }

    private static bool Fits(long side) => side / ImageNetWindow == 1;
}
