using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.State;

namespace SecretsEmu.Faults;

/// <summary>Which requests a fault is for.</summary>
/// <param name="Service">The service.</param>
/// <param name="Operation">One of its operations; null for all.</param>
/// <param name="Secret">Only requests that name this secret: a name in every account and region, an ARN in its own. Null for all.</param>
internal sealed record FaultScope(Service Service, Operation? Operation, string? Secret)
{
    private static readonly string[] SecretMembers = ["SecretId", "Name", "SecretIdList"];

    /// <summary>The members of an operation that name secrets.</summary>
    public static IEnumerable<string> SecretMembersOf(Operation operation) => SecretMembers.Where(member => operation.Shape.Find(member) is not null);

    /// <summary>The secrets that a call to another service reads.</summary>
    public static IEnumerable<GetSecretValueRequest> ReadsOf(Call call) => (call.Request as IReadsSecrets)?.SecretReads ?? [];

    /// <summary>Whether a call is of this scope's operation, or reads secrets by it.</summary>
    public bool CoversOperation(Call call) =>
        call.Service == Service ? Operation is null || Operation == call.Operation : IsOfReads && ReadsOf(call).Any();

    /// <summary>Whether the operation and the secret are this scope's.</summary>
    public bool Covers(Call call) =>
        CoversOperation(call) && (Secret is null || SecretIdsOf(call).Any(id => CoversSecret(id, call.Context!.Scope)));

    /// <summary>Whether a name or an ARN means this scope's secret, however either is spelt.</summary>
    /// <param name="secretId">As a request has it.</param>
    /// <param name="caller">Where a bare name is looked up.</param>
    public bool CoversSecret(string secretId, Scope caller)
    {
        if (Secret is null)
        {
            return true;
        }

        var (wanted, asked) = (SecretId.Parse(Secret), SecretId.Parse(secretId));
        if (!NameOf(wanted).SequenceEqual(NameOf(asked)))
        {
            return false;
        }

        if (wanted.Kind == SecretIdKind.FullArn && asked.Kind == SecretIdKind.FullArn)
        {
            return Secret == secretId;
        }

        var isName = asked.Kind == SecretIdKind.Name;
        return wanted.Kind == SecretIdKind.Name
            || (wanted.Account.SequenceEqual(isName ? caller.Account : asked.Account) && wanted.Region.SequenceEqual(isName ? caller.Region : asked.Region));
    }

    public override string ToString() => $"{Service.SigningName}:{Operation?.Name ?? "*"}{(Secret is null ? "" : $" for {Secret}")}";

    private bool IsOfReads => $"{Service.SigningName}:{Operation?.Name ?? nameof(GetSecretValue)}" == Actions.GetSecretValue;

    private static IEnumerable<string> SecretIdsOf(Call call) =>
        ReadsOf(call).Select(read => read.SecretId!).Concat(SecretMembersOf(call.Operation!).SelectMany(member => call.Operation!.Shape.Find(member)!.Get(call.Request!) switch
        {
            string id => [id],
            IEnumerable<string> ids => ids,
            _ => [],
        }));

    private static ReadOnlySpan<char> NameOf(SecretId id) =>
        id.Kind == SecretIdKind.FullArn ? id.Remainder[..^(SecretArn.SuffixLength + 1)] : id.Remainder;
}
