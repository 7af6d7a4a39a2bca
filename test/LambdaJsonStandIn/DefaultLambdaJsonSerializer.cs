using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Reads and writes a function's input and output as JSON; names of members match whatever their case.</summary>
public class DefaultLambdaJsonSerializer : ILambdaSerializer
{
    private readonly JsonSerializerOptions options = new() { PropertyNameCaseInsensitive = true };

    public T Deserialize<T>(Stream requestStream) => JsonSerializer.Deserialize<T>(requestStream, options);

    public void Serialize<T>(T response, Stream responseStream) => JsonSerializer.Serialize(responseStream, response, options);
}
