namespace SecretsEmu.Plugins;

/// <summary>
/// One step of one rotation, and Secrets Manager as the function's role sees it. Nothing happens that a plugin does not ask
/// for: no label moves and no value is made by itself. A call that is refused throws <see cref="SecretsManagerException"/>.
/// Safe to use from several threads.
/// </summary>
public interface IRotationContext
{
    /// <summary><c>createSecret</c>, <c>setSecret</c>, <c>testSecret</c> or <c>finishSecret</c>.</summary>
    string Step { get; }

    /// <summary>The full ARN of the secret.</summary>
    string SecretArn { get; }

    /// <summary>The id of the pending version.</summary>
    string ClientRequestToken { get; }

    /// <summary>The plugin's own settings from <c>handlers.json</c>.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Asked for when the time of the step is over or the rotation is given up.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>The secret's value under a staging label: <c>AWSCURRENT</c>, <c>AWSPREVIOUS</c>, or <c>AWSPENDING</c> of this rotation. Null when there is none.</summary>
    Task<SecretValue?> ReadAsync(string stage);

    /// <summary>The value of another secret, such as the one with the administrator's login. Null when it does not exist or has no value under the label.</summary>
    /// <param name="secretId">Its name or ARN.</param>
    /// <param name="stage">The staging label.</param>
    Task<SecretValue?> ReadSecretAsync(string secretId, string stage = "AWSCURRENT");

    /// <summary>PutSecretValue under the rotation's token with the label <c>AWSPENDING</c>. The same value again does nothing; another one is refused.</summary>
    Task StorePendingAsync(SecretValue value);

    /// <summary>UpdateSecretVersionStage: moves <c>AWSCURRENT</c> to the pending version from whichever has it. Does nothing when it is there already.</summary>
    Task MakeCurrentAsync();

    /// <summary>DescribeSecret: each labelled version with its labels.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> DescribeVersionsAsync();

    /// <summary>GetRandomPassword.</summary>
    Task<string> GeneratePasswordAsync(PasswordOptions? options = null);

    /// <summary>Writes a line into the function's log. Secret values in it are masked.</summary>
    void Log(string line);
}

/// <summary>What a password is made of. The defaults are AWS's.</summary>
public sealed record PasswordOptions
{
    /// <summary>1 to 4096 characters.</summary>
    public int Length { get; init; } = 32;

    /// <summary>Characters that must not be in it, such as those that a connection string cannot hold.</summary>
    public string ExcludeCharacters { get; init; } = "";

    /// <summary>Without digits.</summary>
    public bool ExcludeNumbers { get; init; }

    /// <summary>Without punctuation.</summary>
    public bool ExcludePunctuation { get; init; }

    /// <summary>Without capital letters.</summary>
    public bool ExcludeUppercase { get; init; }

    /// <summary>Without small letters.</summary>
    public bool ExcludeLowercase { get; init; }

    /// <summary>With spaces.</summary>
    public bool IncludeSpace { get; init; }

    /// <summary>With at least one character of each kind that is not excluded.</summary>
    public bool RequireEachIncludedType { get; init; } = true;
}
