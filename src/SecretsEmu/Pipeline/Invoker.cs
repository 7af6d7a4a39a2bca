using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Explain;
using SecretsEmu.Faults;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.Pipeline;

/// <summary>Calls an operation for a rotation function, as its principal, without HTTP: it enters right behind where a request is read, under the same checks and decisions.</summary>
internal sealed class Invoker(
    Service service, Checks checks, IAuthorizer authorizer, Writer writer, Clock clock, TimeProvider wall, IRandom requestIds, Refusals refusals,
    ActiveFaults faults, Action<Outcome, TimeSpan> log)
{
    /// <param name="operation">As AWS writes it.</param>
    /// <param name="request">Its members, as they stand on the wire.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="region">The endpoint's.</param>
    /// <param name="userAgent">What the caller calls itself.</param>
    /// <param name="observer">Sees the call and its end.</param>
    /// <returns>The members of the answer.</returns>
    /// <exception cref="AwsErrorException">Refused, in AWS's words; where the region is down, <see cref="FrontEndErrors.EndpointUnreachable"/> or 503, as its outage has it.</exception>
    public async Task<JsonObject> Invoke(string operation, JsonObject request, Principal caller, string region, string userAgent, CallObserver observer)
    {
        var began = wall.GetTimestamp();
        var call = new Call(new DefaultHttpContext().Request, Encoding.UTF8.GetBytes(request.ToJsonString()), bodyIsTooLarge: false, requestIds.Uuid())
        {
            Form = service.Form, Service = service, Operation = service.Find(operation) ?? throw FrontEndErrors.UnknownOperation.AsException(),
        };
        call.Context = new RequestContext(caller, region, call.RequestId, authorizer) { UserAgent = userAgent, IsRotationFunction = true };
        try
        {
            if (writer.Current.OutageOf(region) is { } outage)
            {
                throw outage.Refuse(call);
            }

            checks.RunContent(call);
            await faults.Meet(call, writer.Current, clock, CancellationToken.None);
            var response = await call.Operation.Run(call.Request!, call.Context, writer, clock);
            observer(call, response, null);
            if (call.Fault is not null)
            {
                refusals.Broken(call, call.Context.Now);
            }

            log(new Outcome(call, 200, null), wall.GetElapsedTime(began));
            return call.Operation.Response is { } shape ? (JsonObject)JsonSerializer.SerializeToNode(response, shape)! : [];
        }
        catch (AwsErrorException refused)
        {
            refusals.Answered(call, refused.Error, clock.Now(writer.Current));
            observer(call, null, refused.Error);
            log(new Outcome(call, refused.Error.Status, refused.Error.Type), wall.GetElapsedTime(began));
            throw;
        }
    }
}
