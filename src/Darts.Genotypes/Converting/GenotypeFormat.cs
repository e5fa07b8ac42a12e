namespace Darts.Genotypes.Converting;

/// <summary>A notation for genotypes. All of them have one shape: recognise a literal, read it, write one.</summary>
public abstract class GenotypeFormat
{
    private protected GenotypeFormat(string name, string system, string title)
    {
        Name = name;
        SystemName = system;
        Title = title;
    }

    /// <summary>The name on the command line: <c>quark0</c>.</summary>
    public string Name { get; }

    /// <summary>What messages call the system that reads it: <c>NAS-Bench-301</c>.</summary>
    public string SystemName { get; }

    /// <summary>What it looks like, in a few words.</summary>
    public string Title { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether a literal has this format's form. Looks at the form only; what is wrong inside is told by reading.</summary>
    internal abstract bool Recognises(Literal literal);

    /// <summary>Reads a literal; null (and problems) if it is not as it should be.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="name">The genotype's name; a valid identifier.</param>
    /// <param name="log">Where faults and losses go.</param>
    internal abstract Genotype? Read(Literal literal, string name, ConversionLog log);

    /// <summary>Writes a genotype; null (and obstacles) if it cannot be said in this format.</summary>
    internal abstract string? Write(Genotype genotype, ConversionLog log);
}
