using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace SecretsEmu.Signing;

/// <summary>From secret access keys to signing keys, which are good for one day, region and service. Safe to use from several threads.</summary>
internal sealed class SigningKeys
{
    // A client in one region uses one key a service and day. More than this is no traffic that must be fast.
    private const int Most = 256;

    private readonly ConcurrentDictionary<(string Secret, string Date, string Region, string Service), byte[]> _derived = new();

    public ReadOnlySpan<byte> Find(string secret, CredentialScope scope)
    {
        var wanted = (secret, scope.Date, scope.Region, scope.Service);
        if (_derived.TryGetValue(wanted, out var known))
        {
            return known;
        }

        if (_derived.Count >= Most)
        {
            _derived.Clear();
        }

        return _derived[wanted] = Derive(secret, scope);
    }

    /// <summary>The key that signs within a scope, 32 bytes.</summary>
    public static byte[] Derive(string secret, CredentialScope scope) =>
        Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes($"AWS4{secret}"), scope.Date), scope.Region), scope.Service), AmzNames.Terminator);

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
