using System.Runtime.InteropServices;
using Darts.Kernels.Inference;
using Darts.Kernels.Weights;

namespace Darts.Kernels.Tests.Weights;

public sealed class WeightsFileTests : IDisposable
{
    private static readonly float[] Numbers = [1.5f, -2, 0, 0.25f, 1024, -0.5f];
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N} ü.safetensors");

    public static TheoryData<string> FloatingPointTypes => ["F64", "F32", "F16", "BF16"];

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(FloatingPointTypes))]
    public void Floating_point_numbers_of_any_type_are_read_as_float32(string type)
    {
        Write(Tensor("x", ElementType.Named(type)!, [2, 3]));
        using var file = WeightsFile.Open(_path);
        var read = new float[Numbers.Length];
        file.Read("x", read);
        Assert.Equal(Numbers, read);
    }

    [Fact]
    public void A_tensors_bytes_lie_in_the_mapped_file()
    {
        Write(Tensor("x", ElementType.Float32, [6]), Tensor("a", ElementType.Float64, [6]));
        using var file = WeightsFile.Open(_path);
        Assert.Equal(Numbers, MemoryMarshal.Cast<byte, float>(file.Bytes("x")).ToArray());
        Assert.Equal(0, file.Tensors["a"].Begin % 8);
        Assert.Equal(["a", "x"], file.Tensors.Keys);
    }

    [Fact]
    public void A_stream_is_read_as_a_file_is()
    {
        Write(Tensor("x", ElementType.Float32, [6]));
        // One that cannot say how long it is, and gives a few bytes at a time.
        using var file = WeightsFile.Read(new Trickle(File.ReadAllBytes(_path)), "resource");
        using var whole = WeightsFile.Read(new MemoryStream(File.ReadAllBytes(_path)), "resource");
        Assert.Equal(file.Bytes("x"), whole.Bytes("x"));
        Assert.Equal(24, file.Bytes("x").Length);
        Assert.Equal("resource", file.Name);
    }

    [Fact]
    public void Opening_reads_no_tensor_into_managed_memory()
    {
        WeightsSource big = new("big", ElementType.Float32, [4 << 20], static stream => stream.Write(new byte[16 << 20]));
        Write(big);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using (var file = WeightsFile.Open(_path))
            Assert.Equal(-1, file.Bytes("big").IndexOfAnyExcept((byte)0));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void The_data_parallel_prefix_is_passed_over()
    {
        Write(Tensor("module.x", ElementType.Float32, [6]), Tensor("module.y", ElementType.Float32, [6]));
        using var file = WeightsFile.Open(_path);
        file.Read("x", new float[6]);
        file.Read("module.y", new float[6]);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_naming_file_tensor_and_network()
    {
        Write(new Dictionary<string, string> { ["network"] = "Other", ["genotype"] = "0123" }, Tensor("x", ElementType.Float32, [2, 3]), new("n", ElementType.Int64, [1], static stream => stream.Write(new byte[8])));
        using var file = WeightsFile.Open(_path);
        string other = $"'{_path}' (saved from Other, genotype 0123)";
        Assert.Equal($"{other} holds no tensor 'y'.", Refused(file, "y", 6));
        Assert.Equal($"Tensor 'x' of {other} has shape [2, 3], 6 values, and the network 8: the weights are another network's.", Refused(file, "x", 8));
        Assert.Equal($"Tensor 'n' of {other} holds elements of type I64, not floating-point numbers.", Refused(file, "n", 1));
    }

    [Fact]
    public void A_missing_file_a_folder_and_an_empty_file_are_errors()
    {
        string folder = Path.GetTempPath();
        Assert.Equal($"Cannot read '{_path}': there is no such file.", Refused(_path));
        Assert.Equal($"Cannot read '{folder}': it is a folder.", Refused(folder));
        File.WriteAllBytes(_path, []);
        Assert.Equal($"'{_path}' is not a valid safetensors file: it has 0 bytes, too few for a header.", Refused(_path));
    }

    [Fact]
    public void Control_characters_and_endless_names_of_a_file_stay_out_of_messages()
    {
        Write(new WeightsSource("x\u001b[31m\n" + new string('y', 5000), ElementType.Int64, [1], static stream => stream.Write(new byte[9])));
        string message = Refused(_path);
        Assert.Contains("1 bytes after the last tensor", message);
        File.WriteAllBytes(_path, [.. File.ReadAllBytes(_path).SkipLast(9)]);
        message = Refused(_path);
        Assert.Contains("lies outside of the file's 0 bytes of data", message);
        Assert.DoesNotContain(message, char.IsControl);
        Assert.InRange(message.Length, 100, 500);
    }

    [Fact]
    public void A_closed_file_is_read_no_more()
    {
        Write(Tensor("x", ElementType.Float32, [6]));
        var file = WeightsFile.Open(_path);
        file.Dispose();
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Bytes("x").Length);
    }

    [Fact]
    public void A_file_that_became_shorter_is_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not shorten a mapped file.");
        Write(Tensor("x", ElementType.Float32, [6]));
        using var file = WeightsFile.Open(_path);
        using (var other = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            other.SetLength(20);
        Assert.Equal($"Cannot read '{_path}': it ends too early.", Refused(file, "x", 6));
    }

    [Fact]
    public void A_name_is_written_once()
    {
        using var stream = new MemoryStream();
        Assert.Throws<ArgumentException>(() => WeightsWriter.Write(stream, [Tensor("x", ElementType.Float32, [6]), Tensor("x", ElementType.Float32, [6])]));
        Assert.Throws<ArgumentException>(() => WeightsWriter.Write(stream, [Tensor("x", ElementType.Float32, [long.MaxValue, 2])]));
        Assert.Equal(0, stream.Length);
    }

    private static string Refused(string path) => Assert.Throws<WeightsException>(() => WeightsFile.Open(path)).Message;

    private static string Refused(WeightsFile file, string tensor, int length) => Assert.Throws<WeightsException>(() => file.Read(tensor, new float[length])).Message;

    private static WeightsSource Tensor(string name, ElementType type, long[] shape) => new(name, type, shape, stream =>
    {
        foreach (float number in Numbers)
            stream.Write(Bytes(number, type));
    });

    private static byte[] Bytes(float number, ElementType type) => type.Name switch
    {
        "F64" => BitConverter.GetBytes((double)number),
        "F32" => BitConverter.GetBytes(number),
        "F16" => BitConverter.GetBytes((Half)number),
        _ => BitConverter.GetBytes(number)[2..],
    };

    private void Write(params WeightsSource[] tensors) => Write([], tensors);

    private void Write(Dictionary<string, string> metadata, params WeightsSource[] tensors)
    {
        using var stream = File.Create(_path);
        WeightsWriter.Write(stream, tensors, metadata);
    }

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }
}
