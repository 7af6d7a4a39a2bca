using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.State;

namespace SecretsEmu.Sts;

/// <summary>A role that somebody wants to assume: described, trusted because nobody described it, or out of reach.</summary>
internal sealed class RoleToAssume
{
    private const int LongestChainedSeconds = 3600;

    // Whoever may not be told whether the role exists gets the answer of a role that trusts somebody else.
    private static readonly PolicyText TrustsNobody = PolicyText.OfTrust(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":[]},"Action":"sts:AssumeRole"}]}""");

    private readonly PrincipalArn? _parsed;

    private RoleToAssume(string arn, PrincipalArn? parsed, DescribedRole? role, bool isOutOfReach) =>
        (Arn, _parsed, Role, IsOutOfReach) = (arn, parsed, role, isOutOfReach);

    /// <summary>As it was asked for.</summary>
    public string Arn { get; }

    /// <summary>Null for a role that nobody described.</summary>
    public DescribedRole? Role { get; }

    public string Account => _parsed!.Account;

    /// <summary>There is no such role, also where refusals are only logged.</summary>
    public bool IsOutOfReach { get; }

    /// <exception cref="AwsErrorException">The text is no ARN.</exception>
    public static void Validate(string arn)
    {
        if (arn.Split(':', 6) is not ["arn", { Length: > 0 }, { Length: > 0 }, _, _, { Length: > 0 }])
        {
            throw StsErrors.Invalid(arn).AsException();
        }
    }

    public static RoleToAssume Find(string arn, Snapshot state, bool strict)
    {
        var parsed = PrincipalArn.ParseRole(arn);
        var named = parsed is null ? null : state.Role(parsed.Account, parsed.Name);
        var role = named?.Arn == arn ? named : null;
        // With another path or case than the described one there is no such role.
        return new(arn, parsed, role, isOutOfReach: parsed is null || (role is null && (strict || named is not null)));
    }

    /// <summary>One permission on the role.</summary>
    public Target Target(string action, RoleKeys keys, RequestContext context) => new()
    {
        Action = action,
        Kind = ResourceKind.Role,
        Arn = Arn,
        Account = _parsed?.Account ?? context.Caller.Account,
        Shown = Arn,
        ResourcePolicy = Role is { Trust: var trust } ? Trust(trust) : IsOutOfReach ? Trust(TrustsNobody) : null,
        Keys = keys,
    };

    /// <exception cref="AwsErrorException">It cannot be assumed, also where refusals are only logged.</exception>
    public void RequireInReach(AwsError refusal)
    {
        if (IsOutOfReach)
        {
            throw refusal.AsException();
        }
    }

    /// <summary>How long a session lasts.</summary>
    /// <exception cref="AwsErrorException">Longer than the role, or a session that assumes it, may.</exception>
    public int SecondsOf(int? asked, Principal caller)
    {
        if (caller.Kind == PrincipalKind.AssumedRole && asked > LongestChainedSeconds)
        {
            throw StsErrors.DurationExceedsChaining.AsException();
        }

        return asked > (Role?.MaxSessionDurationSeconds ?? DescribedRole.LongestMaxSessionDuration) ? throw StsErrors.DurationExceedsRole.AsException() : asked ?? DescribedRole.DefaultMaxSessionDuration;
    }

    public AssumedRoleUser UserOf(string sessionName) => new()
    {
        AssumedRoleId = $"{UniqueId.OfRole(Arn)}:{sessionName}",
        Arn = _parsed!.OfSession(sessionName),
    };

    private AttachedPolicy Trust(PolicyText policy) => new(PolicyKind.Trust, $"trust policy of {Arn}", policy);
}
