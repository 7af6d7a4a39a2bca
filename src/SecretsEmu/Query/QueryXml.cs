using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using System.Xml;

namespace SecretsEmu.Query;

/// <summary>How values become XML: structures as elements of their members, lists as <c>member</c> elements, times in ISO 8601 with seconds.</summary>
internal static class QueryXml
{
    private static readonly XmlWriterSettings Settings = new() { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false) };

    public static byte[] Document(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Settings))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    /// <summary>The members of a response; those without a value are left out.</summary>
    public static void WriteMembers(this XmlWriter writer, object structure, JsonTypeInfo shape)
    {
        foreach (var member in shape.Properties)
        {
            if (member.Get!(structure) is { } value)
            {
                writer.WriteStartElement(member.Name);
                Write(writer, value, shape.Options.GetTypeInfo(value.GetType()));
                writer.WriteEndElement();
            }
        }
    }

    /// <summary>An element with what somebody sent in it, without the characters that XML has no form for.</summary>
    public static void WriteText(this XmlWriter writer, string name, string text) => writer.WriteElementString(name, InXml(text));

    private static void Write(XmlWriter writer, object value, JsonTypeInfo shape)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(InXml(text));
                break;
            case DateTimeOffset time:
                writer.WriteString(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                break;
            case IEnumerable list:
                foreach (var element in list)
                {
                    writer.WriteStartElement("member");
                    Write(writer, element, shape.Options.GetTypeInfo(element.GetType()));
                    writer.WriteEndElement();
                }

                break;
            case IFormattable number:
                writer.WriteString(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteMembers(value, shape);
                break;
        }
    }

    private static string InXml(string text) => text.All(IsXml) ? text : string.Concat(text.Where(IsXml));

    // The halves of a surrogate pair are no characters of their own.
    private static bool IsXml(char character) => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character);
}
