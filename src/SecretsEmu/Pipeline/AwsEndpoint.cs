using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SecretsEmu.Calls;
using SecretsEmu.Explain;
using SecretsEmu.Faults;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.Pipeline;

/// <summary>How one request ended, for the log.</summary>
internal readonly record struct Outcome(Call Call, int Status, string? Error);

/// <summary>Sees each call with its answer, or the error that it got: for those who watch what a rotation function does.</summary>
internal delegate void CallObserver(Call call, object? response, AwsError? error);

/// <summary>From an HTTP request to its answer: the checks, then the operation. The one place that turns refusals into bytes.</summary>
internal sealed class AwsEndpoint(
    Checks checks, Writer writer, Clock clock, TimeProvider wall, IRandom requestIds, Refusals refusals, ActiveFaults faults, CallObserver observer,
    Action<string> report)
{
    // What no client of AWS's sends by mistake; beyond it the connection is closed under the sender.
    private const int MostDiscarded = 64 * Checks.LargestBody;

    public async Task<Outcome> Answer(HttpContext http)
    {
        var (body, tooLarge) = await ReadBody(http);
        var call = new Call(http.Request, body, tooLarge, requestIds.Uuid());
        string? error = null;
        Reply reply;
        try
        {
            checks.Run(call);
            await faults.Meet(call, writer.Current, clock, http.RequestAborted);
            var response = await call.Operation!.Run(call.Request!, call.Context!, writer, clock);
            observer(call, response, null);
            reply = call.Form!.Answer(call, response);
            if (call.Fault is not null)
            {
                refusals.Broken(call, call.Context!.Now);
            }
        }
        catch (AwsErrorException refused)
        {
            var named = call.Form!.Named(refused.Error);
            error = named.Type;
            refusals.Answered(call, named, clock.Now(writer.Current));
            observer(call, null, named);
            if (named.ClosesConnection)
            {
                http.Abort();
                return new Outcome(call, named.Status, error);
            }

            reply = call.Form.Refuse(call, named);
        }
        // A delayed caller that hung up is nobody's failure, and nobody is left to answer.
        catch (Exception failure) when (failure is not OutOfMemoryException && !(failure is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            // The caller learns nothing of the cause; the person who runs the server must.
            if (failure is not NotDurableException)
            {
                report($"{call.Title} failed: {failure}");
            }

            var named = call.Form!.Named(call.Service?.InternalError ?? FrontEndErrors.InternalServiceError);
            error = named.Type;
            reply = call.Form.Refuse(call, named);
        }

        await Write(http, call, reply);
        if (tooLarge)
        {
            await Discard(http);
        }

        return new Outcome(call, reply.Status, error);
    }

    private static async Task<(ReadOnlyMemory<byte> Body, bool TooLarge)> ReadBody(HttpContext http)
    {
        // Our own limit answers in AWS's form; Kestrel's would cut in before it.
        var limit = http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>();
        limit.MaxRequestBodySize = null;
        if (http.Request.ContentLength > Checks.LargestBody)
        {
            return (default, true);
        }

        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > Checks.LargestBody)
            {
                reader.AdvanceTo(read.Buffer.End);
                return (default, true);
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return (body, false);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async Task Write(HttpContext http, Call call, Reply reply)
    {
        var response = http.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Body.Length;
        response.Headers["x-amzn-RequestId"] = call.RequestId;
        // Clients correct their clocks by it, so it comes from the clock that signatures are compared with.
        response.Headers.Date = wall.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        if (call.BodyIsTooLarge)
        {
            // What the client still sends is no next request.
            response.Headers.Connection = "close";
        }

        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await response.BodyWriter.WriteAsync(reply.Body, http.RequestAborted);
        }
    }

    // A client reads its answer when it has sent everything: a connection that is closed before would take the answer along.
    private static async Task Discard(HttpContext http)
    {
        await http.Response.CompleteAsync();
        var waitsToSend = http.Request.Headers.Expect.Count > 0;
        if (waitsToSend || http.Request.ContentLength > MostDiscarded)
        {
            return;
        }

        var reader = http.Request.BodyReader;
        var discarded = 0L;
        try
        {
            while (discarded < MostDiscarded)
            {
                var read = await reader.ReadAsync(http.RequestAborted);
                discarded += read.Buffer.Length;
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // It hung up, or sends too slowly: it has its answer.
        }
    }
}
