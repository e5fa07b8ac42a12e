using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Darts.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch.utils;

namespace Darts.Training;

/// <summary>Writes each epoch's numbers twice: as a line of JSON for programs, and as scalars for TensorBoard.</summary>
public sealed class MetricsLog
{
    internal static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly string _file;
    private readonly SummaryWriter _tensorBoard;

    /// <summary>Opens a run's log to be continued at <paramref name="epoch"/>: lines from there on, left by a run that stopped before its checkpoint, are dropped.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">The first epoch that will be written.</param>
    /// <exception cref="DartsException">A file cannot be read or written.</exception>
    public MetricsLog(RunFolder run, int epoch)
    {
        _file = run.MetricsFile;
        try
        {
            Keep(line => EpochOf(line) < epoch);
            _tensorBoard = tensorboard.SummaryWriter(run.Path);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Writing(_file, e);
        }
    }

    /// <summary>Appends an epoch.</summary>
    /// <param name="epoch">Counted from 0.</param>
    /// <param name="values">Its numbers by name, in the order they are written.</param>
    /// <exception cref="DartsException">A file cannot be written.</exception>
    public void Append(int epoch, params IReadOnlyList<(string Name, double Value)> values)
    {
        var line = new JsonObject { ["epoch"] = epoch };
        foreach (var (name, value) in values)
        {
            line[name] = JsonSerializer.SerializeToNode(value, Json);
        }

        try
        {
            File.AppendAllText(_file, line.ToJsonString(Json) + "\n");
            foreach (var (name, value) in values)
            {
                _tensorBoard.add_scalar(name, (float)value, epoch);
            }
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Writing(_file, e);
        }
    }

    private static int EpochOf(string line)
    {
        try
        {
            return (int?)JsonNode.Parse(line)?["epoch"] ?? int.MaxValue;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Half a line, cut short by a crash.
            return int.MaxValue;
        }
    }

    private void Keep(Func<string, bool> wanted)
    {
        if (!File.Exists(_file))
        {
            return;
        }

        var lines = File.ReadAllLines(_file);
        var kept = lines.Where(wanted).ToArray();
        if (kept.Length < lines.Length)
        {
            AtomicFile.Write(_file, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Concat(kept.Select(line => line + "\n")))));
        }
    }
}
