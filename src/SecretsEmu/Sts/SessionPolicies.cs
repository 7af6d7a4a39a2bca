using System.Collections.Immutable;
using System.Text.Json;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.State;

namespace SecretsEmu.Sts;

/// <summary>The policies that limit a session: one in the request, and managed ones by ARN.</summary>
internal static class SessionPolicies
{
    private const int MostArns = 10;
    private const string OfAws = "arn:aws:iam::aws:policy/";

    // Inferred: how AWS packs policies and tags is not known; the plain text may have this many characters.
    private const int PackedCharacters = 2048;

    /// <exception cref="AwsErrorException">Too many ARNs.</exception>
    public static void Validate(IReadOnlyCollection<PolicyDescriptorType>? arns)
    {
        if (arns?.Count > MostArns)
        {
            throw StsErrors.TooManyPolicyArns.AsException();
        }
    }

    /// <exception cref="AwsErrorException">The text is no policy, or there is no such managed policy.</exception>
    public static ImmutableArray<AttachedPolicy> Of(string? policy, IEnumerable<PolicyDescriptorType>? arns, string account, Snapshot state)
    {
        var managed = (arns ?? []).Select(descriptor => descriptor.Arn).OfType<string>().Select(arn => Managed(arn, account, state));
        return policy is null ? [.. managed] : [new(PolicyKind.Session, "session policy of the request", Read(policy)), .. managed];
    }

    /// <summary>The share of what a session may carry, in percent; null without policies and tags, as in AWS's answers.</summary>
    public static int? PackedSize(ImmutableArray<AttachedPolicy> policies, IReadOnlyCollection<Tag>? tags)
    {
        var characters = policies.Sum(policy => policy.Text.Text.Length) + (tags ?? []).Sum(tag => tag.Key!.Length + tag.Value!.Length);
        return policies.IsEmpty && tags is null or { Count: 0 } ? null : Math.Clamp(characters * 100 / PackedCharacters, 1, 100);
    }

    private static PolicyText Read(string policy)
    {
        try
        {
            return new PolicyText(policy, PolicyDocument.ParseIdentity(policy));
        }
        catch (PolicySyntaxException syntax)
        {
            throw (syntax.InnerException is JsonException ? StsErrors.PolicyIsNotJson : StsErrors.PolicySyntax).AsException();
        }
    }

    private static AttachedPolicy Managed(string arn, string account, Snapshot state)
    {
        var found = (state.Account(account)?.ManagedPolicies ?? []).Concat(BuiltInPolicies.All).FirstOrDefault(policy => policy.Arn == arn);
        return found is not null ? new AttachedPolicy(PolicyKind.Session, $"session policy {arn}", found.Text)
            : throw (arn.StartsWith(OfAws, StringComparison.Ordinal) ? FrontEndErrors.NotEmulated($"the managed policy {arn}") : StsErrors.NoSuchPolicy(arn)).AsException();
    }
}
