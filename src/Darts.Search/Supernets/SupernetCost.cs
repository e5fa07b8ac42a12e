using Darts.Genotypes;
using Darts.Training;

namespace Darts.Search;

/// <summary>The arithmetic of a supernet.</summary>
public static class SupernetCost
{
    /// <summary>The multiplications, each with its addition, of the convolutions and the linear layer of one forward pass of one image.</summary>
    /// <param name="channels">C.</param>
    /// <param name="layers">L.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="size">The image.</param>
    public static long MultiplyAdds(int channels, int layers, int classes, ImageSize size)
    {
        long stem = (long)SearchSpace.StemMultiplier * channels;
        long area = (long)size.Height * size.Width;
        long sum = 9 * size.Channels * stem * area;
        (long before, long previous, long current) = (stem, stem, channels);
        (long height, long width) = (size.Height, size.Width);
        for (int index = 0; index < layers; index++)
        {
            // Preprocessing runs at the resolution of c_{k-1}.
            bool reduces = SearchSpace.Reduces(index, layers);
            current *= reduces ? 2 : 1;
            sum += (before + previous) * current * height * width;
            if (reduces)
                (height, width) = ((height + 1) / 2, (width + 1) / 2);
            for (int row = 0; row < SearchSpace.Edges; row++)
                sum += SearchSpace.Operations.Sum(operation => Edge(operation, current)) * height * width;
            if (reduces)
                sum += SearchSpace.Inputs * SearchSpace.Nodes * current * current * height * width;
            (before, previous) = (previous, SearchSpace.Nodes * current);
        }

        return sum + (previous * classes);
    }

    /// <summary>Multiply-adds of an operation with convolutions for each pixel it writes.</summary>
    private static long Edge(Operation operation, long channels) => operation.Family switch
    {
        OperationFamily.SeparableConvolution => 2 * ((operation.Kernel * operation.Kernel) + channels) * channels,
        OperationFamily.DilatedConvolution => ((operation.Kernel * operation.Kernel) + channels) * channels,
        _ => 0,
    };
}
