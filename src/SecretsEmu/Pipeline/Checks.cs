using Microsoft.AspNetCore.Http;
using SecretsEmu.Calls;
using SecretsEmu.Faults;
using SecretsEmu.Principals;
using SecretsEmu.Signing;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Pipeline;

/// <summary>One question that a request must pass.</summary>
internal sealed record Check(string Name, Action<Call> Run);

/// <summary>
/// The order in which a request is refused, one list for all services. What follows it is the operation itself: plan,
/// existence, deletion, its own rules, KMS. Source: secretsmanager.md 2.1 (order), kms-iam-sts.md 1.4.
/// </summary>
internal sealed class Checks
{
    /// <summary>For all services (Inferred, secretsmanager.md 1.4).</summary>
    public const int LargestBody = 1024 * 1024;

    private readonly IReadOnlyList<Service> _services;
    private readonly Callers _callers;
    private readonly IAuthorizer _authorizer;
    private readonly SignatureCheck? _signature;
    private readonly Writer _writer;
    private readonly Clock _clock;

    /// <param name="services">The first one answers requests that no form recognizes.</param>
    /// <param name="callers">From credentials to accounts.</param>
    /// <param name="authorizer">Decides what an operation's plan asks for.</param>
    /// <param name="signature">Of strict mode; null accepts any signature, absent ones too.</param>
    /// <param name="writer">The state that knows the callers.</param>
    /// <param name="clock">By which sessions expire.</param>
    public Checks(
        IReadOnlyList<Service> services, Callers callers, IAuthorizer authorizer, SignatureCheck? signature, Writer writer, Clock clock)
    {
        (_services, _callers, _authorizer, _signature, _writer, _clock) = (services, callers, authorizer, signature, writer, clock);
        Arrival =
        [
            new("route", Route),
            new("region", Region),
            new("body size", BodySize),
            new("parse", call => call.Form!.Parse(call)),
            new("target", call => call.Operation = call.Form!.FindOperation(call, call.Service!)),
            new("signature", call => _signature?.Run(call)),
            new("caller", Caller),
        ];
        Content =
        [
            new("types", call => call.Request = call.Form!.Bind(call)),
            new("constraints", Constraints),
            new("emulated", Emulated),
            new("name", Name),
            new("rules", call => call.Operation!.Validate(call.Request!)),
        ];
    }

    /// <summary>From an HTTP request to an operation and its caller.</summary>
    public IReadOnlyList<Check> Arrival { get; }

    /// <summary>What the request says; also of those that reach an operation without HTTP.</summary>
    public IReadOnlyList<Check> Content { get; }

    public IEnumerable<Check> InOrder => Arrival.Concat(Content);

    /// <exception cref="AwsErrorException">The first check that the request does not pass.</exception>
    public void Run(Call call)
    {
        RunAll(Arrival, call);
        RunAll(Content, call);
    }

    /// <summary>For a request whose operation and caller are known already.</summary>
    /// <exception cref="AwsErrorException">The first check that the request does not pass.</exception>
    public void RunContent(Call call) => RunAll(Content, call);

    private static void RunAll(IReadOnlyList<Check> checks, Call call)
    {
        for (var i = 0; i < checks.Count; i++)
        {
            checks[i].Run(call);
        }
    }

    // First, since even a refused body is answered in the caller's protocol. By target, else by signing name, else by what the request looks like.
    private void Route(Call call)
    {
        call.Authorization = AuthorizationOf(call.Http);
        call.Form = (_services.FirstOrDefault(service => service.Form.Recognizes(call)) ?? _services[0]).Form;
        // A target says which service is meant; in strict mode a signature for another one is refused in its turn.
        var named = call.Http.Headers.ContainsKey("X-Amz-Target") && call.Form.Recognizes(call);
        if (!named && call.Authorization is { Service: var signingName })
        {
            call.Service = _services.FirstOrDefault(service => service.SigningName == signingName)
                ?? throw FrontEndErrors.OtherService(signingName).AsException();
            call.Form = call.Service.Form;
        }
        else
        {
            call.Service = _services.First(service => service.Form == call.Form);
        }
    }

    private static AuthorizationHeader? AuthorizationOf(HttpRequest http) =>
        AuthorizationHeader.Read(http.Headers.Authorization, http.Headers[AmzNames.RegionSet])
        ?? (http.Query[AmzNames.Credential] is [{ } credential] ? AuthorizationHeader.ReadCredential(credential, http.Query[AmzNames.RegionSet]) : null);

    // Right away: who cannot reach an endpoint hears nothing of what is wrong with a request.
    private void Region(Call call)
    {
        if (_writer.Current.OutageOf(_callers.RegionOf(call.Authorization)) is { } outage)
        {
            NameOperation(call);
            throw outage.Refuse(call);
        }
    }

    // For the log alone.
    private static void NameOperation(Call call)
    {
        try
        {
            call.Operation = call.Form!.FindOperation(call, call.Service!);
        }
        catch (AwsErrorException)
        {
            // There is none of that name: it goes without.
        }
    }

    private static void BodySize(Call call)
    {
        if (call.BodyIsTooLarge)
        {
            throw FrontEndErrors.RequestTooLarge.AsException();
        }
    }

    private void Caller(Call call)
    {
        var state = _writer.Current;
        // A session that expired must not keep its client from getting a new one.
        var caller = _callers.Of(call.Operation!.IsUnsigned ? null : call.Authorization, state, _clock.Now(state));
        call.Context = new RequestContext(caller, _callers.RegionOf(call.Authorization), call.RequestId, _authorizer)
        {
            SourceAddress = call.Http.HttpContext.Connection.RemoteIpAddress,
            UserAgent = call.Http.Headers.UserAgent,
            AccessKeyId = call.Authorization?.AccessKeyId,
            IsRotationFunction = _callers.IsRotationFunction(call.Authorization),
        };
    }

    private static void Constraints(Call call)
    {
        if (ConstraintReport.Of(call.Request!, call.Operation!.Shape) is { } sentence)
        {
            throw FrontEndErrors.Validation(sentence).AsException();
        }
    }

    private static void Emulated(Call call)
    {
        var missing = call.Operation!.NotEmulated ?? call.Operation.Shape.Members
            .Where(member => member.NotEmulated is { } not && member.Get(call.Request!) is { } value && not.AsksForIt(value))
            .Select(member => member.NotEmulated!.What)
            .FirstOrDefault();
        if (missing is not null)
        {
            throw FrontEndErrors.NotEmulated(missing).AsException();
        }
    }

    private static void Name(Call call)
    {
        foreach (var member in call.Operation!.Shape.Members)
        {
            if (member.NameRule is { } rule && member.Get(call.Request!) is string name && rule.Broken(name) is { } sentence)
            {
                throw FrontEndErrors.Validation(sentence).AsException();
            }
        }
    }
}
