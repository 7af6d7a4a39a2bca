namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>Why a .NET function cannot be bound, in the words of Lambda's .NET runtime.</summary>
/// <remarks>Source: aws-lambda-dotnet, Amazon.Lambda.RuntimeSupport, ExceptionHandling/Errors.cs.</remarks>
internal static class LambdaErrors
{
    /// <summary>The error type of all of them, as the runtime names it.</summary>
    public const string ErrorType = "LambdaValidationException";

    public static HandlerException EmptyHandler() =>
        Of("Empty lambda function handler. The valid format is 'ASSEMBLY::TYPE::METHOD'.");

    public static HandlerException InvalidHandler(string handler) =>
        Of($"Invalid lambda function handler: '{handler}'. The valid format is 'ASSEMBLY::TYPE::METHOD'.");

    public static HandlerException MissingPart(string handler, string part) =>
        Of($"Invalid lambda function handler: '{handler}', the {part} is missing. The valid format is 'ASSEMBLY::TYPE::METHOD'.");

    // The runtime prints the name as its binder does; the folder is ours, since nobody uploaded a .zip file.
    public static HandlerException AssemblyNotFound(string assembly, string folder) =>
        Of($"Could not find the specified handler assembly with the file name '{assembly}, Culture=neutral, PublicKeyToken=null'. "
            + $"The assembly should be located in the root of your uploaded .zip file. Looked in {folder}.");

    public static HandlerException AssemblyNotLoaded(string assembly, string reason) =>
        Of($"Unable to load assembly '{assembly}'. {reason}");

    public static HandlerException TypeNotFound(HandlerString handler) =>
        Of($"Unable to load type '{handler.Type}' from assembly '{handler.Assembly}'.");

    public static HandlerException MethodNotFound(HandlerString handler) =>
        Of($"Unable to find method '{handler.Method}' in type '{handler.Type}' from assembly '{handler.Assembly}': "
            + $"Found no methods matching method name '{handler.Method}'.");

    public static HandlerException Overloads(string method, Type type, IEnumerable<string> signatures) =>
        Of($"The method '{method}' in type '{type.FullName}' appears to have a number of overloads. "
            + $"To call this method please specify a complete method signature. Possible candidates are:\n{string.Join('\n', signatures)}.");

    public static HandlerException TooManyParameters(string method, string type) =>
        Of($"Method '{method}' of type '{type}' is not supported: the method has more than 2 parameters.");

    public static HandlerException SecondParameterNotContext(string method, string type) =>
        Of($"Method '{method}' of type '{type}' is not supported: the method has 2 parameters, "
            + "but the second parameter is not of type 'Amazon.Lambda.Core.ILambdaContext'.");

    public static HandlerException GenericType(Type type) =>
        Of($"The type '{type.FullName}' cannot be used as a Lambda Handler type because it is generic. "
            + "Handler methods cannot be located in generic types. Please specify a handler method in a non-generic type.");

    public static HandlerException AbstractType(string method, Type type) =>
        Of($"The instance method '{method}' cannot be used as a Lambda Handler because its type '{type.FullName}' is abstract. "
            + "Please either use a static handler or specify a type that is not abstract.");

    public static HandlerException NotClassOrStruct(Type type) =>
        Of($"The type '{type.FullName}' cannot be used as a handler type since it is not a class or a struct. "
            + "Please specify a handler method on a class or struct.");

    public static HandlerException AbstractMethod(string method) =>
        Of($"The method '{method}' cannot be used as a Lambda Handler because it is an abstract method. "
            + "Handler methods cannot be abstract. Please specify a non-abstract handler method.");

    public static HandlerException GenericMethod(string method) =>
        Of($"The method '{method}' cannot be used as a Lambda Handler because it is a generic method. "
            + "Handler methods cannot be generic. Please specify a non-generic handler method.");

    public static HandlerException AsyncVoidMethod(string method) =>
        Of($"The method '{method}' cannot be used as a Lambda Handler because it is an 'async void' method. "
            + "Handler methods cannot be 'async void'. Please specify a method that is not 'async void'.");

    public static HandlerException ParamsMethod(string method) =>
        Of($"The method '{method}' cannot be used as a Lambda Handler because it is a 'params' method. "
            + "Please specify a method that does not use 'params'.");

    public static HandlerException VarargMethod(string method) =>
        Of($"The method '{method}' cannot be used as a Lambda Handler because it is a 'vararg (variable arguments)' method. "
            + "Please specify a method that is not 'vararg'.");

    public static HandlerException NoSerializerForInput(HandlerString handler, Type input) =>
        Of(NoSerializer(handler, "deserialize input", input));

    public static HandlerException NoSerializerForOutput(HandlerString handler, Type output) =>
        Of(NoSerializer(handler, "serialize output", output));

    public static HandlerException SerializerTypeNotSet() =>
        Of("The 'SerializerType' property on attribute class 'Amazon.Lambda.Core.LambdaSerializerAttribute' is not set.");

    public static HandlerException SerializerWithoutConstructor(Type serializer) =>
        Of($"The indicated serializer '{serializer.FullName}' does not define a public zero-parameter constructor.");

    public static HandlerException SerializerWithoutInterface(Type serializer) =>
        Of($"The '{serializer.FullName}' class is invalid: it does not implement the 'ILambdaSerializer' interface.");

    /// <summary>A file that starts by itself and has no such method: a custom runtime, or a web application. The sentence is ours.</summary>
    public static HandlerException Program(string file) =>
        Of($"{file} is a program with a Main of its own, which asks Lambda's Runtime API for its work (LambdaBootstrap, AddAWSLambdaHosting): "
            + "declare it with kind process.");

    private static string NoSerializer(HandlerString handler, string action, Type type) =>
        $"Could not find the LambdaSerializerAttribute on the assembly '{handler.Assembly}' or method '{handler.Method}' "
        + $"while attempting to {action} data of type '{type.FullName}'. To use types other than System.IO.Stream as input/output parameters, "
        + "the assembly or Lambda function should be annotated with Amazon.Lambda.Core.LambdaSerializerAttribute.";

    private static HandlerException Of(string message) => new(ErrorType, message);
}
