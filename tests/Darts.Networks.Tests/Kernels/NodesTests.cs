using static TorchSharp.torch;

namespace Darts.Networks.Tests.Kernels;

public sealed class NodesTests
{
    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(1, 0.4, true)]
    [InlineData(2, 0, true)]
    [InlineData(2, 0.4, false)]
    public void A_cell_as_one_node_of_the_graph_has_the_outputs_gradients_and_statistics_of_its_operations_one_by_one(int stride, double drop, bool rectifies)
    {
        using var scope = NewDisposeScope();
        Pass together = Pass.Of(stride, drop, kernels: true, rectifies), apart = Pass.Of(stride, drop, kernels: false, rectifies);
        Tensors.AssertClose(together.Output, apart.Output, 1e-5, "the output");
        foreach ((string name, Tensor value) in apart.Values)
            Tensors.AssertClose(together.Values[name], value, 2e-5, name);
    }

    [Fact]
    public void An_operation_that_is_switched_to_evaluation_by_itself_is_computed_by_itself()
    {
        using var scope = NewDisposeScope();
        Pass together = Pass.Of(1, 0, kernels: true, freezes: true), apart = Pass.Of(1, 0, kernels: false, freezes: true);
        Tensors.AssertClose(together.Output, apart.Output, 1e-5);
        Tensors.AssertClose(together.Values["_ops.1.op.3.running_mean"], zeros(Mixed.Channels));
    }

    [Fact]
    public void An_input_that_no_node_reads_gets_a_gradient_of_zeros()
    {
        using var scope = NewDisposeScope();
        manual_seed(12);
        using var cell = new OneSided();
        Tensor s0 = randn(2, 4, 5, 5).requires_grad_(), s1 = randn(2, 4, 5, 5).requires_grad_();
        cell.Forward(s0, s1, new DropPath(0)).square().sum().backward();
        Tensors.AssertClose(s0.grad!, zeros_like(s0));
        Assert.True(s1.grad!.abs().sum().item<float>() > 0);
    }

    /// <summary>A step's output, and all gradients and running statistics after it.</summary>
    private sealed record Pass(Tensor Output, Dictionary<string, Tensor> Values)
    {
        public static Pass Of(int stride, double drop, bool kernels, bool rectifies = false, bool freezes = false)
        {
            bool before = CpuKernels.Enabled;
            CpuKernels.Enabled = kernels;
            try
            {
                manual_seed(11);
                var cell = new Mixed(stride);
                if (freezes)
                    cell.Dilated.eval();
                Tensor s0 = randn(3, 4, 9, 10).requires_grad_(), s1 = randn(3, 4, 9, 10).requires_grad_();
                // Of cells but the last one networks want the output rectified; a last one they may rectify in place.
                Tensor output = rectifies ? cell.Forward(s0, s1, new DropPath(drop), rectify: true) : cell.Forward(s0, s1, new DropPath(drop)).relu_();
                (output * randn_like(output)).sum().backward();
                var values = cell.named_buffers().ToDictionary(static buffer => buffer.name, static buffer => buffer.buffer);
                foreach ((string name, var parameter) in cell.named_parameters())
                    values.Add(name, parameter.grad!);
                values.Add("s0", s0.grad!);
                values.Add("s1", s1.grad!);
                return new(output, values);
            }
            finally
            {
                CpuKernels.Enabled = before;
            }
        }
    }

    /// <summary>Merged and single convolutions, a pool and, at stride 2, a factorized reduction from inputs; identities of an input and of a node.</summary>
    private sealed class Mixed : Cell
    {
        public const int Channels = 6;
        private readonly int _stride;
        private readonly SepConv _separable;
        private readonly AvgPool3x3 _pool;
        private readonly SepConv _ofNode;
        private readonly FactorizedReduce? _reduce;

        public Mixed(int stride)
            : base(nameof(Mixed), 4, 4, Channels, previousReduced: false, edges: 8)
        {
            _stride = stride;
            register_module("_ops", new NamedModules
            {
                { "0+2", _separable = new(Channels, 3, stride, branches: 2) },
                { 1, Dilated = new(Channels, 5, stride) },
                { "3+6", _pool = new(stride) },
                { 4, _ofNode = new(Channels, 5, stride: 1) },
            });
            if (stride == 2)
                register_module("reduce", _reduce = new(Channels, Channels));
            Layout = new(nodes: [2, 3, 4], stride,
            [
                new(1, Dilated, (1, 2)),
                new(0, _separable, (0, 2), (2, 3)),
                new(1, _pool, (3, 3), (6, 4)),
                new(1, _reduce, (7, 4)),
                new(2, _ofNode, (4, 4)),
                new(3, null, (5, 4)),
            ]);
        }

        public DilConv Dilated { get; }

        public override InferenceCell ForInference() => throw new NotSupportedException();

        protected override Tensor Nodes(Tensor s0, Tensor s1, CellDrops drops)
        {
            Tensor[] separable = _separable.Branched(s0.relu());
            Tensor pool = _pool.forward(s1);
            Tensor n2 = drops.Sum((0, separable[0]), (1, Dilated.forward(s1.relu())));
            Tensor n3 = drops.Sum((2, separable[1]), (3, pool));
            CellDrops.Term skip = _reduce is null ? s1 : (7, _reduce.forward(s1.relu()));
            Tensor n4 = drops.Sum((6, pool), skip, (4, _ofNode.forward(n2.relu())), n3);
            return cat([n2, n3, n4], dim: 1);
        }
    }

    /// <summary>One operation on the second input alone.</summary>
    private sealed class OneSided : Cell
    {
        public OneSided()
            : base(nameof(OneSided), 4, 4, channels: 4, previousReduced: false, edges: 1)
        {
            var operation = new SepConv(4, 3, stride: 1);
            register_module("_ops", new NamedModules { { 0, operation } });
            Layout = new(nodes: [2], stride: 1, [new(1, operation, (0, 2))]);
        }

        public override InferenceCell ForInference() => throw new NotSupportedException();

        protected override Tensor Nodes(Tensor s0, Tensor s1, CellDrops drops) => throw new NotSupportedException();
    }
}
