using Darts.Kernels.Inference;
using Darts.Kernels.Models;

namespace Darts.Serving.Tests;

/// <summary>A model whose answer is the brightest of three channels, and whose computation waits at a gate.</summary>
internal sealed class GatedModel(string name) : ImageModel(new Network(name), new([0, 0, 0], [1, 1, 1]), ["red", "green", "blue"])
{
    /// <summary>Open at first.</summary>
    public static void Close(string name) => Network.Gates[name].Reset();

    public static void Open(string name) => Network.Gates[name].Set();

    /// <summary>Pictures that have come to the gate.</summary>
    public static int Arrived(string name) => Volatile.Read(ref Network.Counts[name].Value);

    /// <summary>The next picture's computation fails.</summary>
    public static void Fail(string name) => Network.Counts[name].Fails = true;

    private sealed class Count
    {
        public int Value;

        public bool Fails { get; set; }
    }

    private sealed class Network : CompiledClassifier
    {
        public static readonly System.Collections.Concurrent.ConcurrentDictionary<string, ManualResetEventSlim> Gates = [];
        public static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Count> Counts = [];

        public Network(string name)
            : base(new Weights(), new(name, "0", 3, 1, 1, 3, Image, Image, 1, 1, Classifier: 0, Weights: 12, Arena: 3, Inputs: 0))
        {
            Threads = 1;
            Gates[name] = new(initialState: true);
            Counts[name] = new();
        }

        private static Map Image => new(0, 3, 1, 1);

        protected override void Pack(WeightPacker packer) => packer.Linear(0, "classifier", 3, 3);

        protected override void Forward(Frame frame)
        {
            Interlocked.Increment(ref Counts[Plan.Name].Value);
            Gates[Plan.Name].Wait(TestContext.Current.CancellationToken);
            if (!Counts[Plan.Name].Fails)
                return;
            Counts[Plan.Name].Fails = false;
            throw new InvalidOperationException("The computation fails.");
        }
    }

    /// <summary>Each class is ten times a channel.</summary>
    private sealed class Weights : IWeights
    {
        public void Read(string name, Span<float> to)
        {
            float[] values = name == "classifier.weight" ? [10, 0, 0, 0, 10, 0, 0, 0, 10] : [0, 0, 0];
            values.CopyTo(to);
        }
    }
}
