using SecretsEmu.Access;
using SecretsEmu.Calls;

namespace SecretsEmu.Sts;

/// <summary>The rules of what only callers with long-term credentials may ask for.</summary>
internal static class LongTerm
{
    private const int DefaultSeconds = 43200;
    private const int LongestOfRoot = 3600;

    /// <exception cref="AwsErrorException">The caller is a session itself.</exception>
    public static void Require(Principal caller, string operation)
    {
        if (caller.TokenIssueTime is not null)
        {
            throw StsErrors.SessionCredentials(operation).AsException();
        }
    }

    /// <summary>How long the credentials last; a root's an hour at most, whatever it asks for.</summary>
    public static int SecondsOf(int? asked, Principal caller) =>
        caller.Kind == PrincipalKind.Root ? Math.Min(asked ?? LongestOfRoot, LongestOfRoot) : asked ?? DefaultSeconds;
}
