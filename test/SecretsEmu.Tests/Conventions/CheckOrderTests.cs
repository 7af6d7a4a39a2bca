using Microsoft.Extensions.Time.Testing;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.Pipeline;
using SecretsEmu.Principals;
using SecretsEmu.Randomness;
using SecretsEmu.State;
using SecretsEmu.Storage;

namespace SecretsEmu.Tests.Conventions;

/// <summary>The order in which a request is refused is a decision (secretsmanager.md 2.1), so it changes only on purpose.</summary>
public sealed class CheckOrderTests
{
    [Test]
    public void The_checks_stand_in_the_order_of_the_reference()
    {
        using var writer = new Writer(LiteStore.InMemory(new RootKey(new byte[RootKey.Bytes]), new SeededRandom(1)), Snapshot.Empty, _ => { }, (_, _) => { }, _ => { });
        using var clock = new Clock(new FakeTimeProvider(), writer, []);
        var checks = new Checks(
            [.. Services.All.Select(service => service.Service)], new Callers("000000000000", "us-east-1"), Unquestioned.Instance, null, writer, clock);

        checks.InOrder.Select(check => check.Name).ShouldBe(
            ["route", "region", "body size", "parse", "target", "signature", "caller", "types", "constraints", "emulated", "name", "rules"],
            "Clients see the order of checks. If a source says another order, change Checks.cs and this list together, and say so in CHANGELOG.md.");
    }
}
