using System.IO.MemoryMappedFiles;

namespace Darts.Kernels.Weights;

/// <summary>A file mapped into memory: pages are read when they are looked at, and several processes share them.</summary>
internal sealed unsafe class MappedContent : Content
{
    private readonly FileStream _stream;
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;

    /// <summary>Maps a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public MappedContent(string path)
    {
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        try
        {
            // A pipe or device has no length and cannot be mapped.
            if (!_stream.CanSeek)
                throw new IOException("Not a file.");
            Length = _stream.Length;
            // Nothing cannot be mapped.
            if (Length == 0)
                return;
            _file = MemoryMappedFile.CreateFromFile(_stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
            byte* data = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref data);
            Data = data + _view.PointerOffset;
        }
        catch
        {
            _view?.Dispose();
            _file?.Dispose();
            _stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void CheckStillThere()
    {
        if (RandomAccess.GetLength(_stream.SafeFileHandle) < Length)
            throw new EndOfStreamException();
    }

    /// <inheritdoc/>
    protected override void Free()
    {
        if (Data is not null)
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        _view?.Dispose();
        _file?.Dispose();
        _stream.Dispose();
    }
}
