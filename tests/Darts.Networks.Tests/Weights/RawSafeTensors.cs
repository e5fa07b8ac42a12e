using System.Buffers.Binary;
using System.Text;

namespace Darts.Networks.Tests.Weights;

/// <summary>Safetensors files written by hand: any header, any data.</summary>
internal static class RawSafeTensors
{
    public static byte[] Make(string header, int dataLength)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)json.Length);
        json.CopyTo(file, 8);
        return file;
    }
}
