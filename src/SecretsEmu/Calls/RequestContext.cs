using System.Net;
using SecretsEmu.Access;
using SecretsEmu.State;

namespace SecretsEmu.Calls;

/// <summary>What an operation knows of the request beside its members. Nothing of it is ambient.</summary>
internal sealed record RequestContext(Principal Caller, string Region, string RequestId, IAuthorizer Authorizer)
{
    /// <summary>The caller's account in the endpoint's region: where a name is looked up.</summary>
    public Scope Scope => new(Caller.Account, Region);

    /// <summary>The emulator's time at which the request is decided, UTC, whole milliseconds.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>Where the request came from (<c>aws:SourceIp</c>).</summary>
    public IPAddress? SourceAddress { get; init; }

    /// <summary>What the client calls itself (<c>aws:UserAgent</c>).</summary>
    public string? UserAgent { get; init; }

    /// <summary>The service that passes the caller's request on, such as <c>secretsmanager</c>; null for the caller's own (<c>kms:ViaService</c>, <c>aws:CalledVia</c>).</summary>
    public string? Via { get; init; }

    /// <summary>The region in which that service was called, where it is another than that of the resource: while a secret is replicated.</summary>
    public string? ViaRegion { get; init; }

    /// <summary>The access key id of the request; null where it named none.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Whose request it is, for what follows from it later.</summary>
    public Cause Cause => new(Caller.Arn, AccessKeyId);

    /// <summary>Whether a rotation function calls: it is no app that could hold on to an old value.</summary>
    public bool IsRotationFunction { get; init; }

    /// <summary>Answers a read instead of the newest state, as an eventually consistent copy does; null unless somebody broke reads on purpose.</summary>
    public Snapshot? StaleState { get; set; }

    /// <summary>The same for what another service reads of Secrets Manager.</summary>
    public Snapshot? StaleSecrets { get; set; }

    /// <summary>Why KMS is to deny what a service asks for the secret of an ARN, or null; null itself unless somebody broke it on purpose.</summary>
    public Func<string, string?>? KmsDenial { get; set; }

    /// <summary>A word for the person reading the log about why this was refused. Never part of the answer.</summary>
    public string? Hint { get; set; }

    /// <summary>The same caller, through a service that acts for it.</summary>
    public RequestContext Through(string service) => this with { Via = service };

    /// <summary>Decides one permission without throwing: for items of a batch, and for refusals that are no answer.</summary>
    public Decision Authorize(Target target) => Authorizer.Decide(target, this);

    /// <exception cref="AwsErrorException">Denied; the sentence names the kind of policy that decided.</exception>
    public void Require(IReadOnlyList<Target> targets)
    {
        for (var i = 0; i < targets.Count; i++)
        {
            if (Authorize(targets[i]) is { IsAllowed: false } denied)
            {
                throw FrontEndErrors.AccessDenied(Denial.Sentence(Caller, targets[i], denied)).AsException();
            }
        }
    }
}
