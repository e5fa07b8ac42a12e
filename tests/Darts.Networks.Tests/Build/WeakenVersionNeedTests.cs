namespace Darts.Networks.Tests.Build;

public sealed class WeakenVersionNeedTests : IDisposable
{
    private const string Version = "GLIBCXX_3.4.32";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_the_flag_of_the_named_version_changes()
    {
        byte[] before = SyntheticElf.Make(), after = SyntheticElf.Make();
        WeakenVersionNeed.Weaken(after, Version);
        int changed = Assert.Single(Enumerable.Range(0, before.Length), i => before[i] != after[i]);
        Assert.Equal(SyntheticElf.FlagsOf(library: 1, version: 0), changed);
        Assert.Equal(2, after[changed]);
    }

    [Fact]
    public void Every_library_that_needs_the_version_is_marked()
    {
        byte[] elf = SyntheticElf.Make(first: Version);
        WeakenVersionNeed.Weaken(elf, Version);
        Assert.Equal((2, 2, 0), (elf[SyntheticElf.FlagsOf(0, 0)], elf[SyntheticElf.FlagsOf(1, 0)], elf[SyntheticElf.FlagsOf(1, 1)]));
    }

    [Fact]
    public void A_library_without_the_version_is_left_as_it_is()
    {
        byte[] elf = SyntheticElf.Make(second: "GLIBCXX_3.4.321");
        WeakenVersionNeed.Weaken(elf, Version);
        Assert.Equal(SyntheticElf.Make(second: "GLIBCXX_3.4.321"), elf);
    }

    [Fact]
    public void A_library_cut_off_anywhere_is_refused_or_unchanged_but_for_flags()
    {
        byte[] whole = SyntheticElf.Make();
        for (int length = 0; length < whole.Length; length++)
            AssertRefusedOrHarmless(whole[..length]);
    }

    [Fact]
    public void A_library_with_any_byte_damaged_is_refused_or_unchanged_but_for_flags()
    {
        byte[] whole = SyntheticElf.Make();
        for (int at = 0; at < whole.Length; at++)
        {
            foreach (byte value in (ReadOnlySpan<byte>)[0xff, 0x7f, 0x80, 1])
            {
                byte[] damaged = [.. whole];
                damaged[at] = value;
                AssertRefusedOrHarmless(damaged);
            }
        }
    }

    [Fact]
    public void The_task_reports_a_file_that_is_no_library_and_writes_nothing()
    {
        string source = _folder.File("source.so"), destination = _folder.File("obj", "destination.so");
        File.WriteAllText(source, "not a library");
        var task = new WeakenVersionNeed { SourceFile = source, DestinationFile = destination, Version = Version };
        Assert.False(task.Execute());
        Assert.Equal($"Cannot prepare '{source}' for this system: it is not a 64-bit little-endian ELF library", Assert.Single(task.Log.Errors));
        Assert.False(File.Exists(destination));
    }

    [Fact]
    public void The_task_replaces_the_old_copy_and_leaves_the_source_alone()
    {
        string source = _folder.File("source.so"), destination = _folder.File("obj", "destination.so");
        File.WriteAllBytes(source, SyntheticElf.Make());
        Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
        File.WriteAllText(destination, "an older copy");
        Assert.True(new WeakenVersionNeed { SourceFile = source, DestinationFile = destination, Version = Version }.Execute());
        Assert.Equal(2, File.ReadAllBytes(destination)[SyntheticElf.FlagsOf(1, 0)]);
        Assert.Equal(SyntheticElf.Make(), File.ReadAllBytes(source));
    }

    private static void AssertRefusedOrHarmless(byte[] elf)
    {
        byte[] before = [.. elf];
        try
        {
            WeakenVersionNeed.Weaken(elf, Version);
        }
        catch (InvalidDataException)
        {
        }
        Assert.All(elf.Zip(before), pair => Assert.True(pair.First == pair.Second || pair.First == (pair.Second | 2)));
    }
}
