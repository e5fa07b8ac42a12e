using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;

/// <summary>
/// Copies a 64-bit little-endian ELF library, marking its need for one symbol version as weak, so that the dynamic loader
/// goes on where the version is absent (ELF gABI, "Symbol Versioning": VER_FLG_WEAK in vna_flags of .gnu.version_r).
/// Compiled by MSBuild when a build first needs it (see Darts.Networks.targets): one file, C# 7.
/// </summary>
public class WeakenVersionNeed : Microsoft.Build.Utilities.Task
{
    private const uint VersionNeedsSection = 0x6ffffffe;
    private const byte WeakFlag = 2;

    [Required] public string SourceFile { get; set; }
    [Required] public string DestinationFile { get; set; }
    [Required] public string Version { get; set; }

    public override bool Execute()
    {
        try
        {
            byte[] elf = File.ReadAllBytes(SourceFile);
            Weaken(elf, Version);
            Directory.CreateDirectory(Path.GetDirectoryName(DestinationFile));
            // Delete first: the old copy may be hard-linked into output folders.
            File.Delete(DestinationFile);
            File.WriteAllBytes(DestinationFile, elf);
            return true;
        }
        catch (Exception e) when (e is IOException || e is UnauthorizedAccessException || e is InvalidDataException)
        {
            Log.LogError("Cannot prepare '{0}' for this system: {1}", SourceFile, e.Message);
            return false;
        }
    }

    /// <summary>Sets the weak flag on every need for <paramref name="version"/>; a library without one is left as it is.</summary>
    /// <exception cref="InvalidDataException">It is not such a library, or a damaged one.</exception>
    public static void Weaken(byte[] elf, string version)
    {
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
            throw new InvalidDataException("it is not a 64-bit little-endian ELF library");
        long sections = Int64(elf, 0x28);
        int size = UInt16(elf, 0x3a), count = UInt16(elf, 0x3c);
        for (int i = 0; i < count; i++)
        {
            long section = sections + (long)i * size;
            if (UInt32(elf, section + 0x04) != VersionNeedsSection)
                continue;
            long names = Int64(elf, sections + (long)UInt32(elf, section + 0x28) * size + 0x18);
            WeakenIn(elf, Int64(elf, section + 0x18), UInt32(elf, section + 0x2c), names, version);
        }
    }

    /// <summary>One entry for each library that is needed (there are <paramref name="libraries"/>), each with a list of versions.</summary>
    private static void WeakenIn(byte[] elf, long need, uint libraries, long names, string version)
    {
        for (uint library = 0; library < libraries; library++)
        {
            long aux = need + UInt32(elf, need + 8);
            for (int left = UInt16(elf, need + 2); left > 0; left--)
            {
                if (IsNamed(elf, names + UInt32(elf, aux + 8), version))
                    elf[aux + 4] |= WeakFlag;
                uint following = UInt32(elf, aux + 12);
                if (following == 0)
                    break;
                aux += following;
            }
            uint next = UInt32(elf, need + 12);
            if (next == 0)
                return;
            need += next;
        }
    }

    private static bool IsNamed(byte[] elf, long start, string name)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(name + "\0");
        Check(elf, start, 1);
        if (start > elf.Length - bytes.Length)
            return false;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (elf[start + i] != bytes[i])
                return false;
        }
        return true;
    }

    private static ushort UInt16(byte[] elf, long offset)
    {
        Check(elf, offset, 2);
        return BitConverter.ToUInt16(elf, (int)offset);
    }

    private static uint UInt32(byte[] elf, long offset)
    {
        Check(elf, offset, 4);
        return BitConverter.ToUInt32(elf, (int)offset);
    }

    private static long Int64(byte[] elf, long offset)
    {
        Check(elf, offset, 8);
        long value = BitConverter.ToInt64(elf, (int)offset);
        // A file offset; what is added to it later cannot make it overflow.
        if (value < 0 || value > elf.Length)
            throw new InvalidDataException("it is damaged");
        return value;
    }

    private static void Check(byte[] elf, long offset, int size)
    {
        if (offset < 0 || offset > elf.Length - size)
            throw new InvalidDataException("it is damaged");
    }
}
