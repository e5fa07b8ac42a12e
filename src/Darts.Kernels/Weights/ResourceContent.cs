using System.Reflection;

namespace Darts.Kernels.Weights;

/// <summary>A resource of an assembly, read where the assembly is mapped into memory.</summary>
internal sealed unsafe class ResourceContent : Content
{
    // Keeps the assembly from being unloaded while its bytes are looked at.
    private readonly UnmanagedMemoryStream _stream;

    private ResourceContent(UnmanagedMemoryStream stream)
    {
        _stream = stream;
        Data = stream.PositionPointer;
        Length = stream.Length;
    }

    /// <summary>Finds a resource.</summary>
    /// <returns>Null if the assembly has none of that name.</returns>
    public static Content? Find(Assembly assembly, string name)
    {
        var stream = assembly.GetManifestResourceStream(name);
        if (stream is UnmanagedMemoryStream unmanaged)
            return new ResourceContent(unmanaged);
        // No runtime known to us gives another kind, but none promises this one.
        using (stream)
            return stream is null ? null : new CopiedContent(stream);
    }

    /// <inheritdoc/>
    protected override void Free() => _stream.Dispose();
}
