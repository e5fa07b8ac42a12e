using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a 64-bit little-endian ELF library, marking its need for one symbol version as weak, so that the dynamic loader
/// goes on where the version is absent (ELF gABI, "Symbol Versioning": VER_FLG_WEAK in vna_flags of .gnu.version_r).
/// Compiled by MSBuild when a build first needs it (see Darts.Networks.targets).
/// </summary>
public class WeakenVersionNeed : Task
{
    private const uint VersionNeedsSection = 0x6ffffffe;
    private const ushort WeakFlag = 2;

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
        catch (Exception e) when (e is IOException || e is UnauthorizedAccessException || e is InvalidDataException || e is ArgumentException || e is IndexOutOfRangeException)
        {
            Log.LogError("Cannot prepare '{0}' for this system: {1}", SourceFile, e.Message);
            return false;
        }
    }

    /// <summary>Sets the weak flag on every need for <paramref name="version"/>; a library without one is left as it is.</summary>
    public static void Weaken(byte[] elf, string version)
    {
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
            throw new InvalidDataException("it is not a 64-bit little-endian ELF library");
        long sections = BitConverter.ToInt64(elf, 0x28);
        int size = BitConverter.ToUInt16(elf, 0x3a), count = BitConverter.ToUInt16(elf, 0x3c);
        for (int i = 0; i < count; i++)
        {
            int section = checked((int)(sections + (long)i * size));
            if (BitConverter.ToUInt32(elf, section + 4) != VersionNeedsSection)
                continue;
            int strings = checked((int)(sections + (long)BitConverter.ToUInt32(elf, section + 0x28) * size));
            WeakenIn(elf, checked((int)BitConverter.ToInt64(elf, section + 0x18)), checked((int)BitConverter.ToInt64(elf, strings + 0x18)), version);
        }
    }

    private static void WeakenIn(byte[] elf, int need, int names, string version)
    {
        while (true)
        {
            int aux = need + BitConverter.ToInt32(elf, need + 8);
            for (int left = BitConverter.ToUInt16(elf, need + 2); left > 0; left--)
            {
                if (NameAt(elf, names + BitConverter.ToInt32(elf, aux + 8)) == version)
                    elf[aux + 4] |= (byte)WeakFlag;
                aux += BitConverter.ToInt32(elf, aux + 12);
            }
            int next = BitConverter.ToInt32(elf, need + 12);
            if (next == 0)
                return;
            need += next;
        }
    }

    private static string NameAt(byte[] elf, int start) =>
        Encoding.ASCII.GetString(elf, start, Array.IndexOf(elf, (byte)0, start) - start);
}
