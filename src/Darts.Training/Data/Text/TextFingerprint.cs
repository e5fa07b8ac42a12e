using System.Security.Cryptography;
using System.Text;

namespace Darts.Training;

/// <summary>Tells one corpus from another, in a form short enough for a configuration.</summary>
/// <param name="Name">The corpus's name.</param>
/// <param name="Train">Words of the training text.</param>
/// <param name="Validation">Words of the validation text.</param>
/// <param name="Test">Words of the test text.</param>
/// <param name="Vocabulary">How many different ones.</param>
/// <param name="Hash">The first 16 hexadecimal digits of the SHA-256 of all texts and words.</param>
public sealed record TextFingerprint(string Name, long Train, long Validation, long Test, int Vocabulary, string Hash)
{
    private const int HashDigits = 16;

    /// <summary>The fingerprint of a corpus.</summary>
    /// <param name="corpus">The corpus.</param>
    public static TextFingerprint Of(TextCorpus corpus)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in new[] { corpus.Train, corpus.Validation, corpus.Test })
            hash.AppendData(text.bytes);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', corpus.Vocabulary.Words)));
        return new(
            corpus.Name, corpus.Train.numel(), corpus.Validation.numel(), corpus.Test.numel(), corpus.Vocabulary.Count, Convert.ToHexStringLower(hash.GetHashAndReset())[..HashDigits]);
    }
}
