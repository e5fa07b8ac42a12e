namespace Darts.Networks;

/// <summary>An error meant for the user: its message names the file or setting and the cause, and is all the user sees.</summary>
/// <param name="message">One complete sentence or two; no stack trace, no exception text.</param>
public sealed class DartsException(string message) : Exception(message);
