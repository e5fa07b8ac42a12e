using System.Text.Json.Serialization;

namespace Darts.Benchmarks.Peers;

/// <summary>One comparison.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Peer">What it is compared with.</param>
/// <param name="OursMs">Our median, milliseconds.</param>
/// <param name="PeerMs">The peer's median, milliseconds.</param>
/// <param name="Ratio">How many times as fast we are: peer / ours.</param>
/// <param name="LimitShare">Our share of the machine's limit: the time that the work's multiply-adds (or reading its weights, if that is longer) would take at the rate measured in this run, over ours; null
/// where that makes no sense.</param>
internal sealed record PeerResult(
    string Name,
    string Peer,
    [property: JsonPropertyName("ours_ms")] double OursMs,
    [property: JsonPropertyName("peer_ms")] double PeerMs,
    double Ratio,
    [property: JsonPropertyName("limit_share")] double? LimitShare)
{
    /// <summary>The comparison of two medians.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="peer">The peer.</param>
    /// <param name="ours">Our median, milliseconds.</param>
    /// <param name="theirs">The peer's, milliseconds.</param>
    /// <param name="multiplyAdds">The work's multiply-adds; 0 if that is not what limits it.</param>
    /// <param name="limit">Multiply-adds a second of the whole machine, if known.</param>
    public static PeerResult Of(string name, string peer, double ours, double theirs, double multiplyAdds, double? limit) =>
        new(name, peer, ours, theirs, theirs / ours, multiplyAdds > 0 ? multiplyAdds / limit / (ours / 1000) : null);
}
