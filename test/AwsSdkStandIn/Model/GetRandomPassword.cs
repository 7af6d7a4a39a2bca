using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Makes a password up.</summary>
public class GetRandomPasswordRequest : AmazonSecretsManagerRequest
{
    public string ExcludeCharacters { get; set; }
    public bool? ExcludeLowercase { get; set; }
    public bool? ExcludeNumbers { get; set; }
    public bool? ExcludePunctuation { get; set; }
    public bool? ExcludeUppercase { get; set; }
    public bool? IncludeSpace { get; set; }
    public long? PasswordLength { get; set; }
    public bool? RequireEachIncludedType { get; set; }
}

/// <summary>What GetRandomPassword answers.</summary>
public class GetRandomPasswordResponse : AmazonWebServiceResponse
{
    public string RandomPassword { get; set; }
}

internal static class GetRandomPasswordWire
{
    internal static readonly Operation<GetRandomPasswordRequest, GetRandomPasswordResponse> Operation = new("GetRandomPassword", Write, new Shape<GetRandomPasswordResponse>()
        .With("RandomPassword", Values.Text, (shape, value) => shape.RandomPassword = value),
        "InternalServiceError", "InvalidParameterException", "InvalidRequestException");

    private static void Write(Utf8JsonWriter writer, GetRandomPasswordRequest request)
    {
        writer.Member("ExcludeCharacters", request.ExcludeCharacters);
        writer.Member("ExcludeLowercase", request.ExcludeLowercase);
        writer.Member("ExcludeNumbers", request.ExcludeNumbers);
        writer.Member("ExcludePunctuation", request.ExcludePunctuation);
        writer.Member("ExcludeUppercase", request.ExcludeUppercase);
        writer.Member("IncludeSpace", request.IncludeSpace);
        writer.Member("PasswordLength", request.PasswordLength);
        writer.Member("RequireEachIncludedType", request.RequireEachIncludedType);
    }
}
