using System.Globalization;
using System.Text;

namespace SecretsEmu.Bench.Load;

/// <summary>An operation as a request names it.</summary>
/// <param name="Service">As in a credential scope.</param>
/// <param name="Target">The value of X-Amz-Target.</param>
internal sealed record ServiceOperation(string Service, string Target)
{
    public const string Host = "127.0.0.1";
    public const string ContentType = "application/x-amz-json-1.1";

    public static ServiceOperation SecretsManager(string operation) => new("secretsmanager", $"secretsmanager.{operation}");

    public static ServiceOperation Kms(string operation) => new("kms", $"TrentService.{operation}");

    public static ServiceOperation Ssm(string operation) => new("ssm", $"AmazonSSM.{operation}");

    /// <summary>The bytes of one request.</summary>
    public byte[] Request(string date, string authorization, string body) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
        POST / HTTP/1.1
        Host: {Host}
        Content-Type: {ContentType}
        X-Amz-Target: {Target}
        X-Amz-Date: {date}
        Authorization: {authorization}
        Content-Length: {Encoding.UTF8.GetByteCount(body)}


        """).ReplaceLineEndings("\r\n") + body);
}
