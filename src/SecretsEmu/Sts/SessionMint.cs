using SecretsEmu.Access;
using SecretsEmu.Principals;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.Sts;

/// <summary>Makes temporary credentials and keeps them.</summary>
internal sealed class SessionMint(IRandom random)
{
    private const int SecretBytes = 30;
    private const int TokenBytes = 192;

    // An expired session still answers that it expired, and not as an unknown key, as long as there is room for it.
    private const int RoomForExpired = 1000;

    /// <summary>Beyond it sessions go before they expire: under a clock that stands still none ever would.</summary>
    public const int Room = 10_000;

    /// <summary>New credentials, not kept yet.</summary>
    /// <param name="state">Where an access key id must be new.</param>
    /// <param name="kind">What the session is.</param>
    /// <param name="of">The role that is assumed, or who asks: an ARN.</param>
    /// <param name="account">Twelve digits.</param>
    /// <param name="now">The emulator's time.</param>
    /// <param name="seconds">How long they are valid.</param>
    public Session Draw(Snapshot state, PrincipalKind kind, string of, string account, DateTimeOffset now, int seconds)
    {
        // What the answer prints is when they expire.
        var issued = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        return new Session
        {
            AccessKeyId = NewKey(state, account),
            SecretAccessKey = new SecretText(Text(SecretBytes)),
            SessionToken = new SecretText(Text(TokenBytes)),
            Kind = kind,
            Account = account,
            Of = of,
            IssuedAt = issued,
            Expiration = issued.AddSeconds(seconds),
        };
    }

    /// <summary>Keeps a session, and forgets what expired longest ago, or expires first, where there are too many.</summary>
    public static void Keep(UnitOfWork unit, Session session, DateTimeOffset now)
    {
        unit.Put(PrincipalTables.Sessions, Scope.Emulator, session);
        while (unit.State.Rows(PrincipalTables.Sessions, Scope.Emulator) is { Count: > RoomForExpired } kept)
        {
            // The new one may be the first to expire.
            var first = kept.InOrder.First(other => other.AccessKeyId != session.AccessKeyId);
            if (first.Expiration > now && kept.Count <= Room)
            {
                return;
            }

            unit.Remove(PrincipalTables.Sessions, Scope.Emulator, first.AccessKeyId);
        }
    }

    private string NewKey(Snapshot state, string account)
    {
        Span<byte> chance = stackalloc byte[AccessKeyIds.ChanceBytes];
        while (true)
        {
            random.Fill(chance);
            var key = AccessKeyIds.Mint(AccessKeyIds.Temporary, account, chance);
            if (state.Find(PrincipalTables.Sessions, Scope.Emulator, key) is null)
            {
                return key;
            }
        }
    }

    private string Text(int bytes) => Convert.ToBase64String(random.Bytes(bytes));
}
