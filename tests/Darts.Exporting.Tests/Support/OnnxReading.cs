using Google.Protobuf;

namespace Darts.Exporting.Tests.Support;

/// <summary>An ONNX file read by field numbers, with Google.Protobuf's own reader.</summary>
internal static class OnnxReading
{
    /// <summary>The nodes: operator, name, inputs.</summary>
    public static IReadOnlyList<(string Operator, string Name, string[] Inputs)> Nodes(string path)
    {
        byte[] graph = Fields(File.ReadAllBytes(path)).Single(field => field.Number == 7).Content;
        return [.. Fields(graph).Where(field => field.Number == 1).Select(node => Node([.. Fields(node.Content)]))];
    }

    /// <summary>The fields of a message: a content, or a number as text.</summary>
    public static IEnumerable<(int Number, byte[] Content)> Fields(byte[] message)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            yield return WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited
                ? (WireFormat.GetTagFieldNumber(tag), input.ReadBytes().ToByteArray())
                : (WireFormat.GetTagFieldNumber(tag), BitConverter.GetBytes(input.ReadInt64()));
        }
    }

    private static (string, string, string[]) Node((int Number, byte[] Content)[] fields)
    {
        return (Text(4).Single(), Text(3).Single(), [.. Text(1)]);

        IEnumerable<string> Text(int number) => fields.Where(field => field.Number == number).Select(field => System.Text.Encoding.UTF8.GetString(field.Content));
    }
}
