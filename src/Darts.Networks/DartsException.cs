namespace Darts.Networks;

/// <summary>An error meant for the user: the message names the file and the cause, and is all that is shown.</summary>
public sealed class DartsException : Exception
{
    /// <summary>An error with a message for the user.</summary>
    /// <param name="message">Whole sentences that name the file and the cause.</param>
    public DartsException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message for the user, keeping what led to it for whoever debugs.</summary>
    /// <param name="message">Whole sentences that name the file and the cause.</param>
    /// <param name="innerException">What led to it; its text is not shown.</param>
    public DartsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
