using System.Security.Cryptography;
using System.Text;
using static TorchSharp.torch;

namespace Darts.Training;

/// <summary>Tells one data set from another, in a form short enough for a configuration.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="Train">The number of training images.</param>
/// <param name="Test">The number of test images.</param>
/// <param name="Image">An image's shape.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Hash">The first 16 hexadecimal digits of the SHA-256 of all pixels, labels and class names.</param>
public sealed record DataFingerprint(string Name, int Train, int Test, string Image, int Classes, string Hash)
{
    private const int HashDigits = 16;

    /// <summary>The fingerprint of a set.</summary>
    /// <param name="data">The set.</param>
    public static DataFingerprint Of(ImageData data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in new[] { data.Train.Images, data.Train.Labels, data.Test.Images, data.Test.Labels })
        {
            Append(hash, tensor);
        }

        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', data.Classes)));
        return new(
            data.Name, data.Train.Count, data.Test.Count, data.Train.Size.ToString(), data.Classes.Count, Convert.ToHexStringLower(hash.GetHashAndReset())[..HashDigits]);
    }

    private static void Append(IncrementalHash hash, Tensor tensor)
    {
        using var whole = tensor.contiguous();
        hash.AppendData(whole.bytes);
    }
}
