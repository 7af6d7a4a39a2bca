namespace SecretsEmu.Bench.Load;

/// <summary>The bytes of HTTP requests that were made beforehand, so that sending one costs the client next to nothing.</summary>
internal interface IRequests
{
    /// <summary>The request of a number, good until the next call.</summary>
    ReadOnlySpan<byte> Numbered(long number);
}
