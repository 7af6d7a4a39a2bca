using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SecretsEmu.Calls;

namespace SecretsEmu.Json11;

/// <summary>AWS JSON 1.1: the operation in <c>X-Amz-Target</c>, members in a JSON body (secretsmanager.md 1).</summary>
/// <param name="targetPrefix">What stands before the operation's name: <c>secretsmanager.</c></param>
internal sealed class Json11Form(string targetPrefix) : IWireForm
{
    private const string ContentType = "application/x-amz-json-1.1";

    public bool Recognizes(Call call) => TargetOf(call.Http)?.StartsWith(targetPrefix, StringComparison.Ordinal) is true;

    public void Parse(Call call)
    {
        if (!HttpMethods.IsPost(call.Http.Method))
        {
            throw FrontEndErrors.UnknownOperation.AsException();
        }

        if (call.Http.Path.Value is not ("/" or ""))
        {
            throw FrontEndErrors.UnknownPath.AsException();
        }

        TypeCheck.WellFormed(call.Body.Span);
    }

    public Operation FindOperation(Call call, Service service) =>
        TargetOf(call.Http) is { } target && target.StartsWith(targetPrefix, StringComparison.Ordinal)
            && service.Find(target[targetPrefix.Length..]) is { } operation
            ? operation
            : throw FrontEndErrors.UnknownOperation.AsException();

    public object Bind(Call call)
    {
        TypeCheck.Run(call.Body.Span, call.Operation!.Shape);
        return call.Operation.Bind(call.Body.Span);
    }

    public Reply Answer(Call call, object response) => new(
        200,
        ContentType,
        call.Operation!.Response is { } shape ? JsonSerializer.SerializeToUtf8Bytes(response, shape) : ReadOnlyMemory<byte>.Empty);

    public AwsError Named(AwsError error) => error;

    public Reply Refuse(Call call, AwsError error)
    {
        var message = error.Message is null
            ? ""
            : $",\"{error.MessageKey}\":\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(error.Message)}\"";
        return new(error.Status, ContentType, Encoding.UTF8.GetBytes($"{{\"__type\":\"{error.Type}\"{message}}}"));
    }

    private static string? TargetOf(HttpRequest http) => http.Headers["X-Amz-Target"] is [{ } target] ? target : null;
}
