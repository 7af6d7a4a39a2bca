using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Sts.Operations;

/// <summary>Whose an access key is: of the keys that the emulator knows, else the account that is written in the id.</summary>
/// <remarks>Source: STS API reference, GetAccessKeyInfo (kms-iam-sts.md 1.6, 6.2). Inferred: any caller may ask.</remarks>
internal sealed class GetAccessKeyInfo : IRead<GetAccessKeyInfoRequest, string?, GetAccessKeyInfoResponse>
{
    public Plan<string?> Plan(GetAccessKeyInfoRequest request, Snapshot state, RequestContext context)
    {
        var id = request.AccessKeyId!;
        return new(
            state.Find(PrincipalTables.AccessKeys, Scope.Emulator, id)?.Account
            ?? state.Find(PrincipalTables.Sessions, Scope.Emulator, id)?.Account
            ?? AccessKeyIds.AccountOf(id));
    }

    public GetAccessKeyInfoResponse Answer(string? found, GetAccessKeyInfoRequest request, Snapshot state, RequestContext context) =>
        new() { Account = found ?? throw StsErrors.Invalid(request.AccessKeyId!).AsException() };
}

internal sealed class GetAccessKeyInfoRequest
{
    /// <summary>16 to 128 letters, digits and underscores.</summary>
    [NotNull, Length(16, 128), Pattern(Patterns.AccessKeyId)]
    public string? AccessKeyId { get; init; }
}

internal sealed class GetAccessKeyInfoResponse
{
    /// <summary>Twelve digits.</summary>
    public required string Account { get; init; }
}
