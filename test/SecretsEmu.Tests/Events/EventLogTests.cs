using SecretsEmu.Events;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.Tests.Events;

/// <summary>What is kept of the events, and how they are counted.</summary>
public sealed class EventLogTests
{
    private const string Arn = "arn:aws:secretsmanager:us-east-1:111111111111:secret:db-AbCdEf";

    private readonly EventLog _log = new(new SeededRandom(7));
    private UnitOfWork _unit = null!;

    [SetUp]
    public void BeginWithNothing() => _unit = new UnitOfWork(Snapshot.Empty);

    [Test]
    public void Events_are_counted_from_one_and_each_has_ids_of_its_own()
    {
        Add(2);

        var events = _unit.State.EventsAfter(0).ToList();
        events.Select(one => one.Sequence).ShouldBe([1, 2]);
        events.SelectMany(one => (string[])[one.Id, one.EventId, one.RequestId]).Distinct().Count().ShouldBe(6);
        events[0].ShouldSatisfyAllConditions(
            one => one.Name.ShouldBe("RotationStarted"), one => one.SecretArn.ShouldBe(Arn), one => one.Time.ShouldBe(DateTimeOffset.UnixEpoch),
            one => one.Region.ShouldBe("us-east-1"), one => one.Account.ShouldBe("111111111111"));
    }

    [Test]
    public void The_last_ten_thousand_are_kept()
    {
        Add(10_003);

        _unit.State.EventsAfter(0).Count().ShouldBe(10_000);
        _unit.State.EventsAfter(0).First().Sequence.ShouldBe(4);
        _unit.State.LastEvent().ShouldBe(10_003);
        _unit.State.FindEvent(3).ShouldBeNull();
        _unit.State.FindEvent(4)!.Sequence.ShouldBe(4);
    }

    [TestCase(-1, "1 2 3")]
    [TestCase(0, "1 2 3")]
    [TestCase(1, "2 3")]
    [TestCase(2, "3")]
    [TestCase(3, "")]
    [TestCase(9, "")]
    public void Events_behind_a_number_come_oldest_first(long number, string sequences)
    {
        Add(3);

        string.Join(' ', _unit.State.EventsAfter(number).Select(one => one.Sequence)).ShouldBe(sequences);
    }

    [Test]
    public void Without_events_there_is_nothing_behind_any_number()
    {
        Snapshot.Empty.EventsAfter(0).ShouldBeEmpty();
        Snapshot.Empty.LastEvent().ShouldBe(0);
        Snapshot.Empty.FindEvent(0).ShouldBeNull();
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _log.Add(_unit, EventNames.RotationStarted, Arn, DateTimeOffset.UnixEpoch);
        }
    }
}
