using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Darts.Serving;

/// <summary>What is measured of a model that is served, by System.Diagnostics.Metrics: requests by outcome, sizes of batches, times of waiting and computing.</summary>
public sealed class ServingMetrics : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "Darts.Serving";

    private readonly Meter _meter;
    private readonly string _model;
    private readonly Counter<long> _requests;
    private readonly Histogram<int> _batch;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _compute;

    internal ServingMetrics(IMeterFactory? meters, string model, Func<int> taken)
    {
        _model = model;
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _requests = _meter.CreateCounter<long>("darts.serving.requests", "{request}", "Requests by their outcome: answered, refused, cancelled or failed.");
        _batch = _meter.CreateHistogram<int>("darts.serving.batch_size", "{picture}", "Pictures computed together.");
        _wait = _meter.CreateHistogram<double>("darts.serving.wait", "s", "How long a picture waited before it was computed.");
        _compute = _meter.CreateHistogram<double>("darts.serving.compute", "s", "How long a batch was computed.");
        _meter.CreateObservableGauge("darts.serving.pending", () => new Measurement<int>(taken(), new KeyValuePair<string, object?>("model", _model)), "{request}", "Requests in work or waiting.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Request(string outcome) => _requests.Add(1, new("model", _model), new("outcome", outcome));

    internal void Waited(long since) => _wait.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, new KeyValuePair<string, object?>("model", _model));

    internal void Computed(int batch, TimeSpan time)
    {
        _batch.Record(batch, new KeyValuePair<string, object?>("model", _model));
        _compute.Record(time.TotalSeconds, new KeyValuePair<string, object?>("model", _model));
    }
}
