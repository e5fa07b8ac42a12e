namespace Darts.Exporting;

/// <summary>What was exported.</summary>
/// <param name="Path">The ONNX file.</param>
/// <param name="Network">The network's class name.</param>
/// <param name="GenotypeHash">Identifies its architecture, as in <c>NetworkDescription</c>.</param>
/// <param name="Opset">The version of the operators.</param>
/// <param name="Nodes">How many operators it applies.</param>
/// <param name="Weights">How many numbers its constants have; batch norms have none of their own.</param>
/// <param name="Bytes">The file's size.</param>
public sealed record OnnxFile(string Path, string Network, string GenotypeHash, int Opset, int Nodes, long Weights, long Bytes);
