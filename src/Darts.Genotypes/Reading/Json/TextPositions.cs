namespace Darts.Genotypes.Json;

/// <summary>Turns byte offsets of UTF-8 text into character positions. Offsets must come in ascending order, so one walk over the text serves them all.</summary>
internal sealed class TextPositions(byte[] utf8)
{
    private int _byte;
    private int _character;
    private int _line;
    private int _lineStart;

    /// <summary>The span of these bytes.</summary>
    public SourceSpan Span(int start, int end)
    {
        MoveTo(start);
        var (character, line, column) = (_character, _line, _character - _lineStart);
        MoveTo(end);
        return new(character, _character - character, line, column, _line, _character - _lineStart);
    }

    private void MoveTo(int offset)
    {
        for (; _byte < offset; _byte++)
        {
            byte b = utf8[_byte];
            if ((b & 0xC0) != 0x80)                     // not a continuation byte: a character, or the first half of a pair
                _character += b >= 0xF0 ? 2 : 1;
            bool endsLine = b == '\n' || (b == '\r' && (_byte + 1 == utf8.Length || utf8[_byte + 1] != '\n'));
            if (endsLine)
            {
                _line++;
                _lineStart = _character;
            }
        }
    }
}
