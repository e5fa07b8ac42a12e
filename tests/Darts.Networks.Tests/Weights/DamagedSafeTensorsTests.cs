using static TorchSharp.torch;

namespace Darts.Networks.Tests.Weights;

public sealed class DamagedSafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public DamagedSafeTensorsTests() => _path = _folder.File("w.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", 0, "its header is not a JSON object")]
    [InlineData(" {}", 0, "its header is not a JSON object")]
    [InlineData("{", 0, "its header is not valid JSON")]
    [InlineData("[]", 0, "its header is not a JSON object")]
    [InlineData("{} {}", 0, "its header is not valid JSON")]
    [InlineData("{\"a\":3}", 0, "its entry for tensor 'a' is not an object of dtype, shape and data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "its entry for tensor 'a' is not an object of dtype, shape and data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1}}", 4, "its entry for tensor 'a' is not an object of dtype, shape and data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "tensor 'a' has elements of unknown type 'F31'")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "the shape of tensor 'a' is not an array of whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", 4, "the shape of tensor 'a' is not an array of whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":\"1\",\"data_offsets\":[0,4]}}", 4, "the shape of tensor 'a' is not an array of whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", 4, "the data_offsets of tensor 'a' are not two whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "lies outside of the file's 4 bytes of data")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 4, "lies outside of the file's 4 bytes of data")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "tensor 'a' of shape [2] and type F32 does not take the 4 bytes it is given")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387905],\"data_offsets\":[0,4]}}", 4, "does not take the 4 bytes it is given")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[0,9223372036854775807,9],\"data_offsets\":[0,0]}}", 0, "does not take the 0 bytes it is given")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 8, "4 bytes after the last tensor belong to none")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "the data of tensor 'a' leaves a gap before it")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "the data of tensor 'b' overlaps another tensor's")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "its header names 'a' twice")]
    [InlineData("{\"__metadata__\":3}", 0, "its __metadata__ is not a JSON object")]
    [InlineData("{\"__metadata__\":{\"k\":3}}", 0, "its __metadata__ entry 'k' is not a string")]
    [InlineData("{\"__metadata__\":{\"k\":\"\\ud800\"}}", 0, "its header holds invalid text")]
    [InlineData("{\"\\ud800\":3}", 0, "its header holds invalid text")]
    public void A_wrong_header_is_refused_naming_file_and_cause(string header, int dataLength, string cause)
    {
        File.WriteAllBytes(_path, RawSafeTensors.Make(header, dataLength));
        string message = Assert.Throws<DartsException>(() => SafeTensorsFile.Open(_path)).Message;
        Assert.StartsWith($"'{_path}' is not a valid safetensors file: ", message);
        Assert.Contains(cause, message);
    }

    [Theory]
    [InlineData(100_000_001UL, "the most is 100000000")]
    [InlineData(ulong.MaxValue, "the most is 100000000")]
    [InlineData(3UL, "more than the file has")]
    public void A_header_longer_than_the_file_is_refused_before_it_is_read(ulong length, string cause)
    {
        File.WriteAllBytes(_path, [.. BitConverter.GetBytes(length), (byte)'{', (byte)'}']);
        Assert.Contains(cause, Assert.Throws<DartsException>(() => SafeTensorsFile.Open(_path)).Message);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] whole = Small();
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Assert.Throws<DartsException>(() => SafeTensorsFile.Open(_path));
        }
    }

    [Fact]
    public void A_file_with_any_byte_damaged_is_read_or_refused_but_never_crashes()
    {
        byte[] whole = Small();
        var random = new Random(5);
        int refused = 0;
        for (int at = 0; at < whole.Length; at++)
        {
            foreach (byte value in new[] { (byte)0, (byte)0xff, (byte)'9', (byte)'"', (byte)(whole[at] ^ (1 << random.Next(8))) })
            {
                byte[] damaged = [.. whole];
                damaged[at] = value;
                File.WriteAllBytes(_path, damaged);
                try
                {
                    using var file = SafeTensorsFile.Open(_path);
                    foreach (string name in file.Tensors.Keys)
                        file.Read(name).Dispose();
                }
                catch (DartsException)
                {
                    refused++;
                }
            }
        }
        Assert.InRange(refused, whole.Length, whole.Length * 5);
    }

    [Fact]
    public void A_truth_value_other_than_0_and_1_is_refused()
    {
        byte[] file = RawSafeTensors.Make("{\"a\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2);
        file[^1] = 2;
        File.WriteAllBytes(_path, file);
        using var opened = SafeTensorsFile.Open(_path);
        Assert.Contains("tensor 'a' of type BOOL holds bytes other than 0 and 1", Assert.Throws<DartsException>(() => opened.Read("a")).Message);
    }

    [Fact]
    public void A_file_that_shrinks_after_it_was_opened_is_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let go of an open file.");
        // More than a stream buffers ahead.
        using Tensor b = zeros(50_000);
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["b"] = b });
        using var file = SafeTensorsFile.Open(_path);
        using (var other = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            other.SetLength(10_000);
        Assert.Equal($"Cannot read '{_path}': it ends too early.", Assert.Throws<DartsException>(() => file.Read("b")).Message);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_errors()
    {
        Assert.Equal($"Cannot read '{_path}': there is no such file.", Assert.Throws<DartsException>(() => SafeTensorsFile.Open(_path)).Message);
        Assert.Equal($"Cannot read '{_folder.Path}': it is a folder.", Assert.Throws<DartsException>(() => SafeTensorsFile.Open(_folder.Path)).Message);
    }

    private byte[] Small()
    {
        using Tensor a = ones(3, ScalarType.Float64), b = zeros(2, 2), c = ones(3, ScalarType.Bool);
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b, ["c"] = c }, new Dictionary<string, string> { ["k"] = "v" });
        return File.ReadAllBytes(_path);
    }
}
