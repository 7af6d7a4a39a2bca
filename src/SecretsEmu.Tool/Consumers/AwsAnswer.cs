using System.Text.Json;

namespace SecretsEmu.Tool.Consumers;

/// <summary>What a service answered: its members, or why it refused.</summary>
internal sealed record AwsAnswer(JsonElement Members, AwsRefusal? Refusal)
{
    /// <summary>The text of a member; null when it is absent.</summary>
    public string? Text(string member) => Members.TryGetProperty(member, out var value) ? value.GetString() : null;

    // The members hold secret values.
    public override string ToString() => Refusal?.ToString() ?? "answered";
}

/// <summary>A refusal as AWS's SDK for Go prints it, on one line.</summary>
/// <param name="Status">Null when the endpoint closed the connection, or could not be reached.</param>
/// <param name="Code">Such as <c>ResourceNotFoundException</c>.</param>
internal sealed record AwsRefusal(int? Status, string Code, string Message, string RequestId)
{
    /// <summary>The region may be down: another one can take its place.</summary>
    public bool IsOutage => Status is null or >= 500;

    /// <summary>The same request may be answered a moment later: what AWS's SDKs try again.</summary>
    public bool IsTransient => IsOutage || Code is "ThrottlingException" or "Throttling" or "TooManyRequestsException" or "RequestLimitExceeded";

    /// <summary>Code and message alone.</summary>
    public string Short => Message.Length > 0 ? $"{Code}: {Message}" : $"{Code}:";

    public override string ToString() => Status is null ? Short : $"{Short} status code: {Status}, request id: {RequestId}";
}
