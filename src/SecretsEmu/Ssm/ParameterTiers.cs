using System.Text;
using SecretsEmu.State;

namespace SecretsEmu.Ssm;

/// <summary>The tiers of parameters, what each can hold, and which one a request gets.</summary>
/// <remarks>Source: API reference, PutParameter, Tier. The default tier of an account is Standard, since UpdateServiceSetting is not emulated.</remarks>
internal static class ParameterTiers
{
    public const string Standard = "Standard";
    public const string Advanced = "Advanced";
    public const string Intelligent = "Intelligent-Tiering";

    // Source: AWS General Reference, Systems Manager quotas. That of 100,000 advanced ones is left out.
    private const int MostStandard = 10_000;

    // AWS says characters in its sentences and KB on its pages. Inferred: bytes of UTF-8, as the 4096 that KMS encrypts at most
    // (KMS API reference, Encrypt).
    private const int LargestStandard = 4096;
    private const int LargestAdvanced = 8192;

    /// <summary>The tier of a new version.</summary>
    /// <param name="asked">By the request; null keeps the tier of the parameter (Inferred: the default tier of an account would be a step down).</param>
    /// <param name="existing">The latest version, or null for a new parameter.</param>
    /// <param name="value">In clear.</param>
    /// <param name="hasPolicies">Whether the version has policies.</param>
    /// <param name="state">Where the others are.</param>
    /// <param name="scope">Of the parameter.</param>
    /// <exception cref="Calls.AwsErrorException">The tier cannot hold it, there are too many of them, or it would be a step down.</exception>
    public static string Resolve(string? asked, SsmParameterVersion? existing, string value, bool hasPolicies, Snapshot state, Scope scope)
    {
        var size = Encoding.UTF8.GetByteCount(value);
        var tier = asked ?? existing?.Tier ?? Standard;
        if (tier == Intelligent)
        {
            tier = existing?.Tier == Advanced || size > LargestStandard || hasPolicies || (existing is null && IsFull(state, scope)) ? Advanced : Standard;
        }

        if (tier == Advanced)
        {
            return size > LargestAdvanced ? throw SsmErrors.TooLargeForAdvanced.AsException() : Advanced;
        }

        return existing?.Tier == Advanced ? throw SsmErrors.Downgrade.AsException()
            : size > LargestStandard ? throw SsmErrors.TooLargeForStandard.AsException()
            : hasPolicies ? throw SsmErrors.PoliciesNeedAdvanced.AsException()
            : existing is null && IsFull(state, scope) ? throw SsmErrors.TooManyStandard.AsException()
            : Standard;
    }

    private static bool IsFull(Snapshot state, Scope scope)
    {
        var parameters = state.Rows(SsmTables.Parameters, scope);
        return parameters.Count >= MostStandard && parameters.InOrder.Count(parameter => parameter.Latest.Tier == Standard) >= MostStandard;
    }
}
