using System.Numerics;

namespace Darts.Kernels;

/// <summary>A batch norm of the columns of [B, H] without scale, in training: where its numbers lie.</summary>
/// <param name="Rows">B ≥ 2.</param>
/// <param name="Width">H.</param>
/// <param name="Values">What is normalised, in place, [B, H]; in the backward pass the result of the forward pass.</param>
/// <param name="Inverse">1/√(σ² + ε) of each column, [H].</param>
internal readonly record struct ColumnNorm(int Rows, int Width, nint Values, nint Inverse)
{
    private const float Epsilon = 1e-5f, Momentum = 0.1f;

    /// <summary>Normalises.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="mask">The address of [B, H] to multiply a copy by; 0 for none.</param>
    /// <param name="masked">The address of that copy.</param>
    /// <param name="runningMean">The address of [H]; moved a tenth of the way.</param>
    /// <param name="runningVariance">The address of [H].</param>
    public unsafe void Forward(Workers workers, nint mask, nint masked, nint runningMean, nint runningVariance)
    {
        using var entered = workers.Enter();
        workers.Run(new ForwardWork(this, (float*)mask, (float*)masked, (float*)runningMean, (float*)runningVariance), Parts);
    }

    /// <summary>Turns the gradient of the result into that of what was normalised.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="gradient">The address of [B, H]; overwritten.</param>
    public unsafe void Backward(Workers workers, nint gradient)
    {
        using var entered = workers.Enter();
        workers.Run(new BackwardWork(this, (float*)gradient), Parts);
    }

    /// <summary>A vector of columns each.</summary>
    private int Parts => (Width + Vector<float>.Count - 1) / Vector<float>.Count;

    private sealed unsafe class ForwardWork(ColumnNorm norm, float* mask, float* masked, float* runningMean, float* runningVariance) : IWork
    {
        public void Do(int item, int thread)
        {
            int column = item * Vector<float>.Count, left = norm.Width - column, rows = norm.Rows, width = norm.Width;
            float* x = (float*)norm.Values + column;
            Vector<float> mean = Vector<float>.Zero, variance = mean;
            for (int row = 0; row < rows; row++)
                mean += RowPart.Load(x + ((long)row * width), left);
            mean /= new Vector<float>(rows);
            for (int row = 0; row < rows; row++)
            {
                Vector<float> distance = RowPart.Load(x + ((long)row * width), left) - mean;
                variance += distance * distance;
            }
            Vector<float> inverse = Vector<float>.One / Vector.SquareRoot((variance / new Vector<float>(rows)) + new Vector<float>(Epsilon));
            for (int row = 0; row < rows; row++)
            {
                long at = (long)row * width;
                Vector<float> value = (RowPart.Load(x + at, left) - mean) * inverse;
                RowPart.Store(value, x + at, left);
                if (mask is not null)
                    RowPart.Store(value * RowPart.Load(mask + column + at, left), masked + column + at, left);
            }
            RowPart.Store(inverse, (float*)norm.Inverse + column, left);
            // The variance that is kept is the unbiased one, as in PyTorch.
            Follow(runningMean + column, mean, left);
            Follow(runningVariance + column, variance / new Vector<float>(rows - 1), left);
        }

        private static void Follow(float* running, Vector<float> value, int left)
        {
            Vector<float> before = RowPart.Load(running, left);
            RowPart.Store(before + (new Vector<float>(Momentum) * (value - before)), running, left);
        }
    }

    private sealed unsafe class BackwardWork(ColumnNorm norm, float* gradient) : IWork
    {
        public void Do(int item, int thread)
        {
            int column = item * Vector<float>.Count, left = norm.Width - column, rows = norm.Rows, width = norm.Width;
            float* x = (float*)norm.Values + column, g = gradient + column;
            Vector<float> sum = Vector<float>.Zero, along = sum, count = new(rows);
            for (int row = 0; row < rows; row++)
            {
                long at = (long)row * width;
                Vector<float> value = RowPart.Load(g + at, left);
                sum += value;
                along += value * RowPart.Load(x + at, left);
            }
            (sum, along) = (sum / count, along / count);
            Vector<float> inverse = RowPart.Load((float*)norm.Inverse + column, left);
            for (int row = 0; row < rows; row++)
            {
                long at = (long)row * width;
                RowPart.Store(inverse * (RowPart.Load(g + at, left) - sum - (RowPart.Load(x + at, left) * along)), g + at, left);
            }
        }
    }
}
