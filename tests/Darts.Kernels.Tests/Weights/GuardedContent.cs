using System.Runtime.InteropServices;
using Darts.Kernels.Weights;

namespace Darts.Kernels.Tests.Weights;

/// <summary>A file's bytes whose last is the last of its page, with a page behind it that nobody may read: one byte too far ends the process.</summary>
internal sealed unsafe partial class GuardedContent : Content
{
    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 2 | 0x20;
    private readonly byte* _pages;
    private readonly nuint _length;

    public GuardedContent(ReadOnlySpan<byte> bytes)
    {
        nuint page = (nuint)Environment.SystemPageSize, used = ((nuint)bytes.Length + page - 1) / page * page;
        _length = used + page;
        _pages = Map(null, _length, ReadAndWrite, PrivateAndAnonymous, -1, 0);
        Assert.True((nint)_pages != -1 && Protect(_pages + used, page, 0) == 0);
        Data = _pages + used - bytes.Length;
        Length = bytes.Length;
        bytes.CopyTo(new Span<byte>(Data, bytes.Length));
    }

    /// <summary>Whether this system has such pages.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    protected override void Free() => Assert.Equal(0, Unmap(_pages, _length));

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* Map(void* at, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* at, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* at, nuint length);
}
