using System.Security.Cryptography;
using System.Text;

namespace SecretsEmu.Principals;

/// <summary>The ids that IAM gives users and roles: a prefix and 17 characters. Here they follow from the ARN, so that the same principals file gives the same ids in each run.</summary>
internal static class UniqueId
{
    private const int CharactersAfterPrefix = 17;

    public static string OfUser(string arn) => Of("AIDA", arn);

    public static string OfRole(string arn) => Of("AROA", arn);

    private static string Of(string prefix, string arn) =>
        prefix + Base32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(arn)))[..CharactersAfterPrefix];
}
