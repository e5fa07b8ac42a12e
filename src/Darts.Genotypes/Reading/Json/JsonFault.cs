using System.Text;
using System.Text.Json;

namespace Darts.Genotypes.Json;

/// <summary>Says in our own words where and why JSON text breaks off: what was found and what is allowed there.</summary>
/// <remarks>The framework's messages change between its versions and name byte positions.</remarks>
internal static class JsonFault
{
    /// <summary>The offset, in bytes, at which the parser gave up.</summary>
    public static int Offset(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        int offset = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            int newLine = utf8.Slice(offset).IndexOf((byte)'\n');
            if (newLine < 0)
                break;
            offset += newLine + 1;
        }
        return (int)Math.Min(utf8.Length, offset + (exception.BytePositionInLine ?? 0));
    }

    /// <summary>The end of the character that starts at <paramref name="at"/>; <paramref name="at"/> itself at the end of the text or of a line.</summary>
    public static int CharacterEnd(byte[] utf8, int at)
    {
        if (at >= utf8.Length || utf8[at] is (byte)'\n' or (byte)'\r')
            return at;
        int end = at + 1;
        while (end < utf8.Length && (utf8[end] & 0xC0) == 0x80)
            end++;
        return end;
    }

    /// <summary>The message.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="at">Where the parser gave up.</param>
    /// <param name="end">Where the last good token ends.</param>
    /// <param name="previous">That token; <see cref="JsonTokenType.None"/> at the start.</param>
    /// <param name="open">The innermost open object or array; null outside.</param>
    public static string Describe(byte[] utf8, int at, int end, JsonTokenType previous, JsonNode? open)
    {
        int token = end;
        while (token < at && utf8[token] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',')
            token++;
        bool afterComma = utf8.AsSpan(end, Math.Min(token, at) - end).IndexOf((byte)',') >= 0;
        string found = Found(utf8, at);
        if (token < at && utf8[token] == '"')
        {
            return ClosesBefore(utf8, token, at)
                ? $"Found {found} after a key; a ':' is needed"
                : $"Found {found} in a text; a text ends with '\"' on its own line, and after '\\' comes one of \" \\ / b f n r t, or u and four hexadecimal digits";
        }
        if (token < at && (utf8[token] is (byte)'-' or (>= (byte)'0' and <= (byte)'9')))
            return $"Found {found} in a number; a number is written like 36";
        if (at < utf8.Length && utf8[at] == '/')
            return "A comment begins here; JSON has none";
        if (token < at)
            return $"Found {found} in a word; the only words outside quotes are true, false and null";
        return $"Found {found}; {Allowed(previous, open, afterComma)}";
    }

    private static string Allowed(JsonTokenType previous, JsonNode? open, bool afterComma) => (previous, open) switch
    {
        (JsonTokenType.None, _) => "a genotype starts with '{'",
        (_, null) => "nothing may follow the closing '}'",
        (JsonTokenType.PropertyName, _) => "a value is needed after ':'",
        (JsonTokenType.StartObject, _) => "a key in double quotes or '}' is needed",
        (JsonTokenType.StartArray, _) => "a value or ']' is needed",
        (_, JsonObject) => afterComma ? "a key in double quotes is needed" : "',' or '}' is needed",
        _ => afterComma ? "a value is needed" : "',' or ']' is needed",
    };

    private static string Found(byte[] utf8, int at)
    {
        if (at >= utf8.Length)
            return "the end of the file";
        if (utf8[at] is (byte)'\n' or (byte)'\r')
            return "the end of the line";
        string character = Encoding.UTF8.GetString(utf8, at, CharacterEnd(utf8, at) - at);
        return char.IsControl(character[0]) ? FormattableString.Invariant($"the control character U+{(int)character[0]:X4}") : $"'{character}'";
    }

    private static bool ClosesBefore(byte[] utf8, int quote, int at)
    {
        for (int i = quote + 1; i < at; i++)
        {
            if (utf8[i] == '"')
                return true;
            if (utf8[i] == '\\')
                i++;
        }
        return false;
    }
}
