namespace Darts.Kernels.Inference;

/// <summary>A language model's weights as its contexts read them: embedded words in 32 bits, everything that is multiplied with in 16.</summary>
internal sealed unsafe class ReaderWeights : IDisposable
{
    private const string EmbeddingName = "encoder.weight", DecoderName = "decoder.weight", BiasName = "decoder.bias", CellName = "rnns.0";

    /// <summary>Reads them.</summary>
    /// <param name="weights">Where they are, under the original's names.</param>
    /// <param name="plan">The model's sizes.</param>
    /// <param name="layout">Its cell.</param>
    /// <exception cref="WeightsException">A tensor is missing, has another size or too many numbers, or the two names of the one that embedding and decoder share hold different ones.</exception>
    public ReaderWeights(IWeights weights, ReaderPlan plan, RecurrentLayout layout)
    {
        Embedding = Read(weights, EmbeddingName, plan.Vocabulary, plan.Embedding, plan.IsTied ? DecoderName : null);
        Bias = Read(weights, BiasName, plan.Vocabulary, 1);
        if (plan.IsTied)
        {
            Decoder = Transposed(Embedding, plan);
        }
        else
        {
            using FloatBuffer decoder = Read(weights, DecoderName, plan.Vocabulary, plan.Hidden);
            Decoder = Transposed(decoder, plan);
        }
        Cell = new CellMatrices(layout);
        using (FloatBuffer input = Read(weights, $"{CellName}._W0", layout.Embedding + layout.Hidden, 2 * layout.Hidden))
            Cell.SetInput((nint)input.Data, 2L * layout.Hidden);
        for (int product = 0; product < layout.Products.Length; product++)
        {
            CellGate[] gates = layout.Products[product].Gates;
            for (int gate = 0; gate < gates.Length; gate++)
            {
                using FloatBuffer edge = Read(weights, $"{CellName}._Ws.{gates[gate].Edge}", layout.Hidden, 2 * layout.Hidden);
                Cell.SetEdge(product, gate, (nint)edge.Data, 2L * layout.Hidden);
            }
        }
    }

    /// <summary>[V, E].</summary>
    public FloatBuffer Embedding { get; }

    /// <summary>[H, V].</summary>
    public ShortMatrix Decoder { get; }

    /// <summary>[V].</summary>
    public FloatBuffer Bias { get; }

    /// <summary>The cell's.</summary>
    public CellMatrices Cell { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Embedding.Dispose();
        Decoder.Dispose();
        Bias.Dispose();
        Cell.Dispose();
    }

    private static ShortMatrix Transposed(FloatBuffer decoder, ReaderPlan plan) => new((nint)decoder.Data, 1, plan.Hidden, plan.Hidden, plan.Vocabulary);

    /// <summary>Reads a tensor.</summary>
    /// <param name="weights">Where it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="alias">Another name of the same tensor: a file holds it under one of them or under both; null for none.</param>
    private static FloatBuffer Read(IWeights weights, string name, int rows, int columns, string? alias = null)
    {
        long count = (long)rows * columns;
        if (count > int.MaxValue)
            throw new WeightsException($"'{name}' has {count} numbers; classes for inference read tensors of at most {int.MaxValue}.");
        var buffer = new FloatBuffer((int)count);
        try
        {
            if (alias is null)
                weights.Read(name, buffer.Span);
            else
                ReadAliased(weights, name, alias, buffer);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private static void ReadAliased(IWeights weights, string name, string alias, FloatBuffer buffer)
    {
        using var other = new FloatBuffer(buffer.Length);
        bool hasAlias = TryRead(weights, alias, other.Span, out _);
        if (!TryRead(weights, name, buffer.Span, out WeightsException? problem))
        {
            if (!hasAlias)
                throw problem!;
            other.Span.CopyTo(buffer.Span);
        }
        else if (hasAlias && !other.Span.SequenceEqual(buffer.Span))
        {
            throw new WeightsException($"'{name}' and '{alias}' of the weights differ, but are one tensor of this network.");
        }
    }

    private static bool TryRead(IWeights weights, string name, Span<float> to, out WeightsException? problem)
    {
        try
        {
            weights.Read(name, to);
            problem = null;
            return true;
        }
        catch (WeightsException exception)
        {
            problem = exception;
            return false;
        }
    }
}
