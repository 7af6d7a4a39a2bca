using System.Globalization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The completed rotations of a key, oldest first, and on request its first material.</summary>
/// <remarks>Source: API reference, ListKeyRotations (kms-iam-sts.md 2.5).</remarks>
internal sealed class ListKeyRotations : IRead<ListKeyRotationsRequest, FoundKey, ListKeyRotationsResponse>
{
    private const int DefaultPage = 100;
    private const string AllKeyMaterial = "ALL_KEY_MATERIAL";

    public Plan<FoundKey> Plan(ListKeyRotationsRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.ListKeyRotations, KeyIdUse.KeyOnly, state, context);

    public ListKeyRotationsResponse Answer(FoundKey found, ListKeyRotationsRequest request, Snapshot state, RequestContext context)
    {
        var key = found.OrThrow();
        if (key.KeySpec != KeySpecs.SymmetricDefault)
        {
            throw KmsErrors.UnsupportedOperation.AsException();
        }

        var all = request.IncludeKeyMaterial == AllKeyMaterial;
        var materials = key.Materials.Index().Where(each => all || each.Item.Rotation != RotationType.None);
        var page = Page.Of(
            materials, each => each.Index.ToString("D6", CultureInfo.InvariantCulture), $"rotations {key.Arn} {all}", request.Limit ?? DefaultPage, request.Marker, KmsErrors.InvalidMarker);
        return new()
        {
            NextMarker = page.NextMarker,
            Rotations = [.. page.Entries.Select(each => RotationsListEntry.Of(key, each.Item))],
            Truncated = page.Truncated,
        };
    }
}

internal sealed class ListKeyRotationsRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    [OneOf("ALL_KEY_MATERIAL", "ROTATIONS_ONLY")] public string? IncludeKeyMaterial { get; init; }

    /// <summary>1 to 1000; 100 when absent.</summary>
    [Range(1, 1000)] public int? Limit { get; init; }

    /// <summary>From the page before; 1 to 1024 characters.</summary>
    [Length(1, 1024), Pattern(@"[\u0020-\u00FF]*")] public string? Marker { get; init; }
}

internal sealed class ListKeyRotationsResponse
{
    public string? NextMarker { get; init; }

    public required IReadOnlyList<RotationsListEntry> Rotations { get; init; }

    public required bool Truncated { get; init; }
}

internal sealed class RotationsListEntry
{
    /// <summary>The bare id.</summary>
    public required string KeyId { get; init; }

    /// <summary>64 hex digits.</summary>
    public required string KeyMaterialId { get; init; }

    /// <summary><c>CURRENT</c> or <c>NON_CURRENT</c>.</summary>
    public required string KeyMaterialState { get; init; }

    /// <summary>Absent for the first material.</summary>
    public DateTimeOffset? RotationDate { get; init; }

    /// <summary><c>AUTOMATIC</c> or <c>ON_DEMAND</c>; absent for the first material.</summary>
    public string? RotationType { get; init; }

    public static RotationsListEntry Of(KmsKey key, KeyMaterial material) => new()
    {
        KeyId = key.KeyId,
        KeyMaterialId = material.Id,
        KeyMaterialState = material == key.CurrentMaterial ? "CURRENT" : "NON_CURRENT",
        RotationDate = material.Rotation == Kms.RotationType.None ? null : material.CreationDate,
        RotationType = material.Rotation switch
        {
            Kms.RotationType.Automatic => "AUTOMATIC",
            Kms.RotationType.OnDemand => "ON_DEMAND",
            _ => null,
        },
    };
}
