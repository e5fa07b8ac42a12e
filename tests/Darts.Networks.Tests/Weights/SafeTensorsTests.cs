using System.Text;
using System.Text.Json;
using static TorchSharp.torch;

namespace Darts.Networks.Tests.Weights;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public SafeTensorsTests() => _path = _folder.File("w.safetensors");

    public static TheoryData<ScalarType> Types =>
        [ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int32, ScalarType.Byte, ScalarType.Bool];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_written_is_read_again(ScalarType type)
    {
        using var scope = NewDisposeScope();
        Tensor values = (rand(3, 4, 5) * 2).to(type), single = tensor(1.0).to(type), nothing = empty([0, 3], type);
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["values"] = values, ["single"] = single, ["nothing"] = nothing });
        using var file = SafeTensorsFile.Open(_path);
        Assert.Equal(["nothing", "single", "values"], file.Tensors.Keys.Order());
        foreach ((string name, Tensor written) in new[] { ("values", values), ("single", single), ("nothing", nothing) })
        {
            Tensor read = file.Read(name);
            Assert.Equal((written.dtype, string.Join(",", written.shape)), (read.dtype, string.Join(",", read.shape)));
            Assert.True(read.bytes.SequenceEqual(written.bytes), name);
        }
    }

    [Fact]
    public void Metadata_is_read_again()
    {
        SafeTensors.Write(_path, new Dictionary<string, Tensor>(), new Dictionary<string, string> { ["who"] = "me \"and\" 日本", ["epoch"] = "3" });
        using var file = SafeTensorsFile.Open(_path);
        Assert.Equal([("epoch", "3"), ("who", "me \"and\" 日本")], file.Metadata.Select(fact => (fact.Key, fact.Value)).Order());
        Assert.Empty(file.Tensors);
    }

    [Fact]
    public void A_transposed_view_is_written_in_its_own_order()
    {
        using Tensor view = arange(6, ScalarType.Float32).reshape(2, 3).t();
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["view"] = view });
        using var file = SafeTensorsFile.Open(_path);
        using Tensor read = file.Read("view");
        Tensors.AssertEqual(read, view);
    }

    [Fact]
    public void The_same_tensors_give_the_same_bytes_whatever_their_order_and_data_is_aligned()
    {
        using Tensor a = ones(3, ScalarType.Float64), b = zeros(5), c = ones(1, ScalarType.Byte);
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b, ["c"] = c });
        byte[] first = File.ReadAllBytes(_path);
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["c"] = c, ["b"] = b, ["a"] = a });
        Assert.Equal(first, File.ReadAllBytes(_path));
        using var file = SafeTensorsFile.Open(_path);
        Assert.Equal(0, file.Tensors["a"].Begin % 8);
    }

    [Fact]
    public void The_header_is_plain_JSON_padded_with_spaces()
    {
        using Tensor b = zeros(2, 3);
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["b"] = b });
        byte[] file = File.ReadAllBytes(_path);
        int length = (int)BitConverter.ToUInt64(file);
        string json = Encoding.UTF8.GetString(file, 8, length);
        Assert.Equal("""{"__metadata__":{"crc32c":"84fbecee"},"b":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""", json.TrimEnd(' '));
        Assert.Equal(0, (8 + length) % 8);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(json).RootElement.ValueKind);
    }

    [Fact]
    public void Opening_a_file_reads_its_header_only()
    {
        using Tensor big = zeros(4 << 20);
        SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["big"] = big });
        long before = GC.GetAllocatedBytesForCurrentThread();
        using (var file = SafeTensorsFile.Open(_path))
            file.Read("big").Dispose();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_tensor_that_is_not_there_is_an_error_naming_file_and_tensor()
    {
        SafeTensors.Write(_path, new Dictionary<string, Tensor>());
        using var file = SafeTensorsFile.Open(_path);
        Assert.Equal($"'{_path}' holds no tensor 'x'.", Assert.Throws<DartsException>(() => file.Read("x")).Message);
    }

    [Fact]
    public void A_type_or_name_the_format_does_not_have_is_the_programs_mistake()
    {
        using Tensor complex = zeros(2, ScalarType.ComplexFloat32), real = zeros(2);
        Assert.Throws<ArgumentException>(() => SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["c"] = complex }));
        Assert.Throws<ArgumentException>(() => SafeTensors.Write(_path, new Dictionary<string, Tensor> { ["__metadata__"] = real }));
        Assert.Empty(_folder.Files);
    }
}
