namespace Darts.Kernels;

/// <summary>A map that is added to another one: addresses of the first image, and floats from an image to the next.</summary>
/// <param name="From">What is added.</param>
/// <param name="FromStride">From an image of it to the next.</param>
/// <param name="To">What it is added to.</param>
/// <param name="ToStride">From an image of that to the next.</param>
/// <param name="Factors">The address of what to multiply each image by, [N]; 0 for 1.</param>
/// <param name="Accumulates">Whether there is something to add to already.</param>
internal readonly record struct Summand(nint From, nint FromStride, nint To, nint ToStride, nint Factors, bool Accumulates);
