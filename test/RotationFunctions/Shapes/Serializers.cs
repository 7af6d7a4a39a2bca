using Amazon.Lambda.Core;

namespace RotationFunctions.Shapes;

/// <summary>Handlers with serializers of their own.</summary>
public class Serializers
{
    [LambdaSerializer(typeof(Own))]
    public void OnMethod(RotationEvent rotation, ILambdaContext context) =>
        context.Logger.LogLine($"{rotation.Step} by {context.Serializer?.GetType().Name}");

    [LambdaSerializer(typeof(NoConstructor))]
    public void WithoutConstructor(RotationEvent rotation) { }

    [LambdaSerializer(typeof(string))]
    public void WithoutInterface(RotationEvent rotation) { }

    [LambdaSerializer(typeof(NoInterface))]
    public void WithoutTheInterface(RotationEvent rotation) { }

    [LambdaSerializer(null!)]
    public void WithoutType(RotationEvent rotation) { }

    [LambdaSerializer(typeof(Throwing))]
    public void WithThrowing(RotationEvent rotation) { }
}

/// <summary>Reads nothing and says so.</summary>
public sealed class Own : ILambdaSerializer
{
    public T Deserialize<T>(Stream requestStream) => (T)(object)new RotationEvent { Step = "own" };

    public void Serialize<T>(T response, Stream responseStream) { }
}

public sealed class NoConstructor(string name) : ILambdaSerializer
{
    public T Deserialize<T>(Stream requestStream) => throw new NotSupportedException(name);

    public void Serialize<T>(T response, Stream responseStream) { }
}

public sealed class NoInterface;

public sealed class Throwing : ILambdaSerializer
{
    public T Deserialize<T>(Stream requestStream) => throw new FormatException("The input is not mine.");

    public void Serialize<T>(T response, Stream responseStream) { }
}
