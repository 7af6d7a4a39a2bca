using System.Net;
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

/// <summary>A call of an operation that comes from within: for a rotation function, an agent or a person at the tool.</summary>
/// <param name="Service">The signing name of the service, such as <c>secretsmanager</c>.</param>
/// <param name="Operation">As AWS writes it.</param>
/// <param name="Request">Its members, as they stand on the wire.</param>
/// <param name="Caller">Who calls.</param>
/// <param name="Region">The endpoint's.</param>
/// <param name="UserAgent">What the caller calls itself.</param>
internal sealed record OperationCall(string Service, string Operation, JsonObject Request, Principal Caller, string Region, string UserAgent)
{
    /// <summary>Whether a rotation function calls: it is no app that could hold on to an old value.</summary>
    public bool IsRotationFunction { get; init; }

    /// <summary>Where the call comes from (<c>aws:SourceIp</c>); null for nowhere.</summary>
    public IPAddress? SourceAddress { get; init; }

    // The members may hold a secret value.
    public override string ToString() => $"{Service}.{Operation}";
}

/// <summary>Calls an operation as a principal, without HTTP: it enters right behind where a request is read, under the same checks and decisions.</summary>
internal sealed class Invoker(
    IReadOnlyList<Service> services, Checks checks, IAuthorizer authorizer, Writer writer, Clock clock, TimeProvider wall, IRandom requestIds, Refusals refusals,
    ActiveFaults faults, Action<Outcome, TimeSpan> log)
{
    /// <param name="asked">What to call, and as whom.</param>
    /// <param name="observer">Sees the call and its end.</param>
    /// <param name="hangUp">Ends a wait when nobody is left to answer.</param>
    /// <returns>The members of the answer.</returns>
    /// <exception cref="AwsErrorException">Refused, in AWS's words; where the region is down, <see cref="FrontEndErrors.EndpointUnreachable"/> or 503, as its outage has it.</exception>
    public async Task<JsonObject> Invoke(OperationCall asked, CallObserver? observer = null, CancellationToken hangUp = default)
    {
        var began = wall.GetTimestamp();
        var service = services.FirstOrDefault(service => service.SigningName == asked.Service)
            ?? throw FrontEndErrors.NotEmulated(asked.Service).AsException();
        var call = new Call(new DefaultHttpContext().Request, Encoding.UTF8.GetBytes(asked.Request.ToJsonString()), bodyIsTooLarge: false, requestIds.Uuid())
        {
            Form = service.Form, Service = service, Operation = service.Find(asked.Operation) ?? throw FrontEndErrors.UnknownOperation.AsException(),
        };
        call.Context = new RequestContext(asked.Caller, asked.Region, call.RequestId, authorizer)
        {
            UserAgent = asked.UserAgent, IsRotationFunction = asked.IsRotationFunction, SourceAddress = asked.SourceAddress,
        };
        try
        {
            if (writer.Current.OutageOf(asked.Region) is { } outage)
            {
                throw outage.Refuse(call);
            }

            checks.RunContent(call);
            await faults.Meet(call, writer.Current, clock, hangUp);
            var response = await call.Operation.Run(call.Request!, call.Context, writer, clock);
            observer?.Invoke(call, response, null);
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
            observer?.Invoke(call, null, refused.Error);
            log(new Outcome(call, refused.Error.Status, refused.Error.Type), wall.GetElapsedTime(began));
            throw;
        }
    }
}
