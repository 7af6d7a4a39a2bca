using System.Text;
using Amazon.Lambda.Core;

namespace RotationFunctions.Shapes;

/// <summary>What a handler may give back.</summary>
public class Outputs
{
    public RotationEvent Poco() => new() { Step = "poco" };

    public Stream Raw() => new MemoryStream(Encoding.UTF8.GetBytes("raw"));

    public async Task Later()
    {
        await Task.Yield();
        LambdaLogger.Log("later");
    }

    public async Task<string> LaterText()
    {
        await Task.Yield();
        LambdaLogger.Log("later text");
        return "text";
    }

    public ValueTask<string> Value()
    {
        LambdaLogger.Log("value");
        return new("text");
    }

    public Unwritable Bad() => new();
}

/// <summary>An output that cannot be serialized.</summary>
public sealed class Unwritable
{
    public string Value => throw new InvalidOperationException("This value has no text.");
}
