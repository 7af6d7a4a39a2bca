using System.Net;
using System.Text.Json.Nodes;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Pipeline;
using SecretsEmu.State;

namespace SecretsEmu.Agent;

/// <summary>The services as an agent calls them: the same operations and decisions as those of an SDK, as the role that it runs as.</summary>
/// <param name="settings">Time-outs, and how many calls may be under way.</param>
/// <param name="invoker">Calls.</param>
/// <param name="writer">The state, which knows the caller.</param>
/// <param name="wall">By which a call times out.</param>
/// <param name="caller">As whom, as the state describes it now; null for a role that nobody describes any more.</param>
/// <param name="region">Where.</param>
internal sealed class AgentUpstream(
    AgentSettings settings, Invoker invoker, Writer writer, TimeProvider wall, Func<Snapshot, Principal?> caller, string region) : IDisposable
{
    /// <summary>What the agent calls itself, by which its reads are told from an app's own.</summary>
    public const string UserAgent = "aws-secrets-manager-agent";

    private readonly SemaphoreSlim? _calls = settings.MostCalls is { } most ? new(most) : null;

    public async Task<JsonObject> Call(CachedKind kind, string operation, JsonObject request, CancellationToken hangUp)
    {
        if (_calls is not null)
        {
            await _calls.WaitAsync(hangUp);
        }

        using var end = new CancellationTokenSource();
        try
        {
            return await Invoke(kind, operation, request, end.Token).WaitAsync(settings.TimeoutOf(kind) ?? Timeout.InfiniteTimeSpan, wall, hangUp);
        }
        catch (AwsErrorException refused)
        {
            throw IsUnreachable(refused.Error)
                ? AgentErrors.ReadError.AsException(isTransient: true)
                : AgentErrors.Of(refused.Error, kind).AsException(isTransient: refused.Error.Status >= 500);
        }
        catch (TimeoutException)
        {
            throw AgentErrors.Timeout.AsException(isTransient: true);
        }
        finally
        {
            // A call that nobody waits for any more ends.
            await end.CancelAsync();
            _calls?.Release();
        }
    }

    public void Dispose() => _calls?.Dispose();

    // A region that is down and closes connections has no answer, and so no status.
    private static bool IsUnreachable(AwsError error) => error.Status == 0;

    private Task<JsonObject> Invoke(CachedKind kind, string operation, JsonObject request, CancellationToken end) => invoker.Invoke(
        new OperationCall(
            kind == CachedKind.Secret ? "secretsmanager" : "ssm", operation, request, caller(writer.Current) ?? throw SignatureErrors.UnknownKey.AsException(), region, UserAgent)
        {
            SourceAddress = IPAddress.Loopback,
        },
        hangUp: end);
}
