using SecretsEmu.Randomness;

namespace SecretsEmu.Tests.Randomness;

public sealed class RandomTests
{
    private static readonly IRandom[] Sources = [new CryptographicRandom(), new SeededRandom(1)];

    [TestCaseSource(nameof(Sources))]
    public void An_index_stays_below_its_limit_and_reaches_all(object source)
    {
        var random = (IRandom)source;

        Enumerable.Range(0, 1000).Select(_ => random.Index(5)).Distinct().Order().ShouldBe([0, 1, 2, 3, 4]);
        random.Index(1).ShouldBe(0);
    }

    [TestCaseSource(nameof(Sources))]
    public void Filling_fills_to_the_end(object source)
    {
        var random = (IRandom)source;
        var (one, other) = (new byte[1000], new byte[1000]);

        random.Fill(one);
        random.Fill(other);

        one.ShouldNotBe(other);
        one.Distinct().Count().ShouldBeGreaterThan(200);
        one[^32..].ShouldNotBe(new byte[32]);
    }

    [Test]
    public void A_seeded_source_gives_many_threads_what_it_gives_one()
    {
        var (one, many) = (new SeededRandom(1), new SeededRandom(1));
        var expected = Enumerable.Range(0, 10_000).Select(_ => one.Index(int.MaxValue)).Order().ToList();

        var found = Enumerable.Range(0, 10_000).AsParallel().Select(_ => many.Index(int.MaxValue)).ToList();

        found.Order().ShouldBe(expected);
    }
}
