using System.Reflection;

namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>The serializer that a function names with Amazon.Lambda.Core's attribute: on its method, else on its assembly.</summary>
/// <remarks>All by reflection: the types are those of the function's own copy of Amazon.Lambda.Core.</remarks>
internal sealed class FunctionSerializer
{
    private const string Attribute = "Amazon.Lambda.Core.LambdaSerializerAttribute";
    private const string Contract = "Amazon.Lambda.Core.ILambdaSerializer";

    private readonly MethodInfo _deserialize;
    private readonly MethodInfo _serialize;

    private FunctionSerializer(ConstructorInfo constructor, Type contract)
    {
        Instance = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, null, null);
        _deserialize = contract.GetMethod("Deserialize")!;
        _serialize = contract.GetMethod("Serialize")!;
    }

    /// <summary>The serializer itself.</summary>
    public object Instance { get; }

    /// <summary>Finds the serializer, without running code of it.</summary>
    /// <returns>What makes one; null when neither the method nor the assembly names it.</returns>
    /// <exception cref="HandlerException">The one that is named cannot be used.</exception>
    public static Func<FunctionSerializer>? Find(MethodInfo method, Assembly assembly)
    {
        var attribute = method.GetCustomAttributes().SingleOrDefault(IsIt) ?? assembly.GetCustomAttributes().SingleOrDefault(IsIt);
        if (attribute is null)
        {
            return null;
        }

        var type = attribute.GetType().GetProperty("SerializerType")?.GetValue(attribute) as Type ?? throw LambdaErrors.SerializerTypeNotSet();
        if (type.GetConstructor(Type.EmptyTypes) is not { } constructor)
        {
            throw LambdaErrors.SerializerWithoutConstructor(type);
        }

        var contract = type.GetInterface(Contract) ?? throw LambdaErrors.SerializerWithoutInterface(type);
        return () => new(constructor, contract);

        static bool IsIt(Attribute one) => one.GetType().FullName == Attribute;
    }

    public object? Deserialize(Type type, Stream input) => Call(_deserialize, type, input);

    public void Serialize(Type type, object? output, Stream to) => Call(_serialize, type, output, to);

    private object? Call(MethodInfo method, Type type, params object?[] arguments) =>
        method.MakeGenericMethod(type).Invoke(Instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
