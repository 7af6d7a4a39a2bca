using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Signing;

/// <summary>Dates of signatures are compared with the wall clock, whose time each answer says.</summary>
public sealed class SignatureDateTests
{
    [Test]
    public async Task A_signature_is_good_for_five_minutes_by_the_wall_clock()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        using var clientClock = new Clocked(emulator);

        emulator.Wall.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(999));
        (await clientClock.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);

        emulator.Wall.Advance(TimeSpan.FromMilliseconds(1));
        (await clientClock.Client.Call("ListSecrets", "{}")).ShouldBeError(
            "InvalidSignatureException",
            "Signature expired: 20260131T080000Z is now earlier than 20260131T080001Z (20260131T080501Z - 5 min.)",
            messageKey: "message");
    }

    [Test]
    public async Task A_client_whose_clock_is_ahead_is_told_so()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);
        using var clientClock = new Clocked(emulator);

        clientClock.Time.Advance(TimeSpan.FromMinutes(5));
        (await clientClock.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);

        clientClock.Time.Advance(TimeSpan.FromSeconds(1));
        (await clientClock.Client.Call("ListSecrets", "{}")).ShouldBeError(
            "InvalidSignatureException",
            "Signature not yet current: 20260131T080501Z is still later than 20260131T080500Z (20260131T080000Z + 5 min.)",
            messageKey: "message");
    }

    [TestCase(15 * 60, "15")]
    [TestCase(90, "1.5")]
    [TestCase(0, "0")]
    public async Task The_window_is_a_setting(int seconds, string minutes)
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options with { ClockSkew = TimeSpan.FromSeconds(seconds) });
        using var clientClock = new Clocked(emulator);

        emulator.Wall.Advance(TimeSpan.FromSeconds(seconds));
        (await clientClock.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);

        emulator.Wall.Advance(TimeSpan.FromSeconds(1));
        (await clientClock.Client.Call("ListSecrets", "{}")).Text("message").ShouldEndWith($" - {minutes} min.)");
    }

    [TestCase(-1)]
    [TestCase(24 * 60 * 60 + 1)]
    public async Task A_window_beyond_a_day_is_refused_at_the_start(int seconds)
    {
        var options = StrictEmulator.Options with { ClockSkew = TimeSpan.FromSeconds(seconds) };

        var failure = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: options));

        failure.Message.ShouldBe($"The clock skew {options.ClockSkew} is not between nothing and a day.");
    }

    [Test]
    public async Task The_emulators_clock_has_no_part_in_it()
    {
        await using var emulator = await Emulator.Start(options: StrictEmulator.Options);

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(30));

        (await emulator.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);
    }

    [Test]
    public async Task Each_answer_says_what_time_it_is_by_the_clock_that_judges()
    {
        using var forger = new SigningClient(StrictEmulator.Running.Server.Url, StrictEmulator.Running.Wall, "test", "wrong");

        var (accepted, refused) = (await StrictEmulator.Running.Client.Call("ListSecrets", "{}"), await forger.Call("ListSecrets", "{}"));

        (accepted.Status, accepted.Headers.Date).ShouldBe((200, DateTimeOffset.Parse("2026-01-31T08:00:00Z", CultureInfo.InvariantCulture)));
        (refused.Status, refused.Headers.Date).ShouldBe((400, DateTimeOffset.Parse("2026-01-31T08:00:00Z", CultureInfo.InvariantCulture)));
    }

    /// <summary>A client whose clock starts with the emulator's and goes its own way.</summary>
    private sealed class Clocked(Emulator emulator) : IDisposable
    {
        public FakeTimeProvider Time { get; } = new(emulator.Wall.GetUtcNow());

        public SigningClient Client => field ??= new SigningClient(emulator.Server.Url, Time);

        public void Dispose() => Client.Dispose();
    }
}
