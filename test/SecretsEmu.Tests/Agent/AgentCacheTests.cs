using SecretsEmu.Agent;

namespace SecretsEmu.Tests.Agent;

public sealed class AgentCacheTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_value_is_found_by_what_was_asked_for()
    {
        var cache = new AgentCache(10);
        Write(cache, "a", "1");

        cache.Find(Key("a"))!.Version.ShouldBe("1");
        cache.Find(Key("b")).ShouldBeNull();
        cache.Find(Key("a") with { Stage = "AWSCURRENT" }).ShouldBeNull();
        cache.Find(Key("a") with { Version = "1" }).ShouldBeNull();
        cache.Find(Key("a") with { Kind = CachedKind.Parameter }).ShouldBeNull();
    }

    [Test]
    public void One_too_many_takes_the_place_of_the_one_that_was_written_longest_ago()
    {
        var cache = new AgentCache(2);
        Write(cache, "a", "1");
        Write(cache, "b", "1");
        Write(cache, "a", "2");
        cache.Find(Key("b"));

        Write(cache, "c", "1");

        cache.InOrder.Select(one => (one.Key.Id, one.Value.Version)).ShouldBe([("a", "2"), ("c", "1")]);
    }

    [Test]
    public void One_of_size_zero_keeps_nothing()
    {
        var cache = new AgentCache(0);

        Write(cache, "a", "1");

        cache.Find(Key("a")).ShouldBeNull();
    }

    [Test]
    public void Of_two_fetches_that_overlap_the_one_that_began_later_is_kept()
    {
        var cache = new AgentCache(10);
        var first = cache.BeginFetch();
        var second = cache.BeginFetch();

        cache.Write(Key("a"), Value("2"), second);
        cache.Write(Key("a"), Value("1"), first);

        cache.Find(Key("a"))!.Version.ShouldBe("2");
    }

    [Test]
    public void What_was_fetched_before_a_clear_does_not_come_back_after_it()
    {
        var cache = new AgentCache(10);
        Write(cache, "a", "1");
        var fetch = cache.BeginFetch();
        cache.Clear();

        cache.Find(Key("a")).ShouldBeNull();
        cache.Write(Key("a"), Value("1"), fetch);
        cache.Find(Key("a")).ShouldBeNull();

        Write(cache, "a", "2");
        cache.Find(Key("a"))!.Version.ShouldBe("2");
    }

    [TestCase(299.999, false)]
    [TestCase(300, true)]
    public void A_value_expires_when_its_time_is_up(double seconds, bool isExpired) =>
        Value("1").IsExpired(TimeSpan.FromSeconds(300), Start.AddSeconds(seconds)).ShouldBe(isExpired);

    [Test]
    public void Without_a_time_to_live_a_value_is_expired_at_once() => Value("1").IsExpired(TimeSpan.Zero, Start).ShouldBeTrue();

    private static void Write(AgentCache cache, string id, string version) => cache.Write(Key(id), Value(version), cache.BeginFetch());

    private static CacheKey Key(string id) => new(CachedKind.Secret, id, null, null);

    private static CachedValue Value(string version) => new(new AgentReply(200, default), "arn", version, Start);
}
