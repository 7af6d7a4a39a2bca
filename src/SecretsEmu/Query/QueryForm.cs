using System.Text;
using System.Xml;
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
        var action = Single(parameters, "Action");
        return service.Find(action) ?? throw InvalidAction(action, Single(parameters, "Version")).AsException();
    }

    /// <summary>The members of a request become a JSON object of strings; the operations here have none yet.</summary>
    public object Bind(Call call) => call.Operation!.Bind("{}"u8);

    public Reply Answer(Call call, object response) => new(200, ContentType, Xml(writer =>
    {
        var name = call.Operation!.Name;
        writer.WriteStartElement($"{name}Response", xmlNamespace);
        writer.WriteStartElement($"{name}Result");
        foreach (var member in call.Operation.Response!.Properties)
        {
            if (member.Get!(response) is { } value)
            {
                writer.WriteElementString(member.Name, value.ToString());
            }
        }

        writer.WriteEndElement();
        writer.WriteStartElement("ResponseMetadata");
        writer.WriteElementString("RequestId", call.RequestId);
    }));

    public Reply Refuse(Call call, AwsError error) => new(error.Status, ContentType, Xml(writer =>
    {
        writer.WriteStartElement("ErrorResponse", xmlNamespace);
        writer.WriteStartElement("Error");
        writer.WriteElementString("Type", error.Status < 500 ? "Sender" : "Receiver");
        writer.WriteElementString("Code", error.Type);
        writer.WriteElementString("Message", error.Message);
        writer.WriteEndElement();
        writer.WriteElementString("RequestId", call.RequestId);
    }));

    // Inferred: kms-iam-sts.md 1.4, last row.
    private static AwsError InvalidAction(string action, string version) =>
        new("InvalidAction", $"Could not find operation {action} for version {version}");

    private static Dictionary<string, StringValues> ParametersOf(Call call) =>
        HttpMethods.IsPost(call.Http.Method)
            ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span))
            : call.Http.Query.ToDictionary(StringComparer.Ordinal);

    private static string Single(Dictionary<string, StringValues> parameters, string name) =>
        parameters.TryGetValue(name, out var values) ? new string([.. values.ToString().Where(XmlConvert.IsXmlChar)]) : "";

    private static byte[] Xml(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false) }))
        {
            write(writer);
        }

        return stream.ToArray();
    }
}
