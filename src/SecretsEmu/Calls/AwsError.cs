namespace SecretsEmu.Calls;

/// <summary>One refusal: its type on the wire, HTTP status and sentence. A service's errors stand in one file as factories of these.</summary>
/// <param name="Type">The bare code, such as <c>ResourceNotFoundException</c>.</param>
/// <param name="Message">The sentence, or null where AWS sends the type alone.</param>
/// <param name="Status">The HTTP status: 400 for every error of the caller (secretsmanager.md 0.1); 0 where there is no answer.</param>
/// <param name="MessageKey">How the JSON protocol spells the member: modelled errors use a capital M (secretsmanager.md 1.3).</param>
internal sealed record AwsError(string Type, string? Message, int Status = 400, string MessageKey = "Message")
{
    /// <summary>Nothing is answered: the connection is closed, as by an endpoint that cannot be reached.</summary>
    public bool ClosesConnection => Status == 0;

    /// <summary>The exception that carries this error to the one place that writes it.</summary>
    public AwsErrorException AsException() => new(this);
}

/// <summary>Carries an <see cref="AwsError"/> from the rule that refuses to the pipeline that answers.</summary>
internal sealed class AwsErrorException(AwsError error) : Exception(error.Message)
{
    public AwsError Error { get; } = error;
}
