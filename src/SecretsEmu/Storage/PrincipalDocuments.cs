using System.Collections.Immutable;
using System.Text;
using LiteDB;
using SecretsEmu.Access;
using SecretsEmu.Kms;
using SecretsEmu.Principals;
using SecretsEmu.Randomness;

namespace SecretsEmu.Storage;

/// <summary>Accounts, users, roles, access keys and sessions. Secret access keys and session tokens are sealed with the root key.</summary>
internal sealed class PrincipalDocuments(RootKey rootKey, IRandom random)
{
    public IEnumerable<TableDocuments> Tables =>
    [
        new TableDocuments<DescribedAccount>(PrincipalTables.Accounts, Write, (_, id, document) => ReadAccount(id, document)),
        new TableDocuments<DescribedUser>(PrincipalTables.Users, Write, (scope, _, document) => ReadUser(scope.Account, document)),
        new TableDocuments<DescribedRole>(PrincipalTables.Roles, Write, (scope, _, document) => ReadRole(scope.Account, document)),
        new TableDocuments<AccessKey>(PrincipalTables.AccessKeys, Write, (_, id, document) => ReadAccessKey(id, document)),
        new TableDocuments<Session>(PrincipalTables.Sessions, Write, (_, id, document) => ReadSession(id, document)),
    ];

    private static BsonDocument Write(DescribedAccount account)
    {
        var document = new BsonDocument { ["policies"] = new BsonArray(account.ManagedPolicies.SelectMany(policy => new BsonValue[] { policy.Arn, policy.Text.Text })) };
        document.WriteUnlessNull("alias", account.Alias);
        document.WriteUnlessNull("organization", account.OrganizationId);
        document["scps"] = Write(account.ServiceControlPolicies);
        return document;
    }

    private static DescribedAccount ReadAccount(string id, BsonDocument document) => new()
    {
        Account = id,
        Alias = document["alias"].ReadTextOrNull(),
        OrganizationId = document["organization"].ReadTextOrNull(),
        ServiceControlPolicies = ReadPolicies(document["scps"]),
        ManagedPolicies = [.. Pairs(document["policies"]).Select(policy => new ManagedPolicy(policy.Key, PolicyText.OfIdentity(policy.Value)))],
    };

    private static BsonDocument Write(DescribedUser user)
    {
        var document = new BsonDocument { ["arn"] = user.Arn, ["policies"] = Write(user.IdentityPolicies), ["tags"] = Write(user.Tags) };
        document.WriteUnlessNull("boundary", WriteOrNull(user.Boundary));
        return document;
    }

    private static DescribedUser ReadUser(string account, BsonDocument document) => new()
    {
        Account = account,
        Name = PrincipalArn.Parse(document["arn"].AsString)!.Name,
        Arn = document["arn"].AsString,
        IdentityPolicies = ReadPolicies(document["policies"]),
        Boundary = ReadPolicyOrNull(document["boundary"]),
        Tags = ReadTags(document["tags"]),
    };

    private static BsonDocument Write(DescribedRole role)
    {
        var document = new BsonDocument
        {
            ["arn"] = role.Arn,
            ["trust"] = role.Trust.Text,
            ["policies"] = Write(role.IdentityPolicies),
            ["maxSession"] = role.MaxSessionDurationSeconds,
            ["tags"] = Write(role.Tags),
        };
        document.WriteUnlessNull("boundary", WriteOrNull(role.Boundary));
        return document;
    }

    private static DescribedRole ReadRole(string account, BsonDocument document) => new()
    {
        Account = account,
        Name = PrincipalArn.Parse(document["arn"].AsString)!.Name,
        Arn = document["arn"].AsString,
        Trust = PolicyText.OfTrust(document["trust"].AsString),
        IdentityPolicies = ReadPolicies(document["policies"]),
        Boundary = ReadPolicyOrNull(document["boundary"]),
        MaxSessionDurationSeconds = document["maxSession"].AsInt32,
        Tags = ReadTags(document["tags"]),
    };

    private BsonDocument Write(AccessKey key) => new()
    {
        ["account"] = key.Account,
        ["user"] = key.UserName,
        ["secret"] = Seal(key.SecretAccessKey, SecretOf(key.AccessKeyId)),
    };

    private AccessKey ReadAccessKey(string id, BsonDocument document) =>
        new(id, Open(document["secret"], SecretOf(id)), document["account"].AsString, document["user"].AsString);

    private BsonDocument Write(Session session)
    {
        var document = new BsonDocument
        {
            ["secret"] = Seal(session.SecretAccessKey, SecretOf(session.AccessKeyId)),
            ["token"] = Seal(session.SessionToken, TokenOf(session.AccessKeyId)),
            ["kind"] = session.Kind.ToString(),
            ["account"] = session.Account,
            ["of"] = session.Of,
            ["policies"] = Write(session.Policies),
            ["tags"] = Write(session.Tags),
            ["transitive"] = new BsonArray(session.TransitiveTagKeys.Select(key => new BsonValue(key))),
            ["issued"] = session.IssuedAt.Write(),
            ["expires"] = session.Expiration.Write(),
        };
        document.WriteUnlessNull("name", session.Name);
        document.WriteUnlessNull("source", session.SourceIdentity);
        return document;
    }

    private Session ReadSession(string id, BsonDocument document) => new()
    {
        AccessKeyId = id,
        SecretAccessKey = Open(document["secret"], SecretOf(id)),
        SessionToken = Open(document["token"], TokenOf(id)),
        Kind = Enum.Parse<PrincipalKind>(document["kind"].AsString),
        Account = document["account"].AsString,
        Of = document["of"].AsString,
        Name = document["name"].ReadTextOrNull(),
        Policies = ReadPolicies(document["policies"]),
        Tags = ReadTags(document["tags"]),
        TransitiveTagKeys = [.. document["transitive"].AsArray.Select(key => key.AsString)],
        SourceIdentity = document["source"].ReadTextOrNull(),
        IssuedAt = document["issued"].ReadTime(),
        Expiration = document["expires"].ReadTime(),
    };

    // The place where a sealed text stands is bound to it: a secret cannot be moved to another key.
    private static string SecretOf(string accessKeyId) => $"secret access key {accessKeyId}";

    private static string TokenOf(string accessKeyId) => $"session token {accessKeyId}";

    private BsonValue Seal(SecretText secret, string place)
    {
        var plaintext = Encoding.UTF8.GetBytes(secret.Reveal());
        var sealedText = new byte[plaintext.Length + SealedBytes.Overhead];
        SealedBytes.Seal(rootKey.Key, plaintext, Encoding.UTF8.GetBytes(place), random, sealedText);
        return sealedText;
    }

    private SecretText Open(BsonValue sealedText, string place)
    {
        var bytes = sealedText.AsBinary;
        return new(() => Encoding.UTF8.GetString(SealedBytes.Open(rootKey.Key, bytes, Encoding.UTF8.GetBytes(place))));
    }

    private static BsonArray Write(ImmutableArray<AttachedPolicy> policies) => new(policies.Select(Write));

    private static BsonArray Write(AttachedPolicy policy) => new(policy.Kind.ToString(), policy.Name, policy.Text.Text);

    private static BsonArray? WriteOrNull(AttachedPolicy? policy) => policy is null ? null : Write(policy);

    private static ImmutableArray<AttachedPolicy> ReadPolicies(BsonValue policies) => [.. policies.AsArray.Select(ReadPolicy)];

    private static AttachedPolicy ReadPolicy(BsonValue policy) =>
        new(Enum.Parse<PolicyKind>(policy[0].AsString), policy[1].AsString, PolicyText.OfIdentity(policy[2].AsString));

    private static AttachedPolicy? ReadPolicyOrNull(BsonValue policy) => policy.IsNull ? null : ReadPolicy(policy);

    private static BsonArray Write(ImmutableDictionary<string, string> tags) =>
        new(tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).SelectMany(tag => new BsonValue[] { tag.Key, tag.Value }));

    private static ImmutableDictionary<string, string> ReadTags(BsonValue tags) => Principal.NoTags.AddRange(Pairs(tags));

    private static IEnumerable<KeyValuePair<string, string>> Pairs(BsonValue flat) =>
        flat.AsArray.Chunk(2).Select(pair => KeyValuePair.Create(pair[0].AsString, pair[1].AsString));
}
