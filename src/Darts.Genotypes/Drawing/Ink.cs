namespace Darts.Genotypes.Drawing;

/// <summary>What a group of shapes is, which decides its colours.</summary>
public enum Ink
{
    /// <summary>A heading.</summary>
    Title,

    /// <summary>A sentence under a heading.</summary>
    Note,

    /// <summary>A node, or a normal cell of a network.</summary>
    Node,

    /// <summary>An input or output.</summary>
    End,

    /// <summary>A reduction cell of a network.</summary>
    Reduction,

    /// <summary>An edge without operation: what collects an output, or leads from cell to cell.</summary>
    Collect,

    /// <summary>An edge with a separable convolution.</summary>
    Separable,

    /// <summary>An edge with a dilated convolution.</summary>
    Dilated,

    /// <summary>An edge with a factorized convolution.</summary>
    Factorized,

    /// <summary>An edge with max pooling.</summary>
    MaxPool,

    /// <summary>An edge with average pooling.</summary>
    AveragePool,

    /// <summary>An edge that passes a value on.</summary>
    Skip,
}

/// <summary>What makes an edge or node stand out. Each differs in colour, in its line and in the sign at its label, so none depends on telling colours apart.</summary>
public enum Mark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is new: green, thick, +.</summary>
    Added,

    /// <summary>It is gone: red, dotted, −.</summary>
    Removed,

    /// <summary>It is another one: amber, thick, ~.</summary>
    Changed,

    /// <summary>It steps back behind those that are marked: grey.</summary>
    Faded,
}

/// <summary>What inks and marks say.</summary>
public static class InkNames
{
    /// <summary>The ink of an operation's edge; <see cref="Ink.Collect"/> where there is none.</summary>
    public static Ink Of(Operation? operation) => operation?.Family switch
    {
        OperationFamily.SeparableConvolution => Ink.Separable,
        OperationFamily.DilatedConvolution => Ink.Dilated,
        OperationFamily.FactorizedConvolution => Ink.Factorized,
        OperationFamily.MaxPool => Ink.MaxPool,
        OperationFamily.AveragePool => Ink.AveragePool,
        OperationFamily.Skip => Ink.Skip,
        OperationFamily.Activation => operation.Name switch { "tanh" => Ink.Separable, "relu" => Ink.MaxPool, "sigmoid" => Ink.Dilated, _ => Ink.Skip },
        _ => Ink.Collect,
    };

    /// <summary>Whether it is an edge's.</summary>
    public static bool IsEdge(this Ink ink) => ink >= Ink.Collect;

    /// <summary>The sign before a label: <c>+</c>, <c>−</c>, <c>~</c> or nothing.</summary>
    public static string Sign(this Mark mark) => mark switch { Mark.Added => "+", Mark.Removed => "−", Mark.Changed => "~", _ => "" };
}
