using System.Text.Json.Serialization;

namespace Darts.Benchmarks.Memory;

/// <summary>How a search step is computed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchForm>))]
internal enum SearchForm
{
    /// <summary>As <c>darts search</c> does.</summary>
    Ours,

    /// <summary>The same through libtorch alone.</summary>
    Libtorch,

    /// <summary>One module an operation and edge.</summary>
    Plain,
}
