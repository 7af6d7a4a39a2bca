using System.Buffers;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.SecretsManager.Wire;

/// <summary>One operation as Core's pipeline takes it: how its request is written, its answer read and which errors it declares.</summary>
internal sealed class Operation<TRequest, TResponse>(
    string name, Action<Utf8JsonWriter, TRequest> write, Shape<TResponse> shape, params string[] errors)
    where TRequest : AmazonSecretsManagerRequest
    where TResponse : AmazonWebServiceResponse, new()
{
    private readonly Marshaller marshaller = new(name, write);
    private readonly Unmarshaller unmarshaller = new(shape, errors);

    internal InvokeOptions Options() => new() { RequestMarshaller = marshaller, ResponseUnmarshaller = unmarshaller };

    private sealed class Marshaller(string name, Action<Utf8JsonWriter, TRequest> write) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, "Amazon.SecretsManager") { HttpMethod = "POST", ResourcePath = "/" };
            request.Headers["X-Amz-Target"] = "secretsmanager." + name;
            request.Headers["Content-Type"] = "application/x-amz-json-1.1";
            request.Headers["x-amz-api-version"] = AmazonSecretsManagerConfig.ApiVersion;
            var body = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(body))
            {
                writer.WriteStartObject();
                write(writer, (TRequest)input);
                writer.WriteEndObject();
            }

            request.Content = body.WrittenSpan.ToArray();
            return request;
        }
    }

    private sealed class Unmarshaller(Shape<TResponse> shape, string[] errors) : JsonResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            // TagResource and UntagResource answer with an empty body.
            if (shape.IsEmpty)
            {
                return new TResponse();
            }

            var reader = new StreamingUtf8JsonReader(input.Stream);
            return shape.Unmarshall(input, ref reader) ?? new TResponse();
        }

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var reader = new StreamingUtf8JsonReader(input.Stream);
            var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
            error.InnerException = innerException;
            error.StatusCode = statusCode;
            return DeclaredErrors.Read(error, errors);
        }
    }
}
