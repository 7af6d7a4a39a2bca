namespace SecretsEmu.Tests.SecretsManager;

/// <summary>The states in which a secret's rotation can be, and what can happen in each. The words are the headings of the table in <see cref="RotationsTests"/>.</summary>
internal static class RotationStates
{
    private const string NextDay = "2026-02-01T08:00:00Z";
    private const string WindowOpens = "2026-02-10T00:00:00Z";

    /// <summary>How each state comes about, on 2026-01-31 at 08:00; the schedule is every ten days.</summary>
    public static IReadOnlyDictionary<string, Func<SecretInRotation>> All { get; } = new Dictionary<string, Func<SecretInRotation>>
    {
        ["never rotated"] = () => new SecretInRotation(),
        ["without any version"] = () => new SecretInRotation(hasValue: false),
        ["idle"] = () => After(Running, secret => Succeed(secret, removesPending: true)),
        ["idle, AWSPENDING beside AWSCURRENT"] = () => After(Running, secret => Succeed(secret)),
        ["running before its first step"] = Running,
        ["running in a step"] = () => After(Running, secret => secret.BeginStep("createSecret")),
        ["running without any other version"] = () => After(() => new SecretInRotation(hasValue: false), secret => secret.Rotate("v2")),
        ["test running"] = () => After(() => new SecretInRotation(), secret => secret.Rotate("v2", immediately: false)),
        ["failed without a value"] = () => After(Running, secret => secret.End(secret.Newest!, "createSecret failed: no.")),
        ["failed with a value"] = () => After(Running, secret => Fail(secret)),
        ["cancelled"] = () => After(All!["idle"], secret => secret.Cancel()),
        ["cancelled, AWSPENDING left"] = () => After(Running, secret => secret.Cancel()),
        ["AWSPENDING put by hand"] = () => After(() => new SecretInRotation(), secret => secret.Put("v2", "AWSPENDING")),
        ["scheduled for deletion"] = () => After(All!["idle"], secret => secret.Delete()),
        ["scheduled for deletion while it ran"] = () => After(Running, secret => secret.Delete()),
    };

    /// <summary>What happens, a day later where no window opens; with the words in which it ended, where it has any. The newest rotation's token is v2 in every state.</summary>
    public static IReadOnlyDictionary<string, Func<SecretInRotation, string?>> Events { get; } = new Dictionary<string, Func<SecretInRotation, string?>>
    {
        ["RotateSecret"] = secret => Silent(() => secret.Rotate("v3")),
        ["RotateSecret again"] = secret => Silent(() => secret.Rotate("v2")),
        ["RotateSecret not immediately"] = secret => Silent(() => secret.Rotate("v3", immediately: false)),
        ["CancelRotateSecret"] = secret => secret.Cancel().VersionId is { } pending ? $"VersionId {pending}" : null,
        ["window opens"] = secret => secret.Due("rotation"),
        ["retry falls due"] = secret => secret.Due("rotation retry"),
        ["next step"] = secret => secret.BeginStep("setSecret") is null ? "given up" : "it begins",
        ["end, label moved"] = secret =>
        {
            secret.Finish();
            return Silent(() => secret.End(secret.Newest!));
        },
        ["end, label not moved"] = secret => Silent(() => secret.End(secret.Newest!)),
        ["end with a reason"] = secret => Silent(() => secret.End(secret.Newest!, "setSecret failed: no.")),
        ["PutSecretValue"] = secret => Silent(() => secret.Put("v4")),
        ["UpdateSecret"] = secret => Silent(() => secret.Update("v4")),
        ["PutSecretValue AWSPENDING"] = secret => Silent(() => secret.Put("v2", "AWSPENDING")),
        ["AWSPENDING taken off"] = secret => Silent(() => secret.Move("AWSPENDING", "v2", null)),
        ["DeleteSecret"] = secret => Silent(() => secret.Delete()),
        ["DeleteSecret by force"] = secret => Silent(() => secret.Delete(force: true)),
        ["RestoreSecret"] = secret => Silent(secret.Restore),
        ["purge"] = secret => secret.Due("purge"),
        ["reset"] = secret => Silent(secret.Reset),
    };

    /// <summary>What one event did in one state.</summary>
    public static string Outcome(string state, string happens)
    {
        var secret = All[state]();
        secret.At(happens == "window opens" ? WindowOpens : NextDay);
        return secret.Told(() => Events[happens](secret));
    }

    private static string? Silent(Action happens)
    {
        happens();
        return null;
    }

    private static SecretInRotation Running() => After(() => new SecretInRotation(), secret => secret.Rotate("v2"));

    private static SecretInRotation After(Func<SecretInRotation> made, Action<SecretInRotation> happens)
    {
        var secret = made();
        happens(secret);
        return secret;
    }

    private static void Succeed(SecretInRotation secret, bool removesPending = false)
    {
        secret.Put("v2", "AWSPENDING");
        secret.Finish(removesPending);
        secret.End(secret.Newest!);
    }

    private static void Fail(SecretInRotation secret)
    {
        secret.Put("v2", "AWSPENDING");
        secret.End(secret.Newest!);
    }
}
