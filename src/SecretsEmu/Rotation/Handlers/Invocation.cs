using System.Text.Json.Nodes;

namespace SecretsEmu.Rotation.Handlers;

/// <summary>One step of one rotation on its way to a function.</summary>
internal sealed record Invocation
{
    /// <summary>A UUID: Lambda's request id.</summary>
    public required string RequestId { get; init; }

    /// <summary>The ARN under which the secret names the function.</summary>
    public required string FunctionArn { get; init; }

    public required RotationEvent Event { get; init; }

    /// <summary>When the time is over, on the wall clock.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Takes a line of the function's log. Safe to call from any thread, and after the step.</summary>
    public required Action<string> Log { get; init; }

    /// <summary>Operations of Secrets Manager as the function's role, for functions that live in this process and bring no client.</summary>
    public required ISecretsCalls Secrets { get; init; }
}

/// <summary>What Secrets Manager sends to a rotation function (integrations.md 1.1).</summary>
/// <param name="Step"><c>createSecret</c>, <c>setSecret</c>, <c>testSecret</c> or <c>finishSecret</c>.</param>
/// <param name="SecretId">The full ARN of the secret.</param>
/// <param name="ClientRequestToken">The id of the pending version.</param>
/// <param name="RotationToken">Lets a function of another account write; never logged.</param>
internal sealed record RotationEvent(string Step, string SecretId, string ClientRequestToken, string RotationToken)
{
    /// <summary>The event as the function gets it.</summary>
    public string ToJson() => new JsonObject
    {
        [nameof(Step)] = Step, [nameof(SecretId)] = SecretId, [nameof(ClientRequestToken)] = ClientRequestToken, [nameof(RotationToken)] = RotationToken,
    }.ToJsonString();

    public override string ToString() => $"{Step} of {SecretId}";
}

/// <summary>Operations of Secrets Manager as somebody: members in, members out.</summary>
internal interface ISecretsCalls
{
    /// <param name="operation">Such as <c>GetSecretValue</c>.</param>
    /// <param name="request">Its members, as they stand on the wire.</param>
    /// <exception cref="CallRefusedException">The operation was refused.</exception>
    Task<JsonObject> Call(string operation, JsonObject request);
}

/// <summary>An operation was refused, in AWS's words.</summary>
internal sealed class CallRefusedException(string type, string? message) : Exception(message ?? type)
{
    /// <summary>Such as <c>ResourceNotFoundException</c>.</summary>
    public string Type { get; } = type;
}
