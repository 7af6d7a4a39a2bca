using SecretsEmu.State;

namespace SecretsEmu.Principals;

/// <summary>Who the emulator knows. Accounts, users and roles have no region; keys are unique over all accounts.</summary>
internal static class PrincipalTables
{
    public static Table<DescribedAccount> Accounts { get; } =
        new("accounts", account => account.Account, Comparer<DescribedAccount>.Create((one, other) => string.CompareOrdinal(one.Account, other.Account)));

    public static Table<DescribedUser> Users { get; } =
        new("users", user => KeyOf(user.Name), Comparer<DescribedUser>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name)));

    public static Table<DescribedRole> Roles { get; } =
        new("roles", role => KeyOf(role.Name), Comparer<DescribedRole>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name)));

    public static Table<AccessKey> AccessKeys { get; } =
        new("accessKeys", key => key.AccessKeyId, Comparer<AccessKey>.Create((one, other) => string.CompareOrdinal(one.AccessKeyId, other.AccessKeyId)));

    /// <summary>The one that expires first stands first.</summary>
    public static Table<Session> Sessions { get; } = new("sessions", session => session.AccessKeyId, Comparer<Session>.Create(ByExpirationThenKey));

    /// <summary>Where the accounts, users and roles of an account are.</summary>
    public static Scope ScopeOf(string account) => new(account, "");

    public static DescribedAccount? Account(this Snapshot state, string account) => state.Find(Accounts, ScopeOf(account), account);

    public static DescribedUser? User(this Snapshot state, string account, string name) => state.Find(Users, ScopeOf(account), KeyOf(name));

    public static DescribedRole? Role(this Snapshot state, string account, string name) => state.Find(Roles, ScopeOf(account), KeyOf(name));

    // Names are unique in an account regardless of their case. Source: IAM user guide, names and ids.
    private static string KeyOf(string name) => name.ToUpperInvariant();

    private static int ByExpirationThenKey(Session one, Session other) =>
        one.Expiration != other.Expiration ? one.Expiration.CompareTo(other.Expiration) : string.CompareOrdinal(one.AccessKeyId, other.AccessKeyId);
}
