using Amazon.Lambda.Core;

namespace RotationFunctions.Shapes;

/// <summary>What a handler may take, and where it may be.</summary>
public class Inputs : InputsBelow
{
    private int calls;

    public static void Static(RotationEvent rotation, ILambdaContext context) => context.Logger.LogLine($"static {rotation.Step}");

    public void Poco(RotationEvent rotation, ILambdaContext context) => context.Logger.LogLine($"{rotation.Step} of {rotation.SecretId} to {rotation.ClientRequestToken}");

    public void LowerCasePoco(Lower rotation) => LambdaLogger.Log($"lower {rotation.step}");

    public void Raw(Stream input, ILambdaContext context) => context.Logger.LogLine(new StreamReader(input).ReadToEnd());

    public void Text(string input) => LambdaLogger.Log(input);

    public void Map(Dictionary<string, string> input) => LambdaLogger.Log(string.Join(',', input.Keys));

    public void Nothing() => LambdaLogger.Log("nothing");

    public void ContextAlone(ILambdaContext context) => context.Logger.LogLine($"alone {context.FunctionName}");

    public void Count() => LambdaLogger.Log($"call {++calls}");

    public void Overloaded(RotationEvent rotation) => LambdaLogger.Log($"one {rotation.Step}");

    public void Overloaded(RotationEvent rotation, ILambdaContext context) => LambdaLogger.Log($"two {rotation.Step}");

    public void Three(RotationEvent rotation, ILambdaContext context, int third) { }

    public void ContextFirst(ILambdaContext context, RotationEvent rotation) { }

    public void Generic<T>(T input) { }

    public void Params(params string[] input) { }

    public void Vararg(RotationEvent rotation, __arglist) { }

    public async void AsyncVoid() => await Task.Yield();

    private void Private(RotationEvent rotation) => LambdaLogger.Log($"private {rotation.Step}");
}

/// <summary>Has methods that <see cref="Inputs"/> is a subclass of.</summary>
public class InputsBelow
{
    public void Below() => LambdaLogger.Log("below");

    private void PrivateBelow() => LambdaLogger.Log("private below");
}

/// <summary>An input whose names are not those of the event.</summary>
public sealed class Lower
{
    public string? step { get; set; }
}

public abstract class Abstract
{
    public static void Static() => LambdaLogger.Log("static of an abstract class");

    public void Instance() { }

    public abstract void Missing();
}

public class GenericType<T>
{
    public void Handle() { }
}

public interface INoClass
{
    void Handle() { }
}

public struct Structure
{
    public void Handle() => LambdaLogger.Log("structure");
}
