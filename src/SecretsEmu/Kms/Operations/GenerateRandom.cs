using SecretsEmu.Calls;
using SecretsEmu.Randomness;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Random bytes.</summary>
/// <remarks>Source: API reference, GenerateRandom (kms-iam-sts.md 2.5).</remarks>
internal sealed class GenerateRandom(IRandom random) : IRead<GenerateRandomRequest, NoContent, GenerateRandomResponse>, IValidate<GenerateRandomRequest>
{
    public void Validate(GenerateRandomRequest request)
    {
        if (request.NumberOfBytes is null)
        {
            throw KmsErrors.NumberOfBytesRequired.AsException();
        }
    }

    public Plan<NoContent> Plan(GenerateRandomRequest request, Snapshot state, RequestContext context) =>
        new(NoContent.Instance, KmsTarget.WithoutKey(KmsActions.GenerateRandom, context));

    public GenerateRandomResponse Answer(NoContent found, GenerateRandomRequest request, Snapshot state, RequestContext context) =>
        new() { Plaintext = random.Bytes(request.NumberOfBytes!.Value) };
}

internal sealed class GenerateRandomRequest
{
    /// <summary>1 to 1024; required in fact.</summary>
    [Range(1, 1024)] public int? NumberOfBytes { get; init; }

    /// <summary>1 to 64 characters.</summary>
    [Length(1, 64), NotEmulated("custom key stores")] public string? CustomKeyStoreId { get; init; }

    [NotEmulated("Nitro enclaves as recipients")] public RecipientInfo? Recipient { get; init; }
}

internal sealed class GenerateRandomResponse
{
    [Sensitive] public required byte[] Plaintext { get; init; }
}
