using SecretsEmu.Access;
using SecretsEmu.Principals;
using SecretsEmu.Randomness;
using SecretsEmu.State;
using SecretsEmu.Sts;

namespace SecretsEmu.Tests.Sts;

/// <summary>How many sessions are kept.</summary>
public sealed class SessionMintTests
{
    private const string Account = "111122223333";
    private const int Hour = 3600;

    private static readonly DateTimeOffset Now = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public void Under_a_clock_that_stands_still_the_first_to_expire_go_when_there_are_too_many()
    {
        var mint = new SessionMint(new SeededRandom(1));
        var unit = new UnitOfWork(Snapshot.Empty);
        var first = Keep(mint, unit, Hour - 1);
        for (var i = 1; i < SessionMint.Room; i++)
        {
            Keep(mint, unit, Hour);
        }

        IsKept(unit, first).ShouldBeTrue();
        var shortest = Keep(mint, unit, Hour / 2);

        IsKept(unit, first).ShouldBeFalse();
        IsKept(unit, shortest).ShouldBeTrue();
        unit.State.Count(PrincipalTables.Sessions).ShouldBe(SessionMint.Room);
    }

    private static Session Keep(SessionMint mint, UnitOfWork unit, int seconds)
    {
        var session = mint.Draw(unit.State, PrincipalKind.Root, $"arn:aws:iam::{Account}:root", Account, Now, seconds);
        SessionMint.Keep(unit, session, Now);
        return session;
    }

    private static bool IsKept(UnitOfWork unit, Session session) =>
        unit.State.Find(PrincipalTables.Sessions, Scope.Emulator, session.AccessKeyId) is not null;
}
