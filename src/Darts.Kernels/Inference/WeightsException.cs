namespace Darts.Kernels.Inference;

/// <summary>Weights that cannot be read or belong to another network. The message is for the user.</summary>
public sealed class WeightsException : Exception
{
    /// <summary>No message.</summary>
    public WeightsException()
    {
    }

    /// <summary>What is wrong.</summary>
    /// <param name="message">For the user.</param>
    public WeightsException(string message)
        : base(message)
    {
    }

    /// <summary>What is wrong, and what it came from.</summary>
    /// <param name="message">For the user.</param>
    /// <param name="inner">The cause.</param>
    public WeightsException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
