using Darts.Networks;
using NuGet.Packaging;
using NuGet.Versioning;

namespace Darts.Shipping;

/// <summary>A checked id, version and namespace.</summary>
/// <param name="Id">The package's id, also its assembly's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Namespace">The namespace of its classes.</param>
internal sealed record PackageIdentity(string Id, NuGetVersion Version, string Namespace)
{
    private const string FirstVersion = "1.0.0";

    /// <summary>Checks what the user wants, and fills in the rest.</summary>
    /// <exception cref="DartsException">An id, version or namespace is none.</exception>
    public static PackageIdentity Of(PackageOptions options, string network)
    {
        string id = options.Id ?? $"{SourceNamespace.Default}.{network}", version = options.Version ?? FirstVersion;
        if (id.Length > PackageIdValidator.MaxPackageIdLength || !PackageIdValidator.IsValidPackageId(id))
            throw new DartsException($"'{id}' is no id of a package: it has letters, digits and underscores, with single dots or hyphens between them, and at most {PackageIdValidator.MaxPackageIdLength} of all.");
        if (!NuGetVersion.TryParseStrict(version, out var parsed))
            throw new DartsException($"'{version}' is no version of a package: that is 1.2.3 or 1.2.3-beta.1.");
        string space = options.Namespace ?? SourceNamespace.Of(id, network);
        SourceNamespace.Check(space, network);
        return new(id, parsed, space);
    }
}
