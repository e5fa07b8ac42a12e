namespace Darts.Networks;

/// <summary>An error meant for the user: its message names the file or setting and the cause, and is all the user sees.</summary>
/// <param name="message">One complete sentence or two; no stack trace, no exception text.</param>
/// <param name="cause">What led to it, for whoever debugs; never shown.</param>
public sealed class DartsException(string message, Exception? cause = null) : Exception(message, cause);
