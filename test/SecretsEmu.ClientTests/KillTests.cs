using System.Globalization;
using System.Text.Json;

namespace SecretsEmu.ClientTests;

/// <summary>What was acknowledged survives <c>kill -9</c>, also one that comes while the server starts or has just started.</summary>
public sealed class KillTests
{
    private const string RoundsVariable = "SECRETS_EMU_KILL_ROUNDS";
    private const int ShortRounds = 6;
    private const int LongRounds = 50;
    private const int LongWrites = 1_000;
    private const int Writers = 6;

    // Of the rounds that write on for long, each: half of fifty rounds make more than the long form's thousand.
    private const int WritesOfALongRound = 60;

    private static readonly TimeSpan JustStarted = TimeSpan.FromMilliseconds(500);

    private readonly Random _chance = Random.Shared;
    private readonly Ledger _ledger = new();
    private int _next;

    [Test]
    public async Task Nothing_acknowledged_is_lost_by_kill_9()
    {
        var rounds = Environment.GetEnvironmentVariable(RoundsVariable) is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : ShortRounds;
        using var folder = new TemporaryFolder();
        var data = folder.File("data");

        for (var round = 1; round <= rounds; round++)
        {
            if (round % 3 == 0)
            {
                await KillDuringStart(data);
            }

            await using var server = Server.Begin(data, "--quiet");
            await server.Ready();
            await Compare(server.Url);
            await WriteUntilKilled(server, round % 2 == 0 ? WritesOfALongRound : null);
        }

        await using var last = Server.Begin(data, "--quiet");
        await last.Ready();
        await Compare(last.Url);
        await last.Stop();
        TestContext.Progress.WriteLine(
            $"kill -9: {rounds} rounds, {_ledger.Acknowledged} acknowledged writes to {_ledger.Count} secrets, {_ledger.Uncertain} writes cut off, nothing lost.");
        if (rounds >= LongRounds)
        {
            _ledger.Acknowledged.ShouldBeGreaterThanOrEqualTo(LongWrites);
        }
    }

    // No answer is waited for: what lies in the folder is opened and, perhaps, recovered while the kill comes.
    private async Task KillDuringStart(string data)
    {
        await using var server = Server.Begin(data, "--quiet");
        await Task.Delay(_chance.Next((int)JustStarted.TotalMilliseconds));
        await server.Kill();
    }

    // Several connections write, until so many writes were acknowledged or, without a number, at a moment of the first half second.
    private async Task WriteUntilKilled(Server server, int? writes)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var acknowledged = 0;
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            using var client = new RawClient(server.Url);
            while (await WriteOne(client, writer))
            {
                if (Interlocked.Increment(ref acknowledged) == writes)
                {
                    enough.SetResult();
                }
            }
        })).ToList();

        await (writes is null ? Task.Delay(_chance.Next((int)JustStarted.TotalMilliseconds)) : enough.Task.WaitAsync(Programs.Patience));
        await server.Kill();
        await Task.WhenAll(writers);
    }

    /// <summary>Whether the server lived to acknowledge it.</summary>
    private async Task<bool> WriteOne(RawClient client, int writer)
    {
        var version = Interlocked.Increment(ref _next).ToString("D32", CultureInfo.InvariantCulture);
        // A secret has one writer, so that its writes have an order.
        var known = _ledger.NamesOf(writer);
        var change = known.Count > 0 && _chance.Next(2) == 0;
        var name = change ? known[_chance.Next(known.Count)] : $"kill/{writer}/{version}";
        var value = RandomValue();
        _ledger.Sent(name, version, value);
        try
        {
            var (status, body) = change
                ? await client.Call("PutSecretValue", new { SecretId = name, ClientRequestToken = version, value.SecretString, value.SecretBinary })
                : await client.Call("CreateSecret", new { Name = name, ClientRequestToken = version, value.SecretString, value.SecretBinary });
            status.ShouldBe(200, body.ToString());
            _ledger.Answered(name);
            return true;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async Task Compare(string url)
    {
        var names = _ledger.Names;
        await Parallel.ForEachAsync(Enumerable.Range(0, Writers), async (reader, _) =>
        {
            using var client = new RawClient(url);
            for (var index = reader; index < names.Count; index += Writers)
            {
                var (status, body) = await client.Call("GetSecretValue", new { SecretId = names[index] });
                _ledger.Check(names[index], status, body);
            }
        });
    }

    private Value RandomValue()
    {
        var bytes = new byte[_chance.Next(10, 20_001)];
        _chance.NextBytes(bytes);
        return _chance.Next(2) == 0
            ? new Value(null, Convert.ToBase64String(bytes))
            : new Value(string.Create(bytes.Length, bytes, (text, from) => Letters(from, text)), null);

        static void Letters(byte[] from, Span<char> text)
        {
            for (var index = 0; index < text.Length; index++)
            {
                text[index] = (char)(' ' + (from[index] % 95));
            }
        }
    }

    private sealed record Value(string? SecretString, string? SecretBinary);

    /// <summary>What each secret must hold, and what it may hold because its last write was cut off.</summary>
    private sealed class Ledger
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, Entry> _entries = [];

        public int Acknowledged { get; private set; }

        public int Uncertain { get; private set; }

        public int Count => _entries.Values.Count(entry => entry.Kept is not null);

        public List<string> Names => [.. _entries.Keys];

        public List<string> NamesOf(int writer)
        {
            lock (_gate)
            {
                return [.. _entries.Where(entry => entry.Value.Kept is not null && entry.Key.StartsWith($"kill/{writer}/", StringComparison.Ordinal)).Select(entry => entry.Key)];
            }
        }

        public void Sent(string name, string version, Value value)
        {
            lock (_gate)
            {
                _entries[name] = new(_entries.GetValueOrDefault(name)?.Kept, (version, value));
            }
        }

        public void Answered(string name)
        {
            lock (_gate)
            {
                _entries[name] = new(_entries[name].CutOff, null);
                Acknowledged++;
            }
        }

        /// <summary>What the server answers is what was acknowledged or what was cut off, and from now on that alone.</summary>
        public void Check(string name, int status, JsonElement body)
        {
            lock (_gate)
            {
                var (kept, cutOff) = _entries[name];
                Uncertain += cutOff is null ? 0 : 1;
                if (status != 200)
                {
                    kept.ShouldBeNull($"{name} was acknowledged and is lost: {body}");
                    body.GetProperty("__type").GetString().ShouldBe("ResourceNotFoundException");
                    _entries.Remove(name);
                    return;
                }

                var found = (Version: body.GetProperty("VersionId").GetString()!, Value: new Value(TextOf("SecretString"), TextOf("SecretBinary")));
                (found == kept || found == cutOff).ShouldBeTrue(
                    $"{name} holds version {found.Version}, of {kept?.Version ?? "none"} acknowledged and {cutOff?.Version ?? "none"} cut off, or another value than was written.");
                _entries[name] = new(found, null);
            }

            string? TextOf(string member) => body.TryGetProperty(member, out var text) ? text.GetString() : null;
        }

        private sealed record Entry((string Version, Value Value)? Kept, (string Version, Value Value)? CutOff);
    }
}
