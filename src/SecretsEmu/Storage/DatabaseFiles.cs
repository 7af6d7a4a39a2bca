namespace SecretsEmu.Storage;

/// <summary>
/// The database file and its log, as LiteDB's engine writes them, flushed where it matters. By itself the engine flushes
/// after every page, which is most of what a commit costs. Here the log is on the disk before a page of the data changes,
/// and the data before the log is cut: what a power cut needs. A write that returned is the operating system's, which is
/// what a kill needs.
/// </summary>
internal sealed class DatabaseFiles : IDisposable
{
    private readonly OrderedFile _data;
    private readonly OrderedFile _log;

    public DatabaseFiles(string dataFile, string logFile)
    {
        _log = new OrderedFile(logFile, first: () => _data!.FlushToDisk(), cuts: true);
        _data = new OrderedFile(dataFile, first: () => _log.FlushToDisk(), cuts: false);
    }

    public Stream Data => _data;

    public Stream Log => _log;

    /// <summary>Everything that was written is on the disk.</summary>
    public void FlushToDisk()
    {
        _log.FlushToDisk();
        _data.FlushToDisk();
    }

    public void Dispose()
    {
        _log.Dispose();
        _data.Dispose();
    }

    /// <summary>A file without a buffer of its own, which waits for the other one before it is changed.</summary>
    /// <param name="file">Opened for reading and writing.</param>
    /// <param name="first">Flushes the other file.</param>
    /// <param name="cuts">Whether the other one comes first when this one is cut (a log), or whenever it is written (the data).</param>
    private sealed class OrderedFile(string file, Action first, bool cuts) : Stream
    {
        private readonly FileStream _file = new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        private volatile bool _written;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => _file.Length;

        public override long Position
        {
            get => _file.Position;
            set => _file.Position = value;
        }

        public override int Read(byte[] buffer, int offset, int count) => _file.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (!cuts)
            {
                first();
            }

            _file.Write(buffer, offset, count);
            _written = true;
        }

        public override void SetLength(long value)
        {
            first();
            _file.SetLength(value);
            _written = true;
        }

        // The engine asks after every page; see the class.
        public override void Flush()
        {
        }

        public void FlushToDisk()
        {
            if (_written)
            {
                _file.Flush(flushToDisk: true);
                _written = false;
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _file.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
