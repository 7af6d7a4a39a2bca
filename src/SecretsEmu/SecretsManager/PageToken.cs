using System.Buffers.Text;
using System.Text;

namespace SecretsEmu.SecretsManager;

/// <summary>
/// Where a list goes on: after which record, by its sort key and its identity, so that records made or removed between
/// two pages neither repeat nor skip another. It is only valid for the same question (secretsmanager.md 4.10).
/// </summary>
/// <param name="Question">What was asked: order and filters.</param>
/// <param name="SortKey">The last record's place in the order.</param>
/// <param name="Id">The last record itself, among those of the same sort key.</param>
internal readonly record struct PageToken(string Question, string SortKey, string Id)
{
    private const char Separator = '\n';

    /// <summary>The token of a request, or null when it has none.</summary>
    /// <exception cref="Calls.AwsErrorException">No page of this list gave it out.</exception>
    public static PageToken? Parse(string? token, string question)
    {
        if (token is null)
        {
            return null;
        }

        if (Base64Url.IsValid(token)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(Separator) is [var asked, var sortKey, var id]
            && asked == Fingerprint(question))
        {
            return new PageToken(question, sortKey, id);
        }

        throw SecretsManagerErrors.InvalidNextToken.AsException();
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Fingerprint(Question)}{Separator}{SortKey}{Separator}{Id}"));

    // Short whatever the filters, as a token has at most 4096 characters.
    private static string Fingerprint(string question) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 8));
}
