namespace Darts.Kernels.Inference;

/// <summary>
/// Reads a network's weights, folds batch norms into the convolutions before them (w′ = w·γ/√(σ²+ε), b′ = β − μ·γ/√(σ²+ε), in float64) and lays them out as
/// <see cref="Step"/>s read them. Calls come in the order of the layout.
/// </summary>
public sealed unsafe class WeightPacker
{
    /// <summary>ε of every batch norm: PyTorch's default.</summary>
    private const double Epsilon = 1e-5;

    private readonly IWeights _weights;
    private readonly FloatBuffer _to;
    private int _position;
    private int _bias;
    private int _outputs;
    private int _inputs;
    private int _column;
    private float[] _read = [];

    internal WeightPacker(IWeights weights, FloatBuffer to) => (_weights, _to) = (weights, to);

    /// <summary>Begins the weights of a step.</summary>
    /// <param name="at">Where they begin; checked.</param>
    /// <param name="outputs">Channels of its result.</param>
    /// <param name="inputs">Columns of its matrix.</param>
    public WeightPacker Step(int at, int outputs, int inputs)
    {
        Finish();
        if (at != _position)
            throw new InvalidOperationException($"This network was compiled for another version of Darts.Kernels: weights at {at} would begin at {_position}.");
        (_bias, _outputs, _inputs, _column) = (at, outputs, inputs, 0);
        _position += PackedWeights.Blocks(outputs) * PointwiseTile.Rows;
        return this;
    }

    /// <summary>A depthwise kernel; all of a step come before its matrix.</summary>
    /// <param name="name">The convolution.</param>
    /// <param name="channels">Its channels.</param>
    /// <param name="taps">Elements of its kernel.</param>
    public WeightPacker Depthwise(string name, int channels, int taps)
    {
        _weights.Read($"{name}.weight", _to.Span.Slice(_position, channels * taps));
        _position += channels * taps;
        return this;
    }

    /// <summary>A convolution that becomes the next columns of the matrix, with the batch norm that follows it.</summary>
    /// <param name="name">The convolution.</param>
    /// <param name="norm">The batch norm; null without one.</param>
    /// <param name="inputs">Inputs times elements of its kernel.</param>
    /// <param name="firstChannel">The first of the batch norm's channels that the outputs are.</param>
    /// <param name="normChannels">All channels of the batch norm; 0 if they are the outputs.</param>
    public WeightPacker Matrix(string name, string? norm, int inputs, int firstChannel = 0, int normChannels = 0)
    {
        if (_column + inputs > _inputs)
            throw new InvalidOperationException($"A step of {_inputs} inputs got weights for {_column + inputs}.");
        // One memory for all matrices of the network: they are megabytes, and each read only once.
        if (_read.Length < _outputs * inputs)
            _read = new float[_outputs * inputs];
        _weights.Read($"{name}.weight", _read.AsSpan(0, _outputs * inputs));
        var (scale, shift) = norm is null ? default : Fold(norm, firstChannel, normChannels == 0 ? _outputs : normChannels);
        var packed = _to.Span.Slice(_position, PackedWeights.Length(_outputs, _inputs));
        for (int output = 0; output < _outputs; output++)
        {
            PackedWeights.PackRow(_read.AsSpan(output * inputs, inputs), scale?[output] ?? 1, output, _column, _inputs, packed);
            _to.Span[_bias + output] += (float)(shift?[output] ?? 0);
        }

        _column += inputs;
        return this;
    }

    /// <summary>A linear layer: [outputs, inputs], then the bias.</summary>
    /// <param name="at">Where it begins; checked.</param>
    /// <param name="name">The layer.</param>
    /// <param name="outputs">Rows.</param>
    /// <param name="inputs">Columns.</param>
    public void Linear(int at, string name, int outputs, int inputs)
    {
        Step(at, 0, 0);
        _weights.Read($"{name}.weight", _to.Span.Slice(_position, outputs * inputs));
        _weights.Read($"{name}.bias", _to.Span.Slice(_position + (outputs * inputs), outputs));
        _position += outputs * (inputs + 1);
    }

    /// <summary>Ends the last step.</summary>
    internal void Finish()
    {
        if (_column != _inputs)
            throw new InvalidOperationException($"A step of {_inputs} inputs got weights for {_column}.");
        _position += PackedWeights.Length(_outputs, _inputs);
        (_outputs, _inputs, _column) = (0, 0, 0);
    }

    private (double[] Scale, double[] Shift) Fold(string norm, int first, int channels)
    {
        float[] gamma = Channels("weight"), beta = Channels("bias"), mean = Channels("running_mean"), variance = Channels("running_var");
        var (scale, shift) = (new double[_outputs], new double[_outputs]);
        for (int output = 0; output < _outputs; output++)
        {
            int channel = first + output;
            scale[output] = gamma[channel] / Math.Sqrt(variance[channel] + Epsilon);
            shift[output] = beta[channel] - (mean[channel] * scale[output]);
        }

        return (scale, shift);

        float[] Channels(string tensor)
        {
            var values = new float[channels];
            _weights.Read($"{norm}.{tensor}", values);
            return values;
        }
    }
}
