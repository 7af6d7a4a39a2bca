using System.Text.Json;
using SecretsEmu.Events;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.Tests.Events;

/// <summary>The file of <c>--events</c>: each event once, also after a stop at any moment.</summary>
public sealed class EventFileTests
{
    private readonly EventLog _log = new(new SeededRandom(7));
    private readonly List<string> _reports = [];
    private DirectoryInfo _folder = null!;
    private UnitOfWork _unit = null!;

    private string File => Path.Combine(_folder.FullName, "events.jsonl");

    [SetUp]
    public void MakeFolder() => (_folder, _unit) = (Directory.CreateTempSubdirectory("secrets-emu-events-"), new UnitOfWork(Snapshot.Empty));

    [TearDown]
    public void DeleteFolder()
    {
        _folder.Delete(recursive: true);
        _reports.ShouldBeEmpty();
    }

    [Test]
    public void Each_event_is_appended_once()
    {
        using var file = Open();
        file.Append(_unit.State);
        Add(2);
        file.Append(_unit.State);
        file.Append(_unit.State);
        Add(1);
        file.Append(_unit.State);

        Lines().ShouldBe(Kept());
    }

    [Test]
    public void A_new_file_begins_with_what_is_kept()
    {
        Add(3);

        Start();

        Lines().ShouldBe(Kept());
    }

    [Test]
    public void What_was_committed_but_not_appended_before_a_kill_is_appended_at_the_next_start()
    {
        Add(2);
        Start();
        Add(2);

        Start();

        Lines().ShouldBe(Kept());
    }

    [Test]
    public void A_restart_without_news_appends_nothing()
    {
        Add(2);
        Start();
        Start();

        Lines().ShouldBe(Kept());
    }

    [TestCase(1)]
    [TestCase(300)]
    [TestCase(int.MaxValue)]
    public void A_line_that_a_kill_cut_off_is_completed(int characters)
    {
        Add(2);
        Start();
        Add(2);
        var line = EventJson.Of(_unit.State.FindEvent(3)!).ToJsonString();
        System.IO.File.AppendAllText(File, line[..Math.Min(characters, line.Length)]);

        Start();

        Lines().ShouldBe(Kept());
    }

    [Test]
    public void A_first_line_that_a_kill_cut_off_is_completed_too()
    {
        Add(1);
        System.IO.File.WriteAllText(File, EventJson.Of(_unit.State.FindEvent(1)!).ToJsonString()[..10]);

        Start();

        Lines().ShouldBe(Kept());
    }

    [Test]
    public void What_somebody_else_wrote_stays_and_is_passed_over()
    {
        Add(1);
        Start();
        System.IO.File.AppendAllText(File, "[]\n{\"detail\":7}\nno JSON\nno line");
        Add(1);

        Start();

        System.IO.File.ReadAllLines(File)[1..5].ShouldBe(["[]", "{\"detail\":7}", "no JSON", "no line"]);
        Lines().ShouldBe(Kept());
    }

    [Test]
    public void A_file_that_ends_with_an_event_that_nobody_keeps_any_more_gets_all_that_is_kept()
    {
        Add(2);
        Start();
        var before = Kept();
        _unit = new UnitOfWork(Snapshot.Empty);
        Add(3);

        Start();

        Lines().ShouldBe([.. before, .. Kept()]);
    }

    [Test]
    public void After_a_reset_events_are_appended_though_their_numbers_were_there_before()
    {
        using var file = Open();
        Add(2);
        file.Append(_unit.State);
        var before = Kept();
        // In one commit with what happens next.
        _unit.RemoveEverything();
        Add(3);
        file.Append(_unit.State);

        Lines().ShouldBe([.. before, .. Kept()]);
    }

    [Test]
    public void More_events_in_one_commit_than_are_kept_leave_those_that_are()
    {
        using var file = Open();
        Add(1);
        file.Append(_unit.State);
        var before = Kept();
        Add(10_005);
        file.Append(_unit.State);

        Lines().SequenceEqual([.. before, .. Kept()]).ShouldBeTrue();
    }

    [Test]
    [Platform(Include = "Linux", Reason = "Only Linux has a device that is always full.")]
    public void A_full_disk_is_told_once_and_what_it_refused_is_written_when_there_is_room()
    {
        // A link to the device, and later to a file: the open file stays the device, so it is the next start that finds room.
        System.IO.File.CreateSymbolicLink(File, "/dev/full");
        Add(1);
        using (var file = Open())
        {
            file.Append(_unit.State);
            Add(1);
            file.Append(_unit.State);
        }

        _reports.ShouldBe(["cannot write to the file of --events: No space left on device : '" + File + "' Events are kept all the same: GET /_emulator/events."]);
        _reports.Clear();
        System.IO.File.Delete(File);
        Start();
        Lines().ShouldBe(Kept());
    }

    private EventFile Open() => new(File, _reports.Add);

    private void Start()
    {
        using var file = Open();
        file.Append(_unit.State);
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _log.Add(_unit, EventNames.RotationStarted, "arn:aws:secretsmanager:us-east-1:111111111111:secret:db-AbCdEf", DateTimeOffset.UnixEpoch);
        }
    }

    private List<string> Kept() => [.. _unit.State.EventsAfter(0).Select(one => one.EventId)];

    // The ids of the events in the file; every line of ours is whole.
    private List<string> Lines() =>
    [
        .. from line in System.IO.File.ReadAllLines(File)
           where line.StartsWith("{\"version\"", StringComparison.Ordinal)
           select JsonDocument.Parse(line).RootElement.GetProperty("detail").GetProperty("eventID").GetString(),
    ];
}
