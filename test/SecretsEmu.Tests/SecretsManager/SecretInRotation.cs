using System.Globalization;
using SecretsEmu.Calls;
using SecretsEmu.Events;
using SecretsEmu.Randomness;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.State;
using SecretsEmu.Time;

namespace SecretsEmu.Tests.SecretsManager;

/// <summary>
/// The secret <c>db</c> in a unit of work, with all that begins, ends or disturbs a rotation of it, and what each of these did in short
/// words. It is made at 2026-01-31 08:00 UTC with the version <c>v1</c>; a failed rotation is attempted once more before its next window.
/// </summary>
internal sealed class SecretInRotation
{
    public const string Function = $"arn:aws:lambda:{SecretUnderKeys.Region}:{SecretUnderKeys.Account}:function:rotate";

    private static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);
    private static readonly RotationFunctions Functions = new(new HandlerCatalog(
        [new PluginSettings { Name = "rotate", Assembly = "Rotate.dll" }], null, (_, _) => throw new NotSupportedException("Nothing runs here.")));

    private readonly SecretUnderKeys _keys = new(retries: 1);
    private readonly SeededRandom _random = new(8);

    private UnitOfWork Unit => _keys.Unit;

    /// <summary>The emulator's time.</summary>
    public DateTimeOffset Now { get; private set; } = Start;

    public Secret? Secret => Unit.State.Find(SecretsManagerTables.Secrets, SecretUnderKeys.Context.Scope, "db");

    /// <summary>The rotation that runs; the newest where none does.</summary>
    public RotationAttempt? Newest => Secret is { } secret ? Unit.State.RotationsOf(secret).FirstOrDefault() : null;

    /// <summary>All that are kept, newest first.</summary>
    public IReadOnlyList<RotationAttempt> Attempts => [.. Unit.State.RotationsOf(Secret!)];

    /// <summary>Makes the secret.</summary>
    /// <param name="hasValue">Whether it has the version <c>v1</c>.</param>
    public SecretInRotation(bool hasValue = true)
    {
        Unit.Put(SecretUnderKeys.Secret() with { CreatedDate = Start, LastChangedDate = Start });
        if (hasValue)
        {
            Put("v1", []);
        }
    }

    private RequestContext Context => SecretUnderKeys.Context with { Now = Now };

    public void At(string date) => Now = DateTimeOffset.Parse(date, CultureInfo.InvariantCulture);

    public void Rotate(string token, bool? immediately = null, long? days = 10, string? function = Function) => Apply(
        new RotateSecret(_keys.Rotations, Functions, _keys.Envelope),
        new RotateSecretRequest
        {
            SecretId = "db", ClientRequestToken = token, RotationLambdaArn = function, RotateImmediately = immediately,
            RotationRules = days is null ? null : new RotationRulesType { AutomaticallyAfterDays = days },
        });

    public CancelRotateSecretResponse Cancel() => Apply(new CancelRotateSecret(), new CancelRotateSecretRequest { SecretId = "db" });

    public void Put(string version, params string[] stages) => Apply(
        new PutSecretValue(_keys.Versions, _keys.Rotations),
        new PutSecretValueRequest { SecretId = "db", ClientRequestToken = version, SecretString = $"value of {version}", VersionStages = stages.Length == 0 ? null : stages });

    public void Update(string version) => Apply(
        new UpdateSecret(_keys.Versions, _keys.Rotations),
        new UpdateSecretRequest { SecretId = "db", ClientRequestToken = version, SecretString = $"value of {version}" });

    public void Move(string label, string? from, string? to) => Apply(
        new UpdateSecretVersionStage(),
        new UpdateSecretVersionStageRequest { SecretId = "db", VersionStage = label, RemoveFromVersionId = from, MoveToVersionId = to });

    public void Delete(bool force = false) => Apply(
        new DeleteSecret(_keys.Rotations, _random), new DeleteSecretRequest { SecretId = "db", ForceDeleteWithoutRecovery = force ? true : null });

    public void Restore() => Apply(new RestoreSecret(_keys.Rotations), new RestoreSecretRequest { SecretId = "db" });

    /// <summary>A step begins; the secret as it finds it, or null.</summary>
    public Secret? BeginStep(string step) => Rotations.BeginStep(Newest!, step, "hash", Unit);

    /// <summary>The function makes the pending version current, as finishSecret does.</summary>
    public void Finish(bool removesPending = false)
    {
        var (from, to) = (Secret!.Labels.VersionOf(StagingLabels.Current), Newest!.VersionId);
        Move(StagingLabels.Current, from, to);
        if (removesPending)
        {
            Move(StagingLabels.Pending, to, null);
        }
    }

    /// <summary>The steps of the newest attempt ended.</summary>
    public RotationAttempt End(RotationAttempt attempt, string? reason = null) => _keys.Rotations.End(attempt with { Reason = reason }, Unit, Now);

    /// <summary>As the clock runs what is due: the item goes, then it is run. One that is not in the queue is run all the same.</summary>
    /// <param name="kind"><c>rotation</c>, <c>rotation retry</c>, <c>purge</c>.</param>
    public string Due(string kind)
    {
        var item = new DueItem(kind, SecretUnderKeys.SecretArn, Now);
        Unit.Unschedule(item.Key);
        return SecretDue.Kinds(_keys.Rotations, _ => throw new NotSupportedException("Nothing runs here.")).Single(one => one.Name == kind).Run(item, Unit, Now).Text;
    }

    /// <summary>Time passes, and what falls due runs at its moment.</summary>
    public void Pass(TimeSpan time)
    {
        var until = Now + time;
        while (Items().FirstOrDefault(item => item.At <= until) is { } next)
        {
            Now = next.At > Now ? next.At : Now;
            Due(next.Kind);
        }

        Now = until;
    }

    /// <summary>What must hold in every state and does not.</summary>
    public IEnumerable<string> Faults()
    {
        var due = Items().Select(item => item.Kind).ToList();
        if (Secret is not { } secret)
        {
            return due.Select(kind => $"{kind} of a secret that is gone");
        }

        var rotation = secret.Rotation;
        var isScheduled = rotation is { IsEnabled: true, Rules: not null };
        return new[]
        {
            isScheduled && !secret.IsScheduledForDeletion && !due.Contains("rotation") ? "on, and never due" : null,
            !isScheduled && due.Exists(kind => kind != "purge") ? "off, and due" : null,
            isScheduled != rotation?.NextRotationDate is not null ? "a next date without a schedule, or none with one" : null,
            secret.IsScheduledForDeletion != due.Contains("purge") ? "a purge without a recovery window, or none with one" : null,
            Newest is { State: RotationState.Running } && (secret.IsScheduledForDeletion || rotation is not { IsEnabled: true }) ? "runs although it was stopped" : null,
            secret.Labels.All.Any(label => secret.FindVersion(label.VersionId) is null) ? "a label without a version" : null,
        }.OfType<string>();
    }

    public void Reset() => Unit.RemoveEverything();

    public void Change(Func<Secret, Secret> change) => Unit.Put(change(Secret!));

    /// <summary>
    /// What something changed, part by part: labels, rotation switched, its dates, the newest attempt, what is due, events, and the words in which it
    /// ended; for a refusal its code and sentence.
    /// </summary>
    /// <param name="happens">Answers words, or null.</param>
    public string Told(Func<string?> happens)
    {
        var (before, events) = (Parts(), Unit.State.LastEvent());
        string? words;
        try
        {
            words = happens();
        }
        catch (AwsErrorException refused)
        {
            return $"{refused.Error.Type}: {refused.Error.Message}";
        }

        var names = string.Join(' ', Unit.State.EventsAfter(events).Select(one => one.Name));
        var changed = Parts().Zip(before).Where(part => part.First != part.Second).Select(part => part.First).Append(names).Append(words is null ? "" : $"({words})").Where(part => part.Length > 0);
        return string.Join("; ", changed) is { Length: > 0 } told ? told : "nothing";
    }

    /// <summary>All of it, for a look at one state.</summary>
    public string Told() => string.Join("; ", Parts());

    private string[] Parts()
    {
        if (Secret is not { } secret)
        {
            return ["gone", "", "", "", "", DueItems() == "nothing" ? "" : $"due {DueItems()}"];
        }

        var rotation = secret.Rotation;
        return
        [
            string.Join(' ', secret.Versions.Select(version => $"{Short(version.VersionId)}{(version.Value is null ? "?" : "")} [{string.Join(',', secret.Labels.LabelsOf(version.VersionId)).Replace("AWS", "", StringComparison.Ordinal)}]")),
            rotation is null ? "not configured" : rotation.IsEnabled ? "on" : "off",
            $"last {Day(rotation?.LastRotatedDate)}",
            $"next {Day(rotation?.NextRotationDate)}",
            Newest is { } newest ? $"{newest.Cause} {Short(newest.VersionId)}{(newest.Retry > 0 ? $" again {newest.Retry}" : "")} {newest.State}{(newest.Reason is { } reason ? $": {reason}" : "")}" : "no attempt",
            $"due {DueItems()}",
        ];
    }

    // Those of the secret: its KMS key is rotated too.
    private List<DueItem> Items() => [.. Unit.State.Rows(DueQueue.Items, Scope.Emulator).InOrder.Where(item => item.Subject == SecretUnderKeys.SecretArn)];

    private string DueItems() => Items() is { Count: > 0 } items ? string.Join(", ", items.Select(item => $"{item.Kind} {Day(item.At)}")) : "nothing";

    // A token that the emulator drew is known by its length.
    private static string Short(string versionId) => versionId.Length == 36 ? "new" : versionId;

    private static string Day(DateTimeOffset? date) =>
        date is not { } at ? "-" : at.UtcDateTime.ToString(at.Date == Start.Date ? "HH:mm" : "MM-dd", CultureInfo.InvariantCulture);

    private TResponse Apply<TRequest, TResponse>(IChange<TRequest, Found<Secret>, TResponse> operation, TRequest request)
    {
        (operation as IValidate<TRequest>)?.Validate(request);
        var context = Context;
        return operation.Apply(operation.Plan(request, Unit.State, context).Found, request, Unit, context);
    }
}
