using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace SecretsEmu.Bench.Bare;

/// <summary>Answers every request with the same JSON object of a given size.</summary>
/// <remarks>Works on the features alone: an HttpContext a request would already be more than bare.</remarks>
internal sealed class ConstantAnswer : IHttpApplication<IFeatureCollection>
{
    private readonly byte[] _body;
    private readonly string _length;

    public ConstantAnswer(int bytes)
    {
        const string Start = "{\"SecretString\":\"";
        const string End = "\"}";
        _body = System.Text.Encoding.ASCII.GetBytes(Start + new string('x', Math.Max(0, bytes - Start.Length - End.Length)) + End);
        _length = _body.Length.ToString(CultureInfo.InvariantCulture);
    }

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var headers = context.GetRequiredFeature<IHttpResponseFeature>().Headers;
        headers.ContentType = "application/x-amz-json-1.1";
        headers["Content-Length"] = _length;
        await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(_body);
    }

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
        // Nothing was made for the request.
    }
}
