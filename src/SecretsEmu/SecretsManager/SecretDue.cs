using SecretsEmu.State;
using SecretsEmu.Time;

namespace SecretsEmu.SecretsManager;

/// <summary>What Secrets Manager puts into the due queue.</summary>
internal static class SecretDue
{
    private const string PurgeKind = "purge";

    public static IReadOnlyList<DueKind> Kinds { get; } = [new(PurgeKind, Purge)];

    /// <summary>The end of a recovery window: the secret goes and its name is free.</summary>
    public static DueItem PurgeOf(Secret secret) => new(PurgeKind, secret.Arn, secret.DeletionDate ?? secret.CreatedDate);

    private static string Purge(DueItem item, UnitOfWork unit)
    {
        if (!SecretArn.TryParse(item.Subject, out var arn)
            || unit.State.Find(SecretsManagerTables.Secrets, new Scope(arn.Account, arn.Region), arn.Name) is not { } secret
            || secret.Arn != item.Subject)
        {
            return "it was gone already";
        }

        unit.Remove(secret);
        return "deleted, its name is free";
    }
}
