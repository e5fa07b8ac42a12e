namespace Darts.Genotypes;

/// <summary>The cost of what stands around the cells: stems and heads (quark0/darts <c>cnn/model.py</c>).</summary>
internal static class MacroCosts
{
    public static Cost Stem(StemGraph stem, ImageShape image)
    {
        if (stem.Macro == ImageMacro.Cifar)
            return ConvolutionBatchNorm(image.Channels, 3 * 3, stem.Before);
        ImageShape half = image.Halved() with { Channels = stem.Channels / 2 };
        return ConvolutionBatchNorm(image.Channels, 3 * 3, half)
            + ConvolutionBatchNorm(half.Channels, 3 * 3, stem.Before)
            + ConvolutionBatchNorm(stem.Before.Channels, 3 * 3, stem.Previous);
    }

    /// <summary>1×1 to 128 channels, 2×2 to 768, linear. The ImageNet head lacks the second batch norm, as published.</summary>
    public static Cost Auxiliary(AuxiliaryGraph head)
    {
        var narrow = new ImageShape(128, 2, 2);
        var wide = new ImageShape(768, 1, 1);
        Cost second = head.Macro == ImageMacro.Cifar ? ConvolutionBatchNorm(narrow.Channels, 2 * 2, wide) : Cost.Convolution(narrow.Channels, 2 * 2, wide);
        return ConvolutionBatchNorm(head.Input.Channels, 1, narrow) + second + Cost.Linear(wide.Channels, head.Classes);
    }

    public static Cost Classifier(ClassifierGraph classifier) => Cost.Linear(classifier.Input.Channels, classifier.Classes);

    private static Cost ConvolutionBatchNorm(int channelsIn, int kernel, ImageShape output) =>
        Cost.Convolution(channelsIn, kernel, output) + Cost.BatchNorm(output.Channels);
}
