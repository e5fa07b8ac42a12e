namespace Darts.Serving;

/// <summary>A request that is not taken: too many wait already, or the service is shutting down. The message is for the user; trying again later may help.</summary>
public sealed class BusyException : Exception
{
    /// <summary>No message.</summary>
    public BusyException()
    {
    }

    /// <summary>Why.</summary>
    /// <param name="message">For the user.</param>
    public BusyException(string message)
        : base(message)
    {
    }

    /// <summary>Why, and what it came from.</summary>
    /// <param name="message">For the user.</param>
    /// <param name="inner">The cause.</param>
    public BusyException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
