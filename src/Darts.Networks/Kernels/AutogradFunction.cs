using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>A node of libtorch's graph whose backward pass is ours. It has one output.</summary>
/// <remarks>What it keeps is freed as soon as the backward pass has gone by, as libtorch does with its own nodes, unless the graph is kept. It cannot be differentiated twice.</remarks>
internal abstract class AutogradFunction
{
    // What native code alone refers to must not be collected.
    private static readonly HashSet<AutogradFunction> Alive = [];

    // Native code copies the gradients it is given after the call has returned: the next call may drop them.
    [ThreadStatic]
    private static Tensor?[]? _given;

    private NativeTensors.Apply? _apply;
    private NativeTensors.Deleted? _deleted;
    private NativeTensors.Node _node;
    private nint _results;
    private int _inputs;
    private bool _released;

    private static NativeTensors Native => NativeTensors.Instance!;

    /// <summary>Puts a result into the graph.</summary>
    /// <param name="inputs">What it was computed from; those that need a gradient get one.</param>
    /// <param name="output">The result. It is disposed.</param>
    /// <returns>The result with its place in the graph.</returns>
    protected Tensor Attach(Tensor[] inputs, Tensor output)
    {
        _inputs = inputs.Length;
        _results = Marshal.AllocHGlobal(nint.Size * inputs.Length);
        (_apply, _deleted) = (Apply, Delete);
        lock (Alive)
            Alive.Add(this);
        _node = Native.NewNode(_apply, _deleted);
        nint variables = Marshal.AllocHGlobal(nint.Size * (inputs.Length + 1)), wrapped = 0;
        try
        {
            for (int i = 0; i < inputs.Length; i++)
                Marshal.WriteIntPtr(variables, i * nint.Size, inputs[i].Handle);
            nint last = variables + (inputs.Length * nint.Size);
            Marshal.WriteIntPtr(last, output.Handle);
            var all = new NativeTensors.Array(variables, inputs.Length);
            Native.SetNextEdges(_node, all, true);
            Native.ClearInputMetadata(_node);
            NativeTensors.Allocate allocate = count => wrapped = Marshal.AllocHGlobal((nint)count * nint.Size);
            Native.WrapOutputs(all, default, default, new(last, 1), _node, allocate);
            GC.KeepAlive(allocate);
            GC.KeepAlive(inputs);
            var result = Tensor.UnsafeCreateTensor(Marshal.ReadIntPtr(wrapped));
            output.Dispose();
            return result;
        }
        finally
        {
            Marshal.FreeHGlobal(variables);
            Marshal.FreeHGlobal(wrapped);
            Native.ReleaseNode(_node);
        }
    }

    /// <summary>Computes gradients.</summary>
    /// <param name="gradient">Of the output; not to be disposed.</param>
    /// <returns>Of each input, null for those that need none.</returns>
    protected abstract Tensor?[] Backward(Tensor gradient);

    /// <summary>Frees what is kept for the backward pass; may be called more than once.</summary>
    protected abstract void Release();

    private NativeTensors.Array Apply(nint gradients, int count)
    {
        DropGiven();
        nint handle = count == 1 ? Marshal.ReadIntPtr(gradients) : 0;
        // Nothing may be thrown into native code. Without results libtorch reports an error of its own, which reaches the caller of backward().
        if (_released || handle == 0)
            return default;
        try
        {
            using var gradient = Tensor.UnsafeCreateTensor(handle);
            Tensor?[] results = Backward(gradient);
            _given = results;
            for (int i = 0; i < _inputs; i++)
                Marshal.WriteIntPtr(_results, i * nint.Size, results[i]?.DetachFromDisposeScope().Handle ?? 0);
            if (!Native.KeepsGraph())
            {
                _released = true;
                Release();
            }
            return new(_results, _inputs);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return default;
        }
    }

    private static void DropGiven()
    {
        foreach (Tensor? tensor in _given ?? [])
            tensor?.Dispose();
        _given = null;
    }

    private void Delete()
    {
        lock (Alive)
            Alive.Remove(this);
        Release();
        Marshal.FreeHGlobal(_results);
        Native.ForgetNode(_node);
    }
}
