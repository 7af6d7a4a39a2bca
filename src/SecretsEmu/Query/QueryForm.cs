using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SecretsEmu.Calls;

namespace SecretsEmu.Query;

/// <summary>AWS's query protocol: <c>Action</c> and <c>Version</c> in a form or in the address, XML back (kms-iam-sts.md 6.1).</summary>
/// <param name="version">The service's API version.</param>
/// <param name="xmlNamespace">The namespace of its answers.</param>
internal sealed class QueryForm(string version, string xmlNamespace) : IWireForm
{
    private const string ContentType = "text/xml";
    private const string FormType = "application/x-www-form-urlencoded";

    public bool Recognizes(Call call) =>
        call.Http.Headers["X-Amz-Target"].Count == 0
        && (call.Http.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) is true || call.Http.Query.ContainsKey("Action"));

    public void Parse(Call call)
    {
        if (!HttpMethods.IsPost(call.Http.Method) && !HttpMethods.IsGet(call.Http.Method))
        {
            throw InvalidAction("", version).AsException();
        }
    }

    public Operation FindOperation(Call call, Service service)
    {
        var parameters = ParametersOf(call);
        var action = parameters.GetValueOrDefault("Action", "");
        return service.Find(action) ?? throw InvalidAction(action, parameters.GetValueOrDefault("Version", "")).AsException();
    }

    public object Bind(Call call) => call.Operation!.Bind(new QueryMembers(ParametersOf(call)).ToJson(call.Operation.Shape));

    public Reply Answer(Call call, object response) => new(200, ContentType, QueryXml.Document(writer =>
    {
        var name = call.Operation!.Name;
        writer.WriteStartElement($"{name}Response", xmlNamespace);
        writer.WriteStartElement($"{name}Result");
        writer.WriteMembers(response, call.Operation.Response!);
        writer.WriteEndElement();
        writer.WriteStartElement("ResponseMetadata");
        writer.WriteElementString("RequestId", call.RequestId);
    }));

    public AwsError Named(AwsError error) => error.InQuery();

    public Reply Refuse(Call call, AwsError error) => new(error.Status, ContentType, QueryXml.Document(writer =>
    {
        writer.WriteStartElement("ErrorResponse", xmlNamespace);
        writer.WriteStartElement("Error");
        writer.WriteElementString("Type", error.Status < 500 ? "Sender" : "Receiver");
        writer.WriteElementString("Code", error.Type);
        writer.WriteText("Message", error.Message ?? "");
        writer.WriteEndElement();
        writer.WriteElementString("RequestId", call.RequestId);
    }));

    // Inferred: kms-iam-sts.md 1.4, last row.
    private static AwsError InvalidAction(string action, string version) =>
        new("InvalidAction", $"Could not find operation {action} for version {version}");

    // Of a name that is given twice, the first: Inferred.
    private static Dictionary<string, string> ParametersOf(Call call)
    {
        IEnumerable<KeyValuePair<string, StringValues>> parameters =
            HttpMethods.IsPost(call.Http.Method) ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span)) : call.Http.Query;
        return parameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.FirstOrDefault() ?? "", StringComparer.Ordinal);
    }
}
