using System.Text;
using Darts.Kernels.Inference;
using Darts.Kernels.Weights;

namespace Darts.Kernels.Tests.Weights;

/// <summary>What was damaged after it was written, and weights of another network.</summary>
public sealed class WeightsIntegrityTests
{
    private const string Name = "w.safetensors";
    private static readonly WeightsOwner Mine = new("Mine", "0123456789abcdef", "cifar, channels 4, layers 3, classes 10, input [3, 32, 32]");

    [Fact]
    public void The_checksum_is_crc_32c()
    {
        // RFC 3720, B.4, and the value of the catalogue of parametrised CRC algorithms.
        Assert.Equal(0xE3069283u, Crc32C.Append(Crc32C.Empty, "123456789"u8));
        Assert.Equal(0x8A9136AAu, Crc32C.Append(Crc32C.Empty, new byte[32]));
        Assert.Equal(0x46DD794Eu, Crc32C.Append(Crc32C.Empty, [.. Enumerable.Range(0, 32).Select(number => (byte)number)]));
    }

    [Fact]
    public void A_checksum_of_parts_is_that_of_the_whole()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("any text that is longer than a few words of eight bytes");
        uint whole = Crc32C.Append(Crc32C.Empty, bytes);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(whole, Crc32C.Append(Crc32C.Append(Crc32C.Empty, bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
            int at = cut;
            Assert.Equal(whole, Crc32C.Of(stream =>
            {
                stream.Write(bytes, 0, at);
                stream.Write(bytes.AsSpan(at));
            }));
        }
    }

    [Fact]
    public void A_changed_byte_of_any_tensor_is_refused_with_the_tensors_name()
    {
        byte[] bytes = Written();
        using var whole = Open(bytes);
        Assert.True(whole.HasChecksums);
        whole.Verify();
        foreach (var tensor in whole.Tensors.Values)
        {
            for (long at = tensor.Begin; at < tensor.End; at++)
            {
                byte[] changed = [.. bytes];
                changed[at] ^= (byte)(1 << (int)(at % 8));
                using var file = Open(changed);
                string start = $"'{Name}' is damaged: the data of tensor '{tensor.Name}' has the checksum ";
                Assert.StartsWith(start, Refused(file.Verify));
                Assert.StartsWith(start, Refused(() => file.Read(tensor.Name, new float[6])));
                Assert.StartsWith(start, Refused(() => file.Bytes(tensor.Name).ToArray()));
                // The others can be read.
                foreach (var other in file.Tensors.Values.Where(other => other.Name != tensor.Name))
                    file.Read(other.Name, new float[other.Count]);
            }
        }
    }

    [Fact]
    public void Tensors_that_changed_places_are_refused()
    {
        string text = Encoding.Latin1.GetString(Written());
        using var file = Open(Encoding.Latin1.GetBytes(text.Replace("\"a\":", "\"?\":", StringComparison.Ordinal).Replace("\"b\":", "\"a\":", StringComparison.Ordinal).Replace("\"?\":", "\"b\":", StringComparison.Ordinal)));
        Assert.Contains("tensor 'a'", Refused(() => file.Read("a", new float[6])));
    }

    [Fact]
    public void Every_cut_off_file_is_refused()
    {
        byte[] bytes = Written();
        for (int length = 0; length < bytes.Length; length++)
            Assert.StartsWith($"'{Name}' is not a valid safetensors file: ", Refused(() => Open(bytes[..length])));
    }

    [Fact]
    public void A_file_without_checksums_is_read_as_it_is()
    {
        byte[] bytes = Encoding.ASCII.GetBytes("""        {"a":{"dtype":"F32","shape":[6],"data_offsets":[0,24]}}""" + new string('\0', 24));
        bytes[0] = (byte)(bytes.Length - 32);
        bytes.AsSpan(1, 7).Clear();
        using var file = Open(bytes);
        Assert.False(file.HasChecksums);
        file.Verify();
        file.Read("a", new float[6]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcdeg")]
    [InlineData("0123456789abcdef01234567")]
    public void Checksums_that_are_none_are_refused(string checksums)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($$$"""        {"__metadata__":{"crc32c":"{{{checksums}}}"},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"b":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""");
        bytes.AsSpan(0, 8).Clear();
        bytes[0] = (byte)(bytes.Length - 8);
        Assert.Equal($"'{Name}' is not a valid safetensors file: its checksums (crc32c) are not 8 hexadecimal digits for each of 2 tensors.", Refused(() => Open(bytes)));
    }

    [Fact]
    public void Checksums_are_no_facts_that_could_be_copied_into_another_file()
    {
        using var file = Open(Written(new() { ["crc32c"] = "of another file", ["x"] = "y" }));
        Assert.Equal(["x"], file.Metadata.Keys);
        file.Verify();
    }

    [Theory]
    [InlineData("Mine", "fedcba9876543210", "Mine (genotype fedcba9876543210, cifar, channels 4, ", "")]
    [InlineData("Other", "0123456789abcdef", "Other (genotype 0123456789abcdef, cifar, channels 4, ", " If they are meant for it all the same, 'darts weights convert IN OUT --network Mine' says so in a new file.")]
    public void Weights_of_another_network_or_genotype_are_refused_naming_both(string network, string genotype, string theirs, string wayOut)
    {
        using var file = Open(Written(Facts(network, genotype, Mine.Size)));
        string message = Refused(() => file.CheckOwner(Mine));
        Assert.StartsWith($"The weights in '{Name}' are those of {theirs}", message);
        Assert.EndsWith($", not of Mine (genotype 0123456789abcdef, {Mine.Size}).{wayOut}", message);
    }

    [Fact]
    public void Weights_of_another_size_are_refused_and_of_an_unknown_one_are_not()
    {
        using var other = Open(Written(Facts("Mine", Mine.Genotype, "cifar, channels 8, layers 3, classes 10, input [3, 32, 32]")));
        Assert.Matches("channels 8, .* not of .* channels 4, ", Refused(() => other.CheckOwner(Mine)));
        other.CheckOwner(Mine with { Size = null });
        other.CheckOwner(Mine with { Size = "" });
        using var unknown = Open(Written(Facts("Mine", Mine.Genotype, null)));
        unknown.CheckOwner(Mine);
    }

    [Fact]
    public void Weights_that_do_not_say_whose_they_are_are_for_any_network()
    {
        foreach (var facts in new Dictionary<string, string>[] { [], new() { ["format"] = "pt" }, new() { ["network"] = "Other" }, new() { ["genotype"] = "DARTS_V2" } })
        {
            using var file = Open(Written(facts));
            file.CheckOwner(Mine);
        }
    }

    [Fact]
    public void Endless_names_and_control_characters_stay_out_of_the_refusal()
    {
        using var file = Open(Written(Facts("Other\u001b[31m", new string('0', 5000), new string('1', 5000))));
        string message = Refused(() => file.CheckOwner(Mine));
        Assert.DoesNotContain(message, char.IsControl);
        Assert.InRange(message.Length, 100, 700);
    }

    private static Dictionary<string, string> Facts(string network, string genotype, string? size)
    {
        var facts = new Dictionary<string, string> { [WeightsFile.NetworkKey] = network, [WeightsFile.GenotypeKey] = genotype };
        if (size is not null)
            facts[WeightsFile.SizeKey] = size;
        return facts;
    }

    /// <summary>A file of three tensors of six elements and an empty one.</summary>
    private static byte[] Written(Dictionary<string, string>? facts = null)
    {
        using var stream = new MemoryStream();
        WeightsWriter.Write(
            stream,
            [
                new("a", ElementType.Float32, [6], to => to.Write(new byte[24])),
                new("b", ElementType.Float32, [2, 3], to => to.Write([.. Enumerable.Range(1, 24).Select(number => (byte)number)])),
                new("module.c", ElementType.Float64, [6], to => to.Write([.. Enumerable.Range(100, 48).Select(number => (byte)number)])),
                new("nothing", ElementType.Float32, [0, 6], static _ => { }),
            ],
            facts);
        return stream.ToArray();
    }

    private static WeightsFile Open(byte[] bytes) => WeightsFile.Read(new MemoryStream(bytes), Name);

    private static string Refused(Action read) => Assert.Throws<WeightsException>(read).Message;
}
