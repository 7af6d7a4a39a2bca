using System.Text.Json;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.SecretsManager.Wire;

/// <summary>A structure of the service as a table of its members; members that it does not list are skipped, as the real client skips them.</summary>
internal sealed class Shape<T> : IJsonUnmarshaller<T, JsonUnmarshallerContext>
    where T : class, new()
{
    private readonly List<(string Name, ReadMember Read)> members = [];

    private delegate void ReadMember(T target, JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader);

    internal bool IsEmpty => members.Count == 0;

    internal Shape<T> With<TValue>(string name, IJsonUnmarshaller<TValue, JsonUnmarshallerContext> value, Action<T, TValue> set)
    {
        members.Add((name, (T target, JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
            set(target, value.Unmarshall(context, ref reader))));
        return this;
    }

    public T Unmarshall(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader)
    {
        context.Read(ref reader);
        if (context.CurrentTokenType is null or JsonTokenType.Null)
        {
            return null;
        }

        var target = new T();
        var depth = context.CurrentDepth;
        while (context.ReadAtDepth(depth, ref reader))
        {
            foreach (var (name, read) in members)
            {
                if (context.TestExpression(name, depth, ref reader))
                {
                    read(target, context, ref reader);
                    break;
                }
            }
        }

        return target;
    }
}
