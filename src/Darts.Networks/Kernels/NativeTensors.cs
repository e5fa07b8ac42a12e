using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Darts.Networks;

/// <summary>The functions of TorchSharp's native library behind its tensors and its autograd functions.</summary>
/// <remarks>
/// TorchSharp's own base class for autograd functions allocates a tensor the size of every output beside it and frees what was kept only with the graph; both cost the memory
/// that kernels save.
/// </remarks>
internal sealed class NativeTensors
{
    private readonly TensorData _data;

    private NativeTensors(nint library, nint libtorch)
    {
        _data = Get<TensorData>(library, "THSTensor_data");
        NewNode = Get<NodeConstructor>(library, "THSAutograd_CSharpNode_ctor");
        ReleaseNode = Get<NodeFunction>(library, "THSAutograd_CSharpNode_disposeSharedPtr");
        ForgetNode = Get<NodeFunction>(library, "THSAutograd_CSharpNode_disposeWeakPtr");
        SetNextEdges = Get<NodeEdges>(library, "THSAutograd_CSharpNode_setNextEdges");
        ClearInputMetadata = Get<NodeFunction>(library, "THSAutograd_CSharpNode_clearInputMetadata");
        WrapOutputs = Get<NodeOutputs>(library, "THSAutograd_Function_wrapOutputs");
        KeepsGraph = Get<Flag>(libtorch, "_ZN5torch8autograd33get_current_graph_task_keep_graphEv");
    }

    /// <summary>The functions; null where this build of TorchSharp has them not.</summary>
    public static NativeTensors? Instance { get; } = Find();

    public NodeConstructor NewNode { get; }

    public NodeFunction ReleaseNode { get; }

    public NodeFunction ForgetNode { get; }

    public NodeEdges SetNextEdges { get; }

    public NodeFunction ClearInputMetadata { get; }

    public NodeOutputs WrapOutputs { get; }

    /// <summary>Whether the backward pass that runs on this thread leaves the graph for another.</summary>
    public Flag KeepsGraph { get; }

    /// <summary>Where a tensor's first element is.</summary>
    public nint Address(Tensor tensor) => _data(tensor.Handle);

    private static NativeTensors? Find()
    {
        // No tensor has been made yet, perhaps; then libtorch is not loaded either.
        InitializeDeviceType(DeviceType.CPU);
        try
        {
            return NativeLibrary.TryLoad("LibTorchSharp", typeof(torch).Assembly, null, out nint library)
                && NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out nint libtorch)
                    ? new NativeTensors(library, libtorch)
                    : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static T Get<T>(nint library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));

    /// <summary>Both references that a node's maker has to it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Node(nint Shared, nint Weak);

    /// <summary>Tensors for native code.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Array(nint First, long Count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nint TensorData(nint tensor);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate Array Apply(nint gradients, int count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void Deleted();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate Node NodeConstructor(Apply apply, Deleted deleted);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void NodeFunction(Node node);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void NodeEdges(Node node, Array inputs, [MarshalAs(UnmanagedType.U1)] bool differentiates);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nint Allocate(nuint count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate void NodeOutputs(Array inputs, Array notDifferentiable, Array dirty, Array outputs, Node node, Allocate allocate);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal delegate bool Flag();
}
