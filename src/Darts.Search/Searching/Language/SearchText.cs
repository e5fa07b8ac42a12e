using static TorchSharp.torch;

namespace Darts.Search;

/// <summary>What a search on language reads.</summary>
/// <param name="Name">Of the corpus.</param>
/// <param name="Vocabulary">V: words are 0 … V − 1.</param>
/// <param name="Train">The text ω is trained on, Int64 [N]; borrowed.</param>
/// <param name="Validation">The text α is validated on, Int64 [N]; borrowed.</param>
/// <param name="Fingerprint">Tells the data from other data, for the run's configuration.</param>
public sealed record SearchText(string Name, int Vocabulary, Tensor Train, Tensor Validation, object Fingerprint);
