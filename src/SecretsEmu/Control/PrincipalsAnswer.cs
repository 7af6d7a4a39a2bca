using SecretsEmu.Principals;
using SecretsEmu.State;

namespace SecretsEmu.Control;

/// <summary>Who is described, without secrets and without the texts of policies: those are in the user's file.</summary>
internal sealed record PrincipalsAnswer(IReadOnlyList<AccountAnswer> Accounts)
{
    public static PrincipalsAnswer Of(Snapshot state)
    {
        var keys = state.Rows(PrincipalTables.AccessKeys, Scope.Emulator).InOrder.ToLookup(key => (key.Account, key.UserName), key => key.AccessKeyId);
        return new([.. state.ScopesOf(PrincipalTables.Accounts)
            .SelectMany(scope => state.Rows(PrincipalTables.Accounts, scope).InOrder)
            .Select(account => AccountOf(account, state, keys))]);
    }

    private static AccountAnswer AccountOf(DescribedAccount account, Snapshot state, ILookup<(string Account, string UserName), string> keys)
    {
        var scope = PrincipalTables.ScopeOf(account.Account);
        return new(
            account.Account,
            account.Alias,
            account.OrganizationId,
            [.. account.ServiceControlPolicies.Select(policy => policy.Name)],
            [.. account.ManagedPolicies.Select(policy => policy.Arn)],
            [
                .. state.Rows(PrincipalTables.Users, scope).InOrder.Select(user => new UserAnswer(
                    user.Arn, user.UserId, [.. keys[(user.Account, user.Name)]], user.Tags, [.. user.IdentityPolicies.Select(policy => policy.Name)], user.Boundary?.Name)),
            ],
            [
                .. state.Rows(PrincipalTables.Roles, scope).InOrder.Select(role => new RoleAnswer(
                    role.Arn, role.RoleId, role.MaxSessionDurationSeconds, role.Tags, [.. role.IdentityPolicies.Select(policy => policy.Name)], role.Boundary?.Name)),
            ]);
    }
}

/// <summary>A described account. Policies are named by the words that denials are explained with.</summary>
internal sealed record AccountAnswer(
    string Id, string? Alias, string? OrganizationId, IReadOnlyList<string> Scps, IReadOnlyList<string> Policies,
    IReadOnlyList<UserAnswer> Users, IReadOnlyList<RoleAnswer> Roles);

internal sealed record UserAnswer(
    string Arn, string UserId, IReadOnlyList<string> AccessKeyIds, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Policies,
    string? PermissionsBoundary);

/// <param name="MaxSessionDuration">In seconds.</param>
internal sealed record RoleAnswer(
    string Arn, string RoleId, int MaxSessionDuration, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Policies, string? PermissionsBoundary);
