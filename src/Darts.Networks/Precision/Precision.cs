namespace Darts.Networks;

/// <summary>The type networks compute in.</summary>
public enum Precision
{
    /// <summary>32 bits throughout.</summary>
    Fp32,

    /// <summary>Convolutions and products of matrices in bfloat16 (8 bits of exponent, 7 of mantissa), which needs half of the memory and is faster where the processor has
    /// instructions for it. Weights, running statistics, losses and optimizers stay in 32 bits.</summary>
    Bf16,
}
