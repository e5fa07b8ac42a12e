using System.Buffers.Binary;
using System.Text;

namespace Darts.Networks.Tests.Build;

/// <summary>A minimal 64-bit ELF library: header, string table, one table of version needs, three section headers.</summary>
internal static class SyntheticElf
{
    private const int Strings = 64;
    private const int Needs = 160;
    private const int Sections = 256;
    private const int SectionSize = 64;

    /// <summary>Where the flags of the version of library i, version j are.</summary>
    public static int FlagsOf(int library, int version) => Needs + (library * 48) + 16 + (version * 16) + 4;

    /// <summary>Two libraries with one and two needed versions.</summary>
    public static byte[] Make(string first = "GLIBC_2.4", string second = "GLIBCXX_3.4.32", string third = "GLIBCXX_3.4")
    {
        byte[] elf = new byte[Sections + (3 * SectionSize)];
        ((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(elf);
        Write64(elf, 0x28, Sections);
        Write16(elf, 0x3a, SectionSize);
        Write16(elf, 0x3c, 3);
        int[] names = Names(elf, first, second, third);
        WriteNeed(elf, Needs, next: 48, [names[0]]);
        WriteNeed(elf, Needs + 48, next: 0, [names[1], names[2]]);
        WriteSection(elf, index: 1, type: 3, offset: Strings, link: 0, info: 0);
        WriteSection(elf, index: 2, type: 0x6ffffffe, offset: Needs, link: 1, info: 2);
        return elf;
    }

    private static int[] Names(byte[] elf, params string[] names)
    {
        int at = 1;
        return [.. names.Select(name =>
        {
            int start = at;
            at += Encoding.ASCII.GetBytes(name, elf.AsSpan(Strings + start)) + 1;
            return start;
        })];
    }

    private static void WriteNeed(byte[] elf, int at, int next, int[] versions)
    {
        Write16(elf, at, 1);
        Write16(elf, at + 2, versions.Length);
        Write32(elf, at + 8, 16);
        Write32(elf, at + 12, next);
        foreach ((int i, int name) in versions.Index())
        {
            int aux = at + 16 + (i * 16);
            Write32(elf, aux + 8, name);
            Write32(elf, aux + 12, i + 1 < versions.Length ? 16 : 0);
        }
    }

    private static void WriteSection(byte[] elf, int index, uint type, int offset, int link, int info)
    {
        int at = Sections + (index * SectionSize);
        Write32(elf, at + 4, unchecked((int)type));
        Write64(elf, at + 0x18, offset);
        Write32(elf, at + 0x28, link);
        Write32(elf, at + 0x2c, info);
    }

    private static void Write16(byte[] elf, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(at), (ushort)value);

    private static void Write32(byte[] elf, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(elf.AsSpan(at), value);

    private static void Write64(byte[] elf, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(elf.AsSpan(at), value);
}
