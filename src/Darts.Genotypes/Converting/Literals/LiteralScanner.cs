using System.Globalization;
using System.Text;

namespace Darts.Genotypes.Converting;

/// <summary>Cuts text into tokens, from one place on. Each character is looked at once, whatever the text is.</summary>
internal sealed class LiteralScanner
{
    private readonly string _text;
    private int _at;
    private int _counted;
    private int _line;
    private int _lineStart;

    /// <param name="text">The whole text: positions count from its start.</param>
    /// <param name="start">Where to begin.</param>
    public LiteralScanner(string text, int start)
    {
        _text = text;
        _at = start;
    }

    private char Here => At(_at);

    /// <summary>The next token; white space and comments are skipped.</summary>
    public Token Next()
    {
        SkipBlank();
        int start = _at;
        if (_at >= _text.Length)
            return Make(TokenKind.End, "", start);
        if (Here is '\'' or '"')
            return Text(start);
        if (IsWord(Here) && !char.IsDigit(Here))
        {
            while (IsWord(Here) || (Here == '.' && IsWord(At(_at + 1))))
                _at++;
            string word = _text.Substring(start, _at - start);
            return Here is '\'' or '"' && word is "u" or "U" or "b" or "B" ? Text(start) : Make(TokenKind.Name, word, start);
        }
        if (char.IsDigit(Here) || (Here is '-' or '+' && char.IsDigit(At(_at + 1))))
            return Number(start);
        _at++;
        return Make(TokenKind.Symbol, _text[start].ToString(), start);
    }

    private Token Number(int start)
    {
        for (_at++; IsWord(Here) || Here == '.' || (Here is '-' or '+' && At(_at - 1) is 'e' or 'E'); _at++)
        {
        }
        return Make(TokenKind.Number, _text.Substring(start, _at - start), start);
    }

    private Token Text(int start)
    {
        char quote = Here;
        if (At(_at + 1) == quote && At(_at + 2) == quote)
            return Fault(start, 3, "Three quotes begin a text of several lines, which no genotype has");
        _at++;
        StringBuilder? unescaped = null;
        int from = _at;
        for (; _at < _text.Length && Here is not ('\r' or '\n'); _at++)
        {
            if (Here == quote)
            {
                string value = _text.Substring(from, _at - from);
                _at++;
                return Make(TokenKind.Text, unescaped is null ? value : unescaped.Append(value).ToString(), start);
            }
            if (Here != '\\')
                continue;
            unescaped = (unescaped ?? new StringBuilder()).Append(_text, from, _at - from);
            if (Escaped() is not { } character)
                return Fault(start, _at + 1 - start, "After '\\' in a text comes one of ' \" \\ / b f n r t, or x with two or u with four hexadecimal digits");
            unescaped.Append(character);
            from = _at + 1;
        }
        return Fault(start, _at - start, $"A text ends with {quote} on its own line");
    }

    /// <summary>The character that the escape at the backslash stands for; moves to the escape's last character.</summary>
    private char? Escaped()
    {
        _at++;
        switch (Here)
        {
            case '\'' or '"' or '\\' or '/': return Here;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'x' or 'u':
                int digits = Here == 'x' ? 2 : 4;
                if (_at + digits >= _text.Length
                    || !int.TryParse(_text.Substring(_at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
                {
                    return null;
                }
                _at += digits;
                return (char)code;
            default: return null;
        }
    }

    private void SkipBlank()
    {
        while (_at < _text.Length)
        {
            if (Here == '#')
            {
                while (_at < _text.Length && Here is not ('\r' or '\n'))
                    _at++;
            }
            else if (char.IsWhiteSpace(Here) || Here == '\uFEFF')
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c);

    private char At(int index) => index < _text.Length ? _text[index] : '\0';

    private Token Fault(int start, int length, string message)
    {
        _at = Math.Min(start + length, _text.Length);
        return Make(TokenKind.Fault, message, start);
    }

    private Token Make(TokenKind kind, string value, int start)
    {
        var (line, column) = Position(start);
        var (endLine, endColumn) = Position(_at);
        return new(kind, value, new(start, _at - start, line, column, endLine, endColumn));
    }

    /// <summary>Line and column of an offset; offsets come in ascending order.</summary>
    private (int Line, int Column) Position(int offset)
    {
        for (; _counted < offset && _counted < _text.Length; _counted++)
        {
            char c = _text[_counted];
            if (c == '\n' || (c == '\r' && At(_counted + 1) != '\n'))
            {
                _line++;
                _lineStart = _counted + 1;
            }
        }
        return (_line, offset - _lineStart);
    }
}
