using System.Text;

namespace Darts.Networks.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public AtomicFileTests() => _path = _folder.File("checkpoint.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_created_and_replaced()
    {
        Write("one");
        Assert.Equal("one", File.ReadAllText(_path));
        Write("two");
        Assert.Equal("two", File.ReadAllText(_path));
        Assert.Equal(["checkpoint.safetensors"], _folder.Files);
    }

    [Fact]
    public void A_disk_that_fills_up_half_way_leaves_the_old_file_and_nothing_else()
    {
        Write("old");
        // What .NET throws for ENOSPC.
        AssertFails(new IOException("No space left on device", 28), $"Cannot write '{_path}': the disk is full.");
        AssertFails(new IOException("There is not enough space on the disk.", unchecked((int)0x80070070)), $"Cannot write '{_path}': the disk is full.");
    }

    [Fact]
    public void Any_other_failure_leaves_the_old_file_and_nothing_else()
    {
        Write("old");
        AssertFails(new IOException("the cable came off"), $"Cannot write '{_path}': the system reports an input/output error.");
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(_path, stream => Fail(stream, new OperationCanceledException())));
        AssertOld();
    }

    [Fact]
    public void A_really_full_device_is_reported_as_a_full_disk()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        Write("old");
        string message = Assert.Throws<DartsException>(() => AtomicFile.Write(_path, _ =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
            full.Write(new byte[10_000]);
            full.Flush(flushToDisk: true);
        })).Message;
        Assert.Equal($"Cannot write '{_path}': the disk is full.", message);
        AssertOld();
    }

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        Assert.Equal(
            "Cannot write '/dev/full': the disk is full.",
            Assert.Throws<DartsException>(() => AtomicFile.Write("/dev/full", stream => stream.Write(new byte[10_000]))).Message);
        using var still = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
        Assert.Throws<IOException>(() => still.Write(new byte[10_000]));
    }

    [Fact]
    public void A_missing_folder_is_an_error_naming_the_file()
    {
        string path = _folder.File("nowhere", "file");
        Assert.Equal($"Cannot write '{path}': its folder does not exist.", Assert.Throws<DartsException>(() => AtomicFile.Write(path, _ => { })).Message);
    }

    [Fact]
    public void A_folder_in_its_place_is_an_error_and_stays()
    {
        Directory.CreateDirectory(_path);
        Assert.Equal($"Cannot write '{_path}': it is a folder.", Assert.Throws<DartsException>(() => Write("x")).Message);
        Assert.True(Directory.Exists(_path));
        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void What_is_no_path_is_an_error_for_reading_and_writing(string path)
    {
        Assert.Equal($"Cannot write '{path}': that is not the name of a file.", Assert.Throws<DartsException>(() => AtomicFile.Write(path, _ => { })).Message);
        Assert.Equal($"Cannot read '{path}': that is not the name of a file.", Assert.Throws<DartsException>(() => Npy.Read(path)).Message);
        Assert.Equal($"Cannot read '{path}': that is not the name of a file.", Assert.Throws<DartsException>(() => SafeTensorsFile.Open(path)).Message);
        Assert.Equal($"Cannot read '{path}': that is not the name of a file.", Assert.Throws<DartsException>(() => NetworkAssembly.Load(path)).Message);
    }

    private static void Fail(Stream stream, Exception exception)
    {
        stream.Write("half of the new conte"u8);
        stream.Flush();
        throw exception;
    }

    private void Write(string content) => AtomicFile.Write(_path, stream => stream.Write(Encoding.UTF8.GetBytes(content)));

    private void AssertFails(Exception exception, string message)
    {
        Assert.Equal(message, Assert.Throws<DartsException>(() => AtomicFile.Write(_path, stream => Fail(stream, exception))).Message);
        AssertOld();
    }

    private void AssertOld()
    {
        Assert.Equal("old", File.ReadAllText(_path));
        Assert.Equal(["checkpoint.safetensors"], _folder.Files);
    }
}
