namespace Darts.Shipping;

/// <summary>What a package is called.</summary>
/// <param name="Id">Its id; null for <c>Darts.Models.X</c>.</param>
/// <param name="Version">Its version; null for 1.0.0.</param>
/// <param name="Namespace">The namespace of its classes; null for the id without the class's name.</param>
/// <param name="ClassNames">A text file with the name of a class a line; null for the names in the weights file.</param>
/// <param name="IgnoreExtra">Whether the weights file may hold tensors that the network has no place for.</param>
public sealed record PackageOptions(string? Id = null, string? Version = null, string? Namespace = null, string? ClassNames = null, bool IgnoreExtra = false);
