using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Darts.Networks.Tests.Operations;

/// <summary>The operations as the original composes them of stock modules, ReLU included: what ours are compared with.</summary>
internal static class Originals
{
    public static Module<Tensor, Tensor> ReluConvBn(int cIn, int cOut, bool affine) =>
        Op(Sequential(("0", ReLU()), ("1", Conv2d(cIn, cOut, 1L, bias: false)), ("2", BatchNorm2d(cOut, affine: affine))));

    public static Module<Tensor, Tensor> SepConv(int c, int kernel, int stride, bool affine) => Op(Sequential(
        ("0", ReLU()),
        ("1", Depthwise(c, kernel, stride, 1)), ("2", Conv2d(c, c, 1L, bias: false)), ("3", BatchNorm2d(c, affine: affine)),
        ("4", ReLU()),
        ("5", Depthwise(c, kernel, 1, 1)), ("6", Conv2d(c, c, 1L, bias: false)), ("7", BatchNorm2d(c, affine: affine))));

    public static Module<Tensor, Tensor> DilConv(int c, int kernel, int stride, bool affine) =>
        Op(Sequential(("0", ReLU()), ("1", Depthwise(c, kernel, stride, 2)), ("2", Conv2d(c, c, 1L, bias: false)), ("3", BatchNorm2d(c, affine: affine))));

    public static Module<Tensor, Tensor> FactorizedConv(int c, int stride, bool affine) => Sequential(
        ("0", ReLU()),
        ("1", Conv2d(c, c, (1L, 7L), (1L, stride), (0L, 3L), bias: false)),
        ("2", Conv2d(c, c, (7L, 1L), (stride, 1L), (3L, 0L), bias: false)),
        ("3", BatchNorm2d(c, affine: affine)));

    public static Module<Tensor, Tensor> FactorizedReduce(int cIn, int cOut, bool affine) => new Reduce(cIn, cOut, affine);

    private static Module<Tensor, Tensor> Depthwise(int c, int kernel, int stride, int dilation) =>
        Conv2d(c, c, kernel, stride, padding: dilation * (kernel - 1) / 2, dilation: dilation, groups: c, bias: false);

    private static Prefixed Op(Module<Tensor, Tensor> op) => new(op);

    private sealed class Prefixed : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> _op;

        public Prefixed(Module<Tensor, Tensor> op)
            : base(nameof(Prefixed))
        {
            _op = op;
            register_module("op", op);
        }

        public override Tensor forward(Tensor x) => _op.forward(x);

        // Registered by name above; reflection would do it again by field.
        protected override void RegisterComponents()
        {
        }
    }

    private sealed class Reduce : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> _first;
        private readonly Module<Tensor, Tensor> _second;
        private readonly Module<Tensor, Tensor> _norm;

        public Reduce(int cIn, int cOut, bool affine)
            : base(nameof(Reduce))
        {
            _first = Conv2d(cIn, cOut / 2, 1L, stride: 2, bias: false);
            _second = Conv2d(cIn, cOut / 2, 1L, stride: 2, bias: false);
            _norm = BatchNorm2d(cOut, affine: affine);
            register_module("conv_1", _first);
            register_module("conv_2", _second);
            register_module("bn", _norm);
        }

        public override Tensor forward(Tensor x)
        {
            Tensor rectified = x.relu();
            return _norm.forward(cat([_first.forward(rectified), _second.forward(rectified[.., .., 1.., 1..])], 1));
        }

        protected override void RegisterComponents()
        {
        }
    }
}
