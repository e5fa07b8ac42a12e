using System.CommandLine;
using Darts.Networks;

namespace Darts.Benchmarks.Peers;

/// <summary><c>peers</c>: ours against others, in one run.</summary>
internal static class PeersCommand
{
    /// <summary>The comparisons; each is a subcommand.</summary>
    private static readonly (string Name, string Description, int Rounds, Func<PeerOptions, IEnumerable<PeerResult>> Run)[] Comparisons =
    [
        ("inference", "Classifies images: the form for inference against the plain network.", 7, InferencePeers.Run),
        ("training", "Takes training steps: the fused network and our optimizer against the plain network and TorchSharp's.", 7, TrainingPeers.Run),
        ("generator", "Generates the code of a genotype file that was edited: with all passes against none.", 21, GeneratorPeers.Run),
        ("recurrent", "Trains a language model, reads with it and searches for its cell: the fused cell against one product for each node and word.", 9, RecurrentPeers.Run),
        ("search", "Takes search steps of both orders: the fused supernet against one module an operation and edge.", 3, SearchPeers.Run),
    ];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "A JSON array on standard output.", Recursive = true };
        var rounds = new Option<int?>("--rounds") { Description = "How often each is timed; the medians are compared.", Recursive = true };
        var device = new Option<string>("--device") { Description = "Where networks run: cpu, cuda, cuda:N or auto.", Recursive = true, DefaultValueFactory = _ => "cpu" };
        var precision = new Option<string>("--precision") { Description = "What networks compute in.", Recursive = true, DefaultValueFactory = _ => "fp32" };
        precision.AcceptOnlyFromAmong("fp32", "bf16");
        var peers = new Command("peers", "Compares with peers: medians of interleaved runs, their ratio, and our share of the machine's limit.") { json, rounds, device, precision };
        foreach (var (name, description, standard, run) in Comparisons)
        {
            var command = new Command(name, description);
            command.SetAction(arguments => Errors.Show(() =>
            {
                var options = new PeerOptions(arguments.GetValue(rounds) ?? standard, Devices.Parse(arguments.GetValue(device)!), Enum.Parse<Precision>(arguments.GetValue(precision)!, ignoreCase: true));
                PeerTable.Print([.. run(options)], arguments.GetValue(json));
            }));
            peers.Add(command);
        }
        return peers;
    }
}
