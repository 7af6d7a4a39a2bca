using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Why BatchGetSecretValue could not read one of the secrets.</summary>
public class APIErrorType
{
    public string ErrorCode { get; set; }
    public string Message { get; set; }
    public string SecretId { get; set; }
}

internal static class APIErrorTypeWire
{
    internal static readonly Shape<APIErrorType> Shape = new Shape<APIErrorType>()
        .With("ErrorCode", Values.Text, (shape, value) => shape.ErrorCode = value)
        .With("Message", Values.Text, (shape, value) => shape.Message = value)
        .With("SecretId", Values.Text, (shape, value) => shape.SecretId = value);
}
