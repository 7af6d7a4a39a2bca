namespace Amazon.Lambda.Core;

/// <summary>Turns the input into what a function takes, and what it returns into the output.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);
    void Serialize<T>(T response, Stream responseStream);
}

/// <summary>Names the serializer of a function, or of all functions of an assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Method)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    public Type SerializerType { get; set; } = serializerType;
}
