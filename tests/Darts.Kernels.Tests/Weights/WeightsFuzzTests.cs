using System.Buffers.Binary;
using Darts.Genotypes.Tests.Fuzzing;
using Darts.Kernels.Inference;
using Darts.Kernels.Weights;

namespace Darts.Kernels.Tests.Weights;

/// <summary>Damaged safetensors files. <c>FUZZ_INPUTS=100000</c> is the long run of CONTRIBUTING.md.</summary>
public sealed class WeightsFuzzTests : IDisposable
{
    private const string Name = "damaged";

    /// <summary>As many bytes of data as every sample has.</summary>
    private const int DataLength = 48;

    private static readonly string[] Words =
    [
        "\"a\"", "\"b\"", "\"__metadata__\"", "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"crc32c\"", "\"F32\"", "\"F64\"", "\"BF16\"", "\"I64\"", "\"BOOL\"", "\"F8_E4M3\"", "\"C64\"",
        "[0,48]", "[0,8]", "[8,48]", "[24,24]", "[]", "[0]", "[2,2]", "{}", "null", "true", "\\ud800", "\\u0000",
        ",\"c\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}", "9223372036854775807", "4611686018427387905",
    ];

    private static readonly string Checksum = WeightsChecksums.Text(Crc32C.Append(Crc32C.Empty, new byte[DataLength / 2]));

    private static readonly string[] Headers =
    [
        $$$"""{"__metadata__":{"crc32c":"{{{Checksum}}}{{{Checksum}}}"},"a":{"dtype":"F64","shape":[3],"data_offsets":[0,24]},"b":{"dtype":"F32","shape":[2,3],"data_offsets":[24,48]}}""",
        """{"a":{"dtype":"F64","shape":[3],"data_offsets":[0,24]},"b":{"dtype":"F32","shape":[2,3],"data_offsets":[24,48]}}""",
        """{"__metadata__":{"format":"pt","network":"X"},"a":{"dtype":"BF16","shape":[24],"data_offsets":[0,48]}}""",
        """{"module.a":{"dtype":"F16","shape":[2,2,2],"data_offsets":[0,16]},"module.n":{"dtype":"I64","shape":[],"data_offsets":[16,24]},"module.b":{"dtype":"F32","shape":[6],"data_offsets":[24,48]}}  """,
        """{"nothing":{"dtype":"F32","shape":[0,3],"data_offsets":[0,0]},"a":{"dtype":"BOOL","shape":[48],"data_offsets":[0,48]}}""",
    ];

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void No_damaged_header_makes_the_reader_crash_or_read_too_far_and_every_fault_has_its_message() =>
        Run(new("safetensors header", [.. Headers.Select(System.Text.Encoding.UTF8.GetBytes)], Words, header => Check(Whole(header))));

    [Fact]
    public void No_damaged_file_makes_the_reader_crash_or_read_too_far_and_every_fault_has_its_message() =>
        Run(new("safetensors file", [.. Headers.Select(System.Text.Encoding.UTF8.GetBytes).Select(Whole)], Words, Check));

    private static void Run(FuzzTarget target)
    {
        int count = FuzzRun.Count, valid = new FuzzRun(target).Run(FuzzRun.First, count);
        TestContext.Current.SendDiagnosticMessage($"{target.Name}: {count} inputs, {valid} valid");
        // Neither are all refused, which would test the first check only, nor does much damage go unseen.
        if (count >= 1000)
            Assert.InRange(valid, count / 200, count / 2);
    }

    /// <summary>A file whose length field is right, so that the damage is where the header is read.</summary>
    private static byte[] Whole(byte[] header)
    {
        var file = new byte[sizeof(ulong) + header.Length + DataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file, sizeof(ulong));
        return file;
    }

    private bool Check(byte[] bytes)
    {
        try
        {
            using var file = Open(bytes);
            foreach (var (name, entry) in file.Tensors)
                CheckTensor(file, name, entry);
            CheckWrittenAgain(file);
            return true;
        }
        catch (WeightsException e)
        {
            string name = $"'{(File.Exists(_path) ? _path : Name)}' is ";
            Assert.True(e.Message.StartsWith(name + "not a valid safetensors file: ", StringComparison.Ordinal) || e.Message.StartsWith(name + "damaged: the data of tensor ", StringComparison.Ordinal)
                || e.Message.StartsWith(name + "a file of torch.save", StringComparison.Ordinal), e.Message);
            Assert.EndsWith(".", e.Message);
            Assert.InRange(e.Message.Length, 40, 1000);
            Assert.DoesNotContain(e.Message, char.IsControl);
            return false;
        }
        finally
        {
            File.Delete(_path);
        }
    }

    /// <summary>In guarded memory, and now and then from a file or a stream.</summary>
    private WeightsFile Open(byte[] bytes)
    {
        if (bytes.Length % 61 == 0)
        {
            File.WriteAllBytes(_path, bytes);
            return WeightsFile.Open(_path);
        }

        return GuardedContent.IsSupported && bytes.Length % 7 != 0 ? new WeightsFile(Name, new GuardedContent(bytes)) : WeightsFile.Read(new MemoryStream(bytes), Name);
    }

    private static void CheckTensor(WeightsFile file, string name, WeightsEntry entry)
    {
        int last = 0;
        foreach (byte element in file.Bytes(name))
            last = element;
        Assert.InRange(last, 0, 255);
        if (entry.Type.IsFloatingPoint)
            file.Read(name, new float[entry.Count]);
        Assert.Throws<WeightsException>(() => file.Read(name, new float[entry.Count + 1]));
    }

    private static void CheckWrittenAgain(WeightsFile file)
    {
        using var stream = new MemoryStream();
        WeightsWriter.Write(stream, file.Tensors.Values.Select(entry => new WeightsSource(entry.Name, entry.Type, entry.Shape, to => to.Write(file.Bytes(entry.Name)))), file.Metadata);
        stream.Position = 0;
        using var again = WeightsFile.Read(stream, Name);
        Assert.Equal(file.Metadata.Order(Comparer), again.Metadata.Order(Comparer));
        Assert.Equal(file.Tensors.Count, again.Tensors.Count);
        foreach (var (name, entry) in file.Tensors)
        {
            Assert.Equal((entry.Type, entry.ShapeText), (again.Tensors[name].Type, again.Tensors[name].ShapeText));
            Assert.True(file.Bytes(name).SequenceEqual(again.Bytes(name)));
        }
    }

    private static readonly Comparer<KeyValuePair<string, string>> Comparer = Comparer<KeyValuePair<string, string>>.Create(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
}
