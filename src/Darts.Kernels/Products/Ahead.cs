using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Darts.Kernels;

/// <summary>What a loop asks memory for while it computes, so that it is in the second cache when it is wanted.</summary>
/// <param name="Place">The first address. Nothing is read there, so it may lie behind the end of a buffer; but to look up an address far from all memory takes long.</param>
/// <param name="Step">How many bytes it moves a turn.</param>
internal readonly unsafe record struct Ahead(nint Place, nint Step)
{
    /// <summary>Nothing: asks again and again for what is at hand.</summary>
    /// <param name="near">What is read anyway.</param>
    public static Ahead Nothing(void* near) => new((nint)near, 0);

    /// <summary>What is to be asked for after some turns.</summary>
    /// <param name="turns">How many.</param>
    public Ahead After(int turns) => this with { Place = Place + (turns * Step) };

    /// <summary>Asks for the line at an address, where the machine can be asked.</summary>
    /// <param name="place">The address.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ask(nint place)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1((void*)place);
    }
}
