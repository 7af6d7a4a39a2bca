using System.Globalization;
using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>The versions of a secret, oldest first. Works on a secret that waits for its deletion.</summary>
/// <remarks>Source: API reference, ListSecretVersionIds (secretsmanager.md 4.11).</remarks>
internal sealed class ListSecretVersionIds(AccessNotes notes)
    : IRead<ListSecretVersionIdsRequest, Found<Secret>, ListSecretVersionIdsResponse>
{
    private const int DefaultPage = 100;

    public Plan<Found<Secret>> Plan(ListSecretVersionIdsRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.ListSecretVersionIds, state, context);

    public ListSecretVersionIdsResponse Answer(
        Found<Secret> found, ListSecretVersionIdsRequest request, Snapshot state, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound);
        var deprecated = request.IncludeDeprecated ?? false;
        var question = $"{secret.Arn}\0{deprecated}";
        var after = PageToken.Parse(request.NextToken, question);
        var size = request.MaxResults ?? DefaultPage;
        // Inferred: the order is not known; by age it is stable.
        var page = secret.Versions
            .Where(version => deprecated || !secret.Labels.IsDeprecated(version.VersionId))
            .OrderBy(SortKey, StringComparer.Ordinal).ThenBy(version => version.VersionId, StringComparer.Ordinal)
            .Where(version => after is not { } last || IsBehind(version, last))
            .Take(size + 1)
            .ToList();
        var next = page.Count > size ? new PageToken(question, SortKey(page[size - 1]), page[size - 1].VersionId).ToString() : null;
        return new()
        {
            Arn = secret.Arn,
            Name = secret.Name,
            NextToken = next,
            Versions = [.. page.Take(size).Select(version => Entry(secret, version, state))],
        };
    }

    private SecretVersionsListEntry Entry(Secret secret, SecretVersion version, Snapshot state) => new()
    {
        CreatedDate = version.CreatedDate,
        KmsKeyIds = SecretKey.Of(secret, version, state),
        LastAccessedDate = notes.LastAccessedDate(secret, version),
        VersionId = version.VersionId,
        VersionStages = secret.Labels.LabelsOf(version.VersionId) is { IsEmpty: false } labels ? labels : null,
    };

    private static string SortKey(SecretVersion version) =>
        version.CreatedDate.ToUnixTimeMilliseconds().ToString("D15", CultureInfo.InvariantCulture);

    private static bool IsBehind(SecretVersion version, PageToken last) =>
        string.CompareOrdinal(SortKey(version), last.SortKey) is var place
        && (place > 0 || (place == 0 && string.CompareOrdinal(version.VersionId, last.Id) > 0));
}

internal sealed class ListSecretVersionIdsRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>1 to 100; 100 when absent.</summary>
    [Range(1, 100)] public int? MaxResults { get; init; }

    /// <summary>From the page before; 1 to 4096 characters.</summary>
    [Length(1, 4096)] public string? NextToken { get; init; }

    /// <summary>Whether versions without a label are listed.</summary>
    public bool? IncludeDeprecated { get; init; }
}

internal sealed class ListSecretVersionIdsResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }

    public string? NextToken { get; init; }

    public required IReadOnlyList<SecretVersionsListEntry> Versions { get; init; }
}

internal sealed class SecretVersionsListEntry
{
    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>The keys that the version can be read under, newest first.</summary>
    public required IReadOnlyList<string> KmsKeyIds { get; init; }

    public DateTimeOffset? LastAccessedDate { get; init; }

    public required string VersionId { get; init; }

    /// <summary>Absent for a deprecated version.</summary>
    public IReadOnlyList<string>? VersionStages { get; init; }
}
