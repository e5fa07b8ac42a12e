using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Darts.EndToEnd.Tests.Support;

/// <summary>NumPy's format 1.0 for float32, written and read without the code under test.</summary>
internal static class NpyFile
{
    public static void Write(string path, int[] shape, float[] values)
    {
        string dictionary = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}{(shape.Length == 1 ? "," : "")}), }}";
        string header = dictionary.PadRight(((10 + dictionary.Length + 1 + 63) / 64 * 64) - 11) + "\n";
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. MemoryMarshal.AsBytes<float>(values)]);
    }

    public static (string Header, float[] Values) Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        return (Encoding.ASCII.GetString(bytes, 10, length), MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + length)).ToArray());
    }
}
