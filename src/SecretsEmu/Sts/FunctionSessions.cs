using System.Collections.Concurrent;
using SecretsEmu.Access;
using SecretsEmu.Principals;
using SecretsEmu.State;

namespace SecretsEmu.Sts;

/// <summary>
/// The credentials of rotation functions, one pair for a function in an account: by them its calls are told from others.
/// They live as long as the server and do not expire, since a function holds them while the clock is moved.
/// </summary>
internal sealed class FunctionSessions(SessionMint mint, Func<Snapshot> state)
{
    private readonly ConcurrentDictionary<string, Session> _byKey = new(StringComparer.Ordinal);

    /// <param name="function">Its name: the name of the session.</param>
    /// <param name="account">Whose function it is.</param>
    /// <param name="roleArn">Null for the root of the account.</param>
    /// <param name="now">The emulator's time.</param>
    public Session Begin(string function, string account, string? roleArn, DateTimeOffset now)
    {
        var of = roleArn ?? Principal.Root(account).Arn;
        var session = mint.Draw(state(), roleArn is null ? PrincipalKind.Root : PrincipalKind.AssumedRole, of, account, now, 0) with
        {
            Name = function, Expiration = DateTimeOffset.MaxValue,
        };
        _byKey[session.AccessKeyId] = session;
        return session;
    }

    /// <summary>The session of a key that a function was given, or null.</summary>
    public Session? Find(string accessKeyId) => _byKey.GetValueOrDefault(accessKeyId);
}
