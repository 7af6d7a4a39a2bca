namespace SecretsEmu.Tests.Rotation.Handlers.Lambda;

/// <summary>Which methods are functions, and what they take and give.</summary>
public sealed class HandlerMethodTests
{
    private const string Event =
        """{"Step":"createSecret","SecretId":"arn:secret","ClientRequestToken":"token-1","RotationToken":"rotation-token"}""";

    private const string Overloaded = "Void Overloaded(RotationFunctions.RotationEvent)";
    private const string OverloadedWithContext = "Void Overloaded(RotationFunctions.RotationEvent, Amazon.Lambda.Core.ILambdaContext)";

    [TestCase("Inputs::Poco", "createSecret of arn:secret to token-1")]
    [TestCase("Inputs::LowerCasePoco", "lower createSecret")]
    [TestCase("Inputs::Map", "Step,SecretId,ClientRequestToken,RotationToken")]
    [TestCase("Inputs::Raw", Event)]
    [TestCase("Inputs::Nothing", "nothing")]
    [TestCase("Inputs::ContextAlone", "alone rotate")]
    [TestCase("Inputs::Static", "static createSecret")]
    [TestCase("Inputs::Private", "private createSecret")]
    [TestCase("Inputs::Below", "below")]
    [TestCase("Inputs::PrivateBelow", "private below")]
    [TestCase("Inputs::" + Overloaded, "one createSecret")]
    [TestCase("Inputs::" + OverloadedWithContext, "two createSecret")]
    [TestCase("Abstract::Static", "static of an abstract class")]
    [TestCase("Structure::Handle", "structure")]
    [TestCase("Outputs::Later", "later")]
    [TestCase("Outputs::LaterText", "later text")]
    [TestCase("Serializers::OnMethod", "own by Own")]
    public async Task A_method_of_any_form_that_Lambda_takes_is_called(string shape, string log) =>
        (await HostedFunction.Run(shape)).ShouldBe([log]);

    [TestCase("Outputs::Poco")]
    [TestCase("Outputs::Raw")]
    public async Task What_a_function_answers_is_of_no_matter(string shape) =>
        (await HostedFunction.Run(shape)).ShouldBeEmpty();

    [Test]
    public async Task A_ValueTask_is_serialized_and_not_awaited_as_on_Lambda() =>
        (await HostedFunction.Run("Outputs::Value")).ShouldBe(
            ["value", "Lambda does not await the ValueTask that 'Value' returns, it serializes it: return a Task."]);

    [TestCase("Inputs::Missing",
        "Unable to find method 'Missing' in type 'RotationFunctions.Shapes.Inputs' from assembly 'RotationFunctions': Found no methods matching method name 'Missing'.")]
    [TestCase("Missing::Handle", "Unable to load type 'RotationFunctions.Shapes.Missing' from assembly 'RotationFunctions'.")]
    [TestCase("Inputs::Overloaded",
        "The method 'Overloaded' in type 'RotationFunctions.Shapes.Inputs' appears to have a number of overloads. "
        + $"To call this method please specify a complete method signature. Possible candidates are:\n{Overloaded}\n{OverloadedWithContext}.")]
    [TestCase("Inputs::Three", "Method 'Three' of type 'RotationFunctions.Shapes.Inputs' is not supported: the method has more than 2 parameters.")]
    [TestCase("Inputs::ContextFirst",
        "Method 'ContextFirst' of type 'RotationFunctions.Shapes.Inputs' is not supported: the method has 2 parameters, "
        + "but the second parameter is not of type 'Amazon.Lambda.Core.ILambdaContext'.")]
    [TestCase("Inputs::Generic",
        "The method 'Void Generic[T](T)' cannot be used as a Lambda Handler because it is a generic method. "
        + "Handler methods cannot be generic. Please specify a non-generic handler method.")]
    [TestCase("Inputs::Params",
        "The method 'Void Params(System.String[])' cannot be used as a Lambda Handler because it is a 'params' method. "
        + "Please specify a method that does not use 'params'.")]
    [TestCase("Inputs::Vararg",
        "The method 'Void Vararg(RotationFunctions.RotationEvent, ...)' cannot be used as a Lambda Handler because it is a 'vararg (variable arguments)' method. "
        + "Please specify a method that is not 'vararg'.")]
    [TestCase("Inputs::AsyncVoid",
        "The method 'Void AsyncVoid()' cannot be used as a Lambda Handler because it is an 'async void' method. "
        + "Handler methods cannot be 'async void'. Please specify a method that is not 'async void'.")]
    [TestCase("Abstract::Missing",
        "The method 'Void Missing()' cannot be used as a Lambda Handler because it is an abstract method. "
        + "Handler methods cannot be abstract. Please specify a non-abstract handler method.")]
    [TestCase("Abstract::Instance",
        "The instance method 'Void Instance()' cannot be used as a Lambda Handler because its type 'RotationFunctions.Shapes.Abstract' is abstract. "
        + "Please either use a static handler or specify a type that is not abstract.")]
    [TestCase("GenericType`1::Handle",
        "The type 'RotationFunctions.Shapes.GenericType`1' cannot be used as a Lambda Handler type because it is generic. "
        + "Handler methods cannot be located in generic types. Please specify a handler method in a non-generic type.")]
    [TestCase("Serializers::WithoutConstructor",
        "The indicated serializer 'RotationFunctions.Shapes.NoConstructor' does not define a public zero-parameter constructor.")]
    [TestCase("Serializers::WithoutTheInterface",
        "The 'RotationFunctions.Shapes.NoInterface' class is invalid: it does not implement the 'ILambdaSerializer' interface.")]
    [TestCase("Serializers::WithoutType",
        "The 'SerializerType' property on attribute class 'Amazon.Lambda.Core.LambdaSerializerAttribute' is not set.")]
    public async Task A_method_that_Lambda_refuses_is_refused_in_its_words(string shape, string message)
    {
        var refused = await HostedFunction.Refusal(shape);

        refused.Message.ShouldBe(message);
        refused.ErrorType.ShouldBe("LambdaValidationException");
    }

    [Test]
    public async Task An_interface_is_no_type_of_a_function() =>
        (await HostedFunction.Refusal("INoClass::Static")).Message.ShouldBe(
            "The type 'RotationFunctions.Shapes.INoClass' cannot be used as a handler type since it is not a class or a struct. "
            + "Please specify a handler method on a class or struct.");

    [TestCase("Handle", "deserialize input", "System.String")]
    [TestCase("Answer", "serialize output", "System.Int32")]
    [TestCase("AnswerLater", "serialize output", "System.Int32")]
    public async Task Without_a_serializer_a_function_takes_and_gives_streams_only(string method, string action, string type)
    {
        await using var function = new HostedFunction($"SecretsEmu.Tests::{typeof(WithoutSerializer).FullName}::{method}", AppContext.BaseDirectory);

        (await function.OpenRefused()).Message.ShouldBe(
            $"Could not find the LambdaSerializerAttribute on the assembly 'SecretsEmu.Tests' or method '{method}' while attempting to {action} data of type '{type}'. "
            + "To use types other than System.IO.Stream as input/output parameters, the assembly or Lambda function should be annotated with Amazon.Lambda.Core.LambdaSerializerAttribute.");
    }

    [Test]
    public async Task A_function_of_streams_needs_no_package_of_Lambda_at_all()
    {
        await using var function = new HostedFunction($"SecretsEmu.Tests::{typeof(WithoutSerializer).FullName}::Copy", AppContext.BaseDirectory);

        await function.Step();

        function.Log.ShouldBe([Event]);
    }
}

/// <summary>Functions of an assembly that names no serializer: this one.</summary>
public sealed class WithoutSerializer
{
    public static void Handle(string input) => Console.WriteLine(input);

    public static int Answer() => 1;

    public static Task<int> AnswerLater() => Task.FromResult(1);

    public static Stream Copy(Stream input)
    {
        using var reader = new StreamReader(input);
        Console.WriteLine(reader.ReadToEnd());
        return Stream.Null;
    }
}
