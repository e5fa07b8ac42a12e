using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Serve;

/// <summary>The numbers of a meter in the text format of Prometheus.</summary>
internal sealed class PrometheusText : IDisposable
{
    private static readonly double[] Bounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8, 16, 32];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Series> _series = [];

    /// <summary>Begins to listen.</summary>
    /// <param name="meter">The meter.</param>
    public PrometheusText(string meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All numbers as they are now.</summary>
    public override string ToString()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var group in _series.GroupBy(static one => one.Key.Instrument).OrderBy(static group => group.Key.Name, StringComparer.Ordinal))
        {
            string name = NameOf(group.Key);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {group.Key.Description}\n# TYPE {name} {TypeOf(group.Key)}\n");
            foreach (var ((instrument, labels), series) in group.OrderBy(static one => one.Key.Labels, StringComparer.Ordinal))
                series.Write(text, name, labels, IsHistogram(instrument));
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, text) in tags)
            labels.Append(labels.Length == 0 ? "" : ",").Append(key).Append("=\"").Append(Escaped(Convert.ToString(text, CultureInfo.InvariantCulture) ?? "")).Append('"');
        _series.GetOrAdd((instrument, labels.ToString()), static _ => new Series()).Add(value, replace: instrument is ObservableInstrument<int>);
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string NameOf(Instrument instrument)
    {
        string name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument is Counter<long> ? name + "_total" : name;
    }

    private static bool IsHistogram(Instrument instrument) => instrument is Histogram<int> or Histogram<double>;

    private static string TypeOf(Instrument instrument) => IsHistogram(instrument) ? "histogram" : instrument is Counter<long> ? "counter" : "gauge";

    /// <summary>What was added up under one set of labels.</summary>
    private sealed class Series
    {
        private readonly Lock _gate = new();
        private readonly long[] _buckets = new long[Bounds.Length];
        private double _sum;
        private long _count;

        public void Add(double value, bool replace)
        {
            lock (_gate)
            {
                _sum = replace ? value : _sum + value;
                _count++;
                for (int bucket = 0; bucket < Bounds.Length; bucket++)
                    _buckets[bucket] += value <= Bounds[bucket] ? 1 : 0;
            }
        }

        public void Write(StringBuilder text, string name, string labels, bool isHistogram)
        {
            lock (_gate)
            {
                if (!isHistogram)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {_sum}\n");
                    return;
                }
                for (int bucket = 0; bucket < Bounds.Length; bucket++)
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels},le=\"{Bounds[bucket]}\"}} {_buckets[bucket]}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels},le=\"+Inf\"}} {_count}\n{name}_sum{{{labels}}} {_sum}\n{name}_count{{{labels}}} {_count}\n");
            }
        }
    }
}
