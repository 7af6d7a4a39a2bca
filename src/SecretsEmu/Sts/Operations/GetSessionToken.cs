using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Sts.Operations;

/// <summary>Temporary credentials of the caller itself. Needs no permission. Source: STS API reference, GetSessionToken (kms-iam-sts.md 6.2).</summary>
internal sealed class GetSessionToken(SessionMint mint) : IChange<GetSessionTokenRequest, Principal, GetSessionTokenResponse>
{
    public Plan<Principal> Plan(GetSessionTokenRequest request, Snapshot state, RequestContext context) => new(context.Caller);

    public GetSessionTokenResponse Apply(Principal found, GetSessionTokenRequest request, UnitOfWork unit, RequestContext context)
    {
        LongTerm.Require(found, "GetSessionToken");
        var session = mint.Draw(unit.State, found.Kind, found.Arn, found.Account, context.Now, LongTerm.SecondsOf(request.DurationSeconds, found));
        SessionMint.Keep(unit, session, context.Now);
        return new() { Credentials = Credentials.Of(session) };
    }
}

internal sealed class GetSessionTokenRequest
{
    /// <summary>900 to 129600; twelve hours when absent. A root's last an hour at most.</summary>
    [Range(900, 129600)]
    public int? DurationSeconds { get; init; }

    [Length(9, 256), Pattern(Patterns.SerialNumber), NotEmulated("multi-factor authentication (SerialNumber)")]
    public string? SerialNumber { get; init; }

    [Length(6, 6), Pattern(Patterns.TokenCode), NotEmulated("multi-factor authentication (TokenCode)")]
    public string? TokenCode { get; init; }
}

internal sealed class GetSessionTokenResponse
{
    public required Credentials Credentials { get; init; }
}
