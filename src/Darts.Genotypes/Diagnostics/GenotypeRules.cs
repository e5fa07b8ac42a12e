namespace Darts.Genotypes;

/// <summary>Every rule of the language, and what the compiler says of a genotype file. Ids are stable: a rule that goes leaves its number behind.</summary>
/// <remarks>001–009 the text, 010–019 cells' edges, 020–029 cells' outputs, 030–039 networks, 050–059 several files and the compiler.</remarks>
public static class GenotypeRules
{
    /// <summary>The text is not JSON: also comments, trailing commas and bytes that are not UTF-8.</summary>
    public static GenotypeRule InvalidJson { get; } = new("DARTS001", "Not valid JSON", "{0}");

    /// <summary>The text is longer than <see cref="GenotypeLimits.TextLength"/>.</summary>
    public static GenotypeRule TextTooLong { get; } = new("DARTS002", "File too large",
        "The file holds {0} characters; a genotype has at most {1}");

    /// <summary>Brackets are nested deeper than <see cref="GenotypeLimits.Depth"/>.</summary>
    public static GenotypeRule NestedTooDeep { get; } = new("DARTS003", "Nested too deep",
        "Brackets are nested {0} deep here; a genotype needs no more than {1}");

    /// <summary>An object has a key the language does not know.</summary>
    public static GenotypeRule UnknownKey { get; } = new("DARTS004", "Unknown key",
        "'{0}' is not a key of {1}{2}; its keys are {3}");

    /// <summary>An object has one key twice.</summary>
    public static GenotypeRule DuplicateKey { get; } = new("DARTS005", "Duplicate key",
        "'{0}' stands twice in {1}; a key stands once");

    /// <summary>An object lacks a key.</summary>
    public static GenotypeRule MissingKey { get; } = new("DARTS006", "Missing key",
        "'{0}' is missing from {1}; it needs {2}");

    /// <summary>A value is of another JSON type than its key asks for.</summary>
    public static GenotypeRule WrongType { get; } = new("DARTS007", "Wrong type",
        "{0} is {1}; it must be {2}");

    /// <summary>The file is written in another version of the language.</summary>
    public static GenotypeRule UnsupportedVersion { get; } = new("DARTS008", "Unsupported version",
        "Version {0} of the genotype language is not known here; write version 1");

    /// <summary><c>kind</c> is neither convolutional nor recurrent.</summary>
    public static GenotypeRule UnknownKind { get; } = new("DARTS009", "Unknown kind",
        "'{0}' is not a kind of genotype{1}; the kinds are {2}");

    /// <summary>An operation does not exist in this kind of cell.</summary>
    public static GenotypeRule UnknownOperation { get; } = new("DARTS010", "Unknown operation",
        "'{0}' is not an operation of a {1} cell{2}; its operations are {3}");

    /// <summary><c>none</c> exists in the search space only.</summary>
    public static GenotypeRule SearchOnlyOperation { get; } = new("DARTS011", "Operation of the search only",
        "'{0}' exists while searching only; leave the edge out, or give it one of {1}");

    /// <summary>A node number that no cell can have.</summary>
    public static GenotypeRule NodeOutOfRange { get; } = new("DARTS012", "Node out of range",
        "{0} is not a node that {1}; it must be {2}–{3}");

    /// <summary>An edge reads its own node or a later one.</summary>
    public static GenotypeRule ForwardReference { get; } = new("DARTS013", "Cycle or forward reference",
        "Node {0} cannot read node {1}; it may read {2}");

    /// <summary>A node without edges is read or part of the output.</summary>
    public static GenotypeRule NodeWithoutEdges { get; } = new("DARTS014", "Node without edges",
        "Node {0} has no edges, yet {1}; give it at least one edge or leave it out here");

    /// <summary>A cell computes nothing.</summary>
    public static GenotypeRule EmptyCell { get; } = new("DARTS015", "Cell without edges",
        "The {0} cell has no edges; it needs at least one");

    /// <summary>A cell has more edges than <see cref="GenotypeLimits.Edges"/>.</summary>
    public static GenotypeRule TooManyEdges { get; } = new("DARTS016", "Too many edges",
        "The {0} cell has {1} edges; at most {2} are allowed");

    /// <summary>A node of a recurrent cell has two edges.</summary>
    public static GenotypeRule RecurrentNodeReadsTwice { get; } = new("DARTS017", "Two edges into a recurrent node",
        "Node {0} has an edge already; a node of a recurrent cell reads exactly one");

    /// <summary>A cell has no output.</summary>
    public static GenotypeRule EmptyConcat { get; } = new("DARTS020", "Cell without output",
        "The {0} cell's concat is empty; name at least one node");

    /// <summary>A node stands twice in <c>concat</c>.</summary>
    public static GenotypeRule ConcatRepeats { get; } = new("DARTS021", "Node twice in concat",
        "Node {0} stands twice in concat; each node stands once");

    /// <summary><c>concat</c> is not sorted.</summary>
    public static GenotypeRule ConcatNotAscending { get; } = new("DARTS022", "Concat not ascending",
        "Node {0} stands after node {1} in concat; write the nodes in ascending order");

    /// <summary><c>concat</c> names what is not a node of the cell.</summary>
    public static GenotypeRule ConcatUnknownNode { get; } = new("DARTS023", "Unknown node in concat",
        "{0} is not a node of the {1} cell; its nodes are {2}");

    /// <summary>A name cannot be a C# class's.</summary>
    public static GenotypeRule InvalidName { get; } = new("DARTS030", "Invalid name",
        "'{0}' cannot be a name: {1}; a name is a C# identifier such as DartsV2Cifar10");

    /// <summary>Two networks of one file have one name.</summary>
    public static GenotypeRule DuplicateNetworkName { get; } = new("DARTS031", "Duplicate network name",
        "Another network of this file is named '{0}' already; names are unique");

    /// <summary>A network's macro does not exist for this kind of genotype.</summary>
    public static GenotypeRule UnknownMacro { get; } = new("DARTS032", "Unknown macro",
        "'{0}' is not a macro of {1} genotypes{2}; allowed is {3}");

    /// <summary>A number is smaller or larger than allowed.</summary>
    public static GenotypeRule NumberOutOfRange { get; } = new("DARTS033", "Number out of range",
        "{0} is {1}; it must be {2}–{3}");

    /// <summary>There is nothing left to reduce.</summary>
    public static GenotypeRule ReductionDoesNotFit { get; } = new("DARTS034", "Reduction does not fit the input",
        "Images of {0}×{1} are too small: the {2} macro with {3} layers halves them {4} times and needs at least {5}×{5}");

    /// <summary>A factorized reduction makes its channels in two halves.</summary>
    public static GenotypeRule OddChannels { get; } = new("DARTS035", "Odd channels",
        "{0} channels are odd; the imagenet macro needs an even number, as its stem makes C/2 and its first reduction two halves of C");

    /// <summary>Two files name the same class.</summary>
    public static GenotypeRule DuplicateClass { get; } = new("DARTS050", "Two files define the same class",
        "The class '{0}' is also defined by {1}; class names are unique in a project");

    /// <summary>The file is there but could not be read.</summary>
    public static GenotypeRule UnreadableFile { get; } = new("DARTS052", "The file cannot be read",
        "The file '{0}' cannot be read");

    /// <summary>All of them, by id.</summary>
    public static EquatableArray<GenotypeRule> All { get; } =
    [
        InvalidJson, TextTooLong, NestedTooDeep, UnknownKey, DuplicateKey, MissingKey, WrongType, UnsupportedVersion, UnknownKind,
        UnknownOperation, SearchOnlyOperation, NodeOutOfRange, ForwardReference, NodeWithoutEdges, EmptyCell, TooManyEdges, RecurrentNodeReadsTwice,
        EmptyConcat, ConcatRepeats, ConcatNotAscending, ConcatUnknownNode,
        InvalidName, DuplicateNetworkName, UnknownMacro, NumberOutOfRange, ReductionDoesNotFit, OddChannels,
        DuplicateClass, UnreadableFile,
    ];
}
