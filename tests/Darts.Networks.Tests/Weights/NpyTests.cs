using System.Text;
using static TorchSharp.torch;

namespace Darts.Networks.Tests.Weights;

public sealed class NpyTests : IDisposable
{
    private const string Good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public NpyTests() => _path = _folder.File("x.npy");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData()]
    [InlineData(3)]
    [InlineData(2, 3, 4, 5)]
    [InlineData(0, 3)]
    public void What_is_written_is_read_again(params int[] shape)
    {
        using Tensor written = rand([.. shape.Select(side => (long)side)]);
        Npy.Write(_path, written);
        using Tensor read = Npy.Read(_path);
        Assert.Equal(written.shape, read.shape);
        Assert.True(read.bytes.SequenceEqual(written.bytes));
    }

    [Fact]
    public void The_bytes_are_those_NumPy_writes()
    {
        using Tensor written = arange(6, ScalarType.Float32).reshape(2, 3);
        Npy.Write(_path, written);
        byte[] file = File.ReadAllBytes(_path);
        Assert.Equal(File1(Good.PadRight(128 - 10 - 1) + "\n", 0), file[..128]);
        Assert.Equal(128 + 24, file.Length);
    }

    [Fact]
    public void Other_types_and_layouts_are_written_as_float32_in_C_order()
    {
        using Tensor written = arange(6, ScalarType.Float64).reshape(2, 3).t();
        Npy.Write(_path, written);
        using Tensor read = Npy.Read(_path);
        Assert.Equal([0, 3, 1, 4, 2, 5], read.data<float>().ToArray());
    }

    [Theory]
    [InlineData("{'shape':(2,3),'fortran_order':False,\"descr\":\"<f4\"}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), }      \n")]
    public void Keys_may_come_in_any_order_and_spacing(string header)
    {
        File.WriteAllBytes(_path, File1(header, 24));
        using Tensor read = Npy.Read(_path);
        Assert.Equal(6, read.numel());
    }

    [Fact]
    public void Version_2_is_read()
    {
        byte[] first = File1(Good, 24);
        File.WriteAllBytes(_path, [.. first[..6], 2, 0, .. first[8..10], 0, 0, .. first[10..]]);
        using Tensor read = Npy.Read(_path);
        Assert.Equal([2, 3], read.shape);
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", 48, "its elements are of type '<f8', not '<f4'; convert it in NumPy with x.astype('<f4')")]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }", 24, "its elements are of type '>f4'")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", 24, "it is in Fortran order")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,), }", 24, "its elements are records")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }", 24, "24 bytes follow its header, which is not what shape (2, 4) takes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 3), }", 24, "24 bytes follow its header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", 25, "25 bytes follow its header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3), }", 24, "its header is not the dictionary")]
    [InlineData("{'descr': '<f4', 'fortran_order': Maybe, 'shape': (2, 3), }", 24, "its header is not the dictionary")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, }", 24, "its header is not the dictionary")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", 24, "its header is not the dictionary")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'x': 1}", 24, "its header is not the dictionary")]
    [InlineData("{'descr: 3", 24, "its header is not the dictionary")]
    [InlineData("", 24, "its header is not the dictionary")]
    public void Anything_else_is_refused_naming_file_and_cause(string header, int dataLength, string cause)
    {
        File.WriteAllBytes(_path, File1(header, dataLength));
        string message = Assert.Throws<DartsException>(() => Npy.Read(_path)).Message;
        Assert.StartsWith($"Cannot read '{_path}' as an .npy file: {cause}", message);
    }

    [Theory]
    [InlineData(3, "it is of format version 3.0; 1.0 and 2.0 can be read")]
    [InlineData(0, "it is of format version 0.0")]
    public void Other_versions_are_refused(byte version, string cause)
    {
        byte[] file = File1(Good, 24);
        file[6] = version;
        File.WriteAllBytes(_path, file);
        Assert.Contains(cause, Assert.Throws<DartsException>(() => Npy.Read(_path)).Message);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] whole = File1(Good, 24);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Assert.Throws<DartsException>(() => Npy.Read(_path));
        }
    }

    [Fact]
    public void A_file_with_any_byte_of_its_header_damaged_is_read_or_refused_but_never_crashes()
    {
        byte[] whole = File1(Good, 24);
        int refused = 0;
        for (int at = 0; at < whole.Length - 24; at++)
        {
            foreach (byte value in "\0\xff'(),9 {}T"u8)
            {
                byte[] damaged = [.. whole];
                damaged[at] = value;
                File.WriteAllBytes(_path, damaged);
                try
                {
                    Npy.Read(_path).Dispose();
                }
                catch (DartsException)
                {
                    refused++;
                }
            }
        }
        Assert.True(refused > whole.Length);
    }

    [Fact]
    public void A_missing_file_is_an_error() =>
        Assert.Equal($"Cannot read '{_path}': there is no such file.", Assert.Throws<DartsException>(() => Npy.Read(_path)).Message);

    // Format version 1.0.
    private static byte[] File1(string header, int dataLength) =>
        [0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)header.Length), .. Encoding.Latin1.GetBytes(header), .. new byte[dataLength]];
}
