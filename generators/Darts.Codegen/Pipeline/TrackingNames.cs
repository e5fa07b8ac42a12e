namespace Darts.Codegen;

/// <summary>The names of the pipeline's steps, by which tests ask what was run again.</summary>
public static class TrackingNames
{
    /// <summary>The project's properties.</summary>
    public const string Project = nameof(Project);

    /// <summary>One reading per genotype file.</summary>
    public const string Readings = nameof(Readings);

    /// <summary>The classes that two files define.</summary>
    public const string Clashes = nameof(Clashes);

    /// <summary>What is compiled, per file.</summary>
    public const string Files = nameof(Files);

    /// <summary>What is reported.</summary>
    public const string Problems = nameof(Problems);
}
