using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;
using SecretsEmu.Validation;

namespace SecretsEmu.Faults;

/// <summary>What somebody wants broken, as it was asked for.</summary>
/// <param name="Kind">A word of <see cref="FaultKinds"/>.</param>
/// <param name="Secret">A name, a partial or a full ARN.</param>
/// <param name="Operation">AWS's name, alone or behind its service: <c>kms:Decrypt</c>, <c>kms:*</c>. All of Secrets Manager when absent.</param>
/// <param name="For">How long, on the emulator's clock.</param>
/// <param name="Times">For how many requests.</param>
/// <param name="Delay">Of <c>slow</c>.</param>
internal sealed record FaultOrder(string? Kind, string? Secret, string? Operation, TimeSpan? For, int? Times, TimeSpan? Delay)
{
    public const int MostTimes = 1_000_000;

    public static TimeSpan LongestFor { get; } = TimeSpan.FromDays(365);

    public static TimeSpan LongestDelay { get; } = TimeSpan.FromMinutes(15);

    public static TimeSpan UsualDelay { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The reads that are answered stale: they ask by label, or list.</summary>
    public static IReadOnlyList<string> StaleReads { get; } = ["GetSecretValue", "BatchGetSecretValue", "DescribeSecret", "ListSecrets", "ListSecretVersionIds"];

    /// <summary>The kind and the requests that are meant.</summary>
    /// <param name="services">Those that live here, Secrets Manager first.</param>
    /// <exception cref="ArgumentException">It cannot be broken so; the sentence says what can.</exception>
    public (FaultKind Kind, FaultScope Scope) Read(IReadOnlyList<Service> services)
    {
        var kind = FaultKinds.Find(Kind ?? "") ?? throw new ArgumentException($"There is no fault '{Kind}'.{Meant(Kind ?? "", FaultKinds.All)} There are {string.Join(", ", FaultKinds.All)}.");
        Require(For is null || Times is null, "A fault ends after a time or after a number of requests: choose one.");
        Require(For is null || (For > TimeSpan.Zero && For <= LongestFor), "A fault lasts longer than nothing and at most 365 days.");
        Require(Times is null or (>= 1 and <= MostTimes), "A fault is for 1 to 1000000 requests.");
        Require(Delay is null || kind == FaultKind.Slow, $"Only slow takes a delay, {kind.Word()} does not.");
        Require(Delay is null || (Delay > TimeSpan.Zero && Delay <= LongestDelay), "A delay is longer than nothing and at most 15 minutes.");
        var (service, operation) = Find(services);
        var name = $"{service.SigningName}:{operation?.Name ?? "*"}";
        Require(
            kind != FaultKind.DenyKms || service == services[0],
            $"deny-kms breaks what Secrets Manager asks of KMS, not {name}: name an operation of Secrets Manager.");
        Require(
            kind != FaultKind.StaleReads || (service == services[0] && (operation is null || StaleReads.Contains(operation.Name))),
            $"stale-reads breaks {string.Join(", ", StaleReads)}, not {name}.");
        if (Secret is not null)
        {
            Require(IsSecret(Secret), $"'{Secret}' is neither the name of a secret nor its ARN.");
            Require(service == services[0] && (operation is null || FaultScope.SecretMembersOf(operation).Any()), $"{name} names no secret: leave the secret out.");
        }

        return (kind, new FaultScope(service, operation, Secret));
    }

    private (Service Service, Operation? Operation) Find(IReadOnlyList<Service> services)
    {
        if (Operation is null)
        {
            return (services[0], null);
        }

        var colon = Operation.IndexOf(':', StringComparison.Ordinal);
        var (prefix, name) = colon < 0 ? (null, Operation) : (Operation[..colon], Operation[(colon + 1)..]);
        var within = services.Where(service => prefix is null || service.SigningName == prefix).ToList();
        Require(within.Count > 0, $"There is no service '{prefix}'. There are {string.Join(", ", services.Select(service => service.SigningName))}.");
        if (prefix is not null && name == "*")
        {
            return (within[0], null);
        }

        return within.Find(service => service.Find(name) is not null) is { } found
            ? (found, found.Find(name))
            : throw new ArgumentException($"There is no operation '{Operation}'.{Meant(name, within.SelectMany(service => service.Operations).Select(operation => operation.Name))}");
    }

    private static bool IsSecret(string text) => SecretId.Parse(text) switch
    {
        { Kind: SecretIdKind.Malformed } => false,
        { Kind: SecretIdKind.Name } => SecretNames.Broken(text) is null,
        _ => true,
    };

    private static string Meant(string typed, IEnumerable<string> words) => NearWord.Of(typed, words) is { } near ? $" Did you mean {near}?" : "";

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new ArgumentException(sentence);
        }
    }
}
