namespace Darts.Genotypes;

/// <summary>A step of a cell's program: computes values from earlier ones. Values are numbered; 0 and 1 are the cell's preprocessed inputs.</summary>
public abstract record Step
{
    /// <summary>The values it reads, one for each time it does.</summary>
    public abstract IEnumerable<int> Reads { get; }

    /// <summary>The values it computes; at least one.</summary>
    public abstract IEnumerable<int> Results { get; }

    /// <summary>The edges of the genotype it computes by an operation, ascending; none if it only adds or rearranges.</summary>
    public virtual IEnumerable<int> OperatedEdges => [];

    /// <summary>How many operations of the tensor library it takes in one forward pass. Views compute nothing and do not count.</summary>
    public abstract int LibraryCalls { get; }

    /// <summary>The same step with other values to read.</summary>
    /// <param name="rename">From the values it reads to those it shall read.</param>
    public abstract Step Reading(Func<int, int> rename);
}
