using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SecretsEmu.Agent;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Agent;

/// <summary>The way of a value through the cache, over services that are a number which counts up.</summary>
public sealed class CachingClientTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);
    private static readonly CacheKey Key = new(CachedKind.Secret, "a", null, null);

    [Test]
    public async Task An_old_value_is_served_for_another_while_when_the_service_cannot_be_reached()
    {
        var world = new World(new AgentSettings());
        await world.Read(0);
        world.Version = 2;
        world.Failure = AgentErrors.ReadError.AsException(isTransient: true);

        (await world.Read(300)).ShouldBe(1);
        world.Failure = null;
        (await world.Read(599)).ShouldBe(1);
        (await world.Read(600)).ShouldBe(2);
    }

    [Test]
    public async Task A_refusal_is_passed_on_though_an_old_value_is_there()
    {
        var world = new World(new AgentSettings());
        await world.Read(0);
        world.Failure = AgentErrors.NotFound.AsException();

        (await Should.ThrowAsync<AgentException>(() => world.Read(300))).Reply.ShouldBeSameAs(AgentErrors.NotFound);
    }

    [Test]
    public async Task RefreshNow_does_not_fall_back_on_an_old_value()
    {
        var world = new World(new AgentSettings());
        await world.Read(0);
        world.Failure = AgentErrors.Timeout.AsException(isTransient: true);

        (await Should.ThrowAsync<AgentException>(() => world.Read(1, isRefreshing: true))).Reply.ShouldBeSameAs(AgentErrors.Timeout);
        (await world.Read(2)).ShouldBe(1);
    }

    [Test]
    public async Task A_read_that_began_before_a_clear_does_not_fill_the_cache_again()
    {
        var cache = new AgentCache(10);
        var service = new TaskCompletionSource<JsonObject>();
        var client = new CachingClient(new AgentSettings(), cache, (_, _, _, _) => service.Task);

        var asked = client.Fetch(Key, false, Start, CancellationToken.None);
        cache.Clear();
        service.SetResult(JsonNode.Parse("""{"ARN":"arn","Name":"a","VersionId":"1","SecretString":"one","VersionStages":["AWSCURRENT"],"CreatedDate":1.7698464E9}""")!.AsObject());

        (await asked).Version.ShouldBe("1");
        client.FindFresh(Key, Start).ShouldBeNull();
    }

    [Test]
    public async Task The_extension_and_an_agent_that_is_told_so_do_not_serve_old_values()
    {
        foreach (var settings in (AgentSettings[])[new() { ServesStale = false }, ExtensionVariables.Read(_ => null)])
        {
            var world = new World(settings);
            await world.Read(0);
            world.Failure = AgentErrors.ReadError.AsException(isTransient: true);

            (await Should.ThrowAsync<AgentException>(() => world.Read(300))).Reply.ShouldBeSameAs(AgentErrors.ReadError);
        }
    }

    [Test]
    public async Task A_parameter_is_asked_for_with_its_version_or_label_behind_a_colon()
    {
        var asked = new List<string>();
        var client = new CachingClient(new AgentSettings(), new AgentCache(10), (_, operation, request, _) =>
        {
            asked.Add($"{operation} {request.ToJsonString()}");
            return Task.FromResult(JsonNode.Parse("""
                {"Parameter":{"ARN":"arn:aws:ssm:us-east-1:000000000000:parameter/db","DataType":"text","LastModifiedDate":1.769846400046E9,"Name":"/db","Type":"String","Value":"one","Version":3}}
                """)!.AsObject());
        });

        var plain = await client.Fetch(new(CachedKind.Parameter, "/db", null, null), false, Start, CancellationToken.None);
        await client.Fetch(new(CachedKind.DecryptedParameter, "/db", "3", null), false, Start, CancellationToken.None);
        await client.Fetch(new(CachedKind.Parameter, "/db", null, "live"), false, Start, CancellationToken.None);

        asked.ShouldBe(
        [
            """GetParameter {"Name":"/db","WithDecryption":false}""",
            """GetParameter {"Name":"/db:3","WithDecryption":true}""",
            """GetParameter {"Name":"/db:live","WithDecryption":false}""",
        ]);
        Encoding.UTF8.GetString(plain.Reply.Body.Span).ShouldBe(
            """{"Parameter":{"ARN":"arn:aws:ssm:us-east-1:000000000000:parameter/db","DataType":"text","LastModifiedDate":"2026-01-31T08:00:00.046Z","Name":"/db","Selector":null,"SourceResult":null,"Type":"String","Value":"one","Version":3},"ResultMetadata":{}}""");
    }

    /// <summary>What an app gets is never older than the time to live, unless the service failed meanwhile.</summary>
    [Property]
    public Property A_value_is_never_older_than_its_time_to_live_unless_the_service_fails() => Prop.ForAll(
        Gen.ListOf(Gen.Elements('r', 'w', 't', 'f')).ToArbitrary(),
        steps =>
        {
            var world = new World(new AgentSettings());
            var (second, failed) = (0, false);
            var writtenAt = new List<int> { 0, 0 };
            foreach (var step in steps)
            {
                switch (step)
                {
                    case 'w':
                        world.Version++;
                        writtenAt.Add(second);
                        break;
                    case 't':
                        second += 120;
                        break;
                    default:
                        world.Failure = step == 'f' ? AgentErrors.ReadError.AsException(isTransient: true) : null;
                        failed |= step == 'f';
                        var read = world.TryRead(second);
                        // What replaced it must not have been there for as long as that.
                        if (!failed && read is { } version && version < world.Version && second - writtenAt[version + 1] >= 300)
                        {
                            return false;
                        }

                        break;
                }
            }

            return true;
        });

    private sealed class World
    {
        private readonly CachingClient _client;

        public World(AgentSettings settings) => _client = new CachingClient(settings, new AgentCache(settings.CacheSize), Answer);

        public int Version { get; set; } = 1;

        public AgentException? Failure { get; set; }

        public async Task<int> Read(int second, bool isRefreshing = false)
        {
            var now = Start.AddSeconds(second);
            var value = (isRefreshing ? null : _client.FindFresh(Key, now)) ?? await _client.Fetch(Key, isRefreshing, now, CancellationToken.None);
            return int.Parse(value.Version, null);
        }

        public int? TryRead(int second)
        {
            try
            {
                return Read(second).GetAwaiter().GetResult();
            }
            catch (AgentException)
            {
                return null;
            }
        }

        private Task<JsonObject> Answer(CachedKind kind, string operation, JsonObject request, CancellationToken hangUp) => Failure is not null
            ? Task.FromException<JsonObject>(Failure)
            : Task.FromResult(JsonNode.Parse(operation == "DescribeSecret"
                ? $$$"""{"VersionIdsToStages":{"{{{Version}}}":["AWSCURRENT"]}}"""
                : $$"""{"ARN":"arn","Name":"a","VersionId":"{{Version}}","SecretString":"{{Version}}","VersionStages":["AWSCURRENT"],"CreatedDate":1.7698464E9}""")!.AsObject());
    }
}
