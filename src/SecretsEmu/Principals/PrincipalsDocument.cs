using SecretsEmu.State;

namespace SecretsEmu.Principals;

/// <summary>A principals file, read and checked.</summary>
internal sealed record PrincipalsDocument(
    IReadOnlyList<DescribedAccount> Accounts, IReadOnlyList<DescribedUser> Users, IReadOnlyList<DescribedRole> Roles, IReadOnlyList<AccessKey> AccessKeys)
{
    /// <summary>Puts these in the place of all that were described before. Sessions stay; whom they stand for is looked up anew with each request.</summary>
    public void Apply(UnitOfWork unit)
    {
        RemoveAll(unit, PrincipalTables.Accounts);
        RemoveAll(unit, PrincipalTables.Users);
        RemoveAll(unit, PrincipalTables.Roles);
        RemoveAll(unit, PrincipalTables.AccessKeys);
        foreach (var account in Accounts)
        {
            unit.Put(PrincipalTables.Accounts, PrincipalTables.ScopeOf(account.Account), account);
        }

        foreach (var user in Users)
        {
            unit.Put(PrincipalTables.Users, PrincipalTables.ScopeOf(user.Account), user);
        }

        foreach (var role in Roles)
        {
            unit.Put(PrincipalTables.Roles, PrincipalTables.ScopeOf(role.Account), role);
        }

        foreach (var key in AccessKeys)
        {
            unit.Put(PrincipalTables.AccessKeys, Scope.Emulator, key);
        }
    }

    private static void RemoveAll<T>(UnitOfWork unit, Table<T> table)
        where T : class
    {
        foreach (var scope in unit.State.ScopesOf(table).ToList())
        {
            foreach (var record in unit.State.Rows(table, scope).InOrder)
            {
                unit.Remove(table, scope, table.Key(record));
            }
        }
    }
}
