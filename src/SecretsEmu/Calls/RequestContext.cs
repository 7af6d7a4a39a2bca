using SecretsEmu.State;

namespace SecretsEmu.Calls;

/// <summary>What an operation knows of the request beside its members. Nothing of it is ambient.</summary>
internal sealed class RequestContext(Caller caller, string region, string requestId)
{
    public Caller Caller { get; } = caller;

    /// <summary>The endpoint's region: that of the credential scope.</summary>
    public string Region { get; } = region;

    /// <summary>The caller's account in the endpoint's region: where a name is looked up.</summary>
    public Scope Scope { get; } = new(caller.Account, region);

    public string RequestId { get; } = requestId;

    /// <summary>The emulator's time at which the request is decided, UTC, whole milliseconds.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>A word for the person reading the log about why this was refused. Never part of the answer.</summary>
    public string? Hint { get; set; }
}
