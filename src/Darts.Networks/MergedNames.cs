using System.Globalization;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>
/// The map from the original's state-dict names to slices of merged tensors. A module that holds several edges is registered under all their numbers,
/// <c>0+2</c>: the tensor <c>cells.3._ops.0+2.op.1.weight</c> is <c>cells.3._ops.0.op.1.weight</c> and <c>cells.3._ops.2.op.1.weight</c>, one after the other
/// along the first dimension. The weights of a recurrent cell's nodes, <c>rnns.0._Ws.1+2</c>, stand on the right of their products and are cut along the second.
/// </summary>
public static class MergedNames
{
    private const char Sign = '+';

    // The lists whose members are numbered edges: operations of a convolutional cell, weights of a recurrent one.
    private const string Operations = "_ops";
    private const string NodeWeights = "_Ws";

    /// <summary>The name of a module that computes these edges.</summary>
    /// <param name="edges">Their numbers, in the order in which the module holds their tensors.</param>
    public static string Join(IEnumerable<int> edges) => string.Join(Sign, edges.Select(edge => edge.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A tensor under the original's names: itself, or its slices if it belongs to several edges.</summary>
    /// <param name="name">The name it is registered under.</param>
    /// <param name="tensor">A parameter, a buffer, or the gradient of a parameter.</param>
    /// <returns>The slices are views: writing to them writes to <paramref name="tensor"/>.</returns>
    public static IEnumerable<(string Name, Tensor Tensor)> Split(string name, Tensor tensor)
    {
        string[] segments = name.Split('.');
        int merged = Array.FindIndex(segments, segment => segment.Contains(Sign, StringComparison.Ordinal));
        if (merged < 0)
            return [(name, tensor)];
        string[] edges = segments[merged].Split(Sign);
        return edges.Zip(tensor.chunk(edges.Length, dim: merged > 0 && segments[merged - 1] == NodeWeights ? 1 : 0), (edge, slice) => (string.Join('.', [.. segments[..merged], edge, .. segments[(merged + 1)..]]), slice));
    }

    /// <summary>A state under the original's names, in the original's order: within a list, by number.</summary>
    /// <param name="state">Names as registered.</param>
    public static IEnumerable<(string Name, Tensor Tensor)> Split(IEnumerable<KeyValuePair<string, Tensor>> state)
    {
        var lists = new Dictionary<string, int>(StringComparer.Ordinal);
        return state.SelectMany(entry => Split(entry.Key, entry.Value)).Select(Place).OrderBy(entry => entry.Place).ThenBy(entry => entry.Edge).Select(entry => entry.Tensor);

        // A cell's edges keep the place of the first of them.
        ((string Name, Tensor Tensor) Tensor, int Place, int Edge) Place((string Name, Tensor Tensor) tensor, int index)
        {
            string[] segments = tensor.Name.Split('.');
            int list = Array.FindIndex(segments, static segment => segment is Operations or NodeWeights);
            if (list < 0)
                return (tensor, index, 0);
            string prefix = string.Join('.', segments[..list]);
            if (!lists.TryGetValue(prefix, out int place))
                lists.Add(prefix, place = index);
            return (tensor, place, int.Parse(segments[list + 1], CultureInfo.InvariantCulture));
        }
    }
}
