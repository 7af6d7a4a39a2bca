using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.Signing;

namespace SecretsEmu.Pipeline;

/// <summary>
/// Strict mode: a request must be signed by a key that is known here, now, and for what it asks. The order of its
/// refusals is that of AWS's front end (kms-iam-sts.md 1.4, rows 3 to 16).
/// </summary>
/// <param name="find">From an access key id to what was issued with it; null for a key that is not known.</param>
/// <param name="wall">Dates of signatures are the machine's, never the emulator's.</param>
/// <param name="skew">How far the client's clock may be off, either way.</param>
internal sealed class SignatureCheck(Func<string, KnownCredentials?> find, TimeProvider wall, TimeSpan skew)
{
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const int DayDigits = 8;

    // Inferred: as long as a presigned request of other services may be good for.
    private static readonly TimeSpan LongestExpiry = TimeSpan.FromDays(7);

    private readonly SigningKeys _keys = new();

    /// <exception cref="AwsErrorException">The first rule that the signature breaks.</exception>
    public void Run(Call call)
    {
        if (call.Operation!.IsUnsigned)
        {
            // Nobody verified whom a signature names.
            call.Authorization = null;
            return;
        }

        var request = WireRequestOf(call);
        var claim = ClaimOf(request);
        RequireDate(claim);
        if (!claim.SignsHost)
        {
            throw SignatureErrors.HostNotSigned.AsException();
        }

        if (claim.Algorithm != AmzNames.HmacSha256)
        {
            throw SignatureErrors.UnsupportedAlgorithm(claim.Algorithm).AsException();
        }

        var scope = CredentialScope.Read(claim.Credential) ?? throw SignatureErrors.CredentialParts(claim.Credential).AsException();
        RequireScope(scope, claim, call.Service!);
        var known = find(scope.AccessKeyId) ?? throw SignatureErrors.UnknownKey.AsException();
        if (Signature.Verify(request, claim, scope, _keys.Find(known.SecretAccessKey.Reveal(), scope)) is { } mismatch)
        {
            throw SignatureErrors.Differs(mismatch.CanonicalRequest, mismatch.StringToSign).AsException();
        }

        if (!HasToken(claim, known))
        {
            throw SignatureErrors.WrongSessionToken.AsException();
        }

        // What was verified decides who calls, whatever else the header says.
        call.Authorization = new AuthorizationHeader(scope.AccessKeyId, scope.Region, scope.Service);
    }

    private static WireRequest WireRequestOf(Call call) =>
        new(call.Http.Method, call.Http.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, call.Http.Headers, call.Body);

    private static SignatureClaim ClaimOf(WireRequest request)
    {
        var header = request.Header("Authorization").ToString();
        var presigned = SignatureClaim.InQuery(request.Query);
        if (header.Length > 0 && presigned is not null)
        {
            throw SignatureErrors.SignedTwice.AsException();
        }

        if (presigned is not null)
        {
            RequireParameters(presigned);
            return presigned;
        }

        if (!header.StartsWith(SignatureClaim.Prefix, StringComparison.Ordinal))
        {
            throw SignatureErrors.MissingToken.AsException();
        }

        var claim = SignatureClaim.InHeader(header, request);
        RequireParts(claim, header);
        return claim;
    }

    private static void RequireParts(SignatureClaim claim, string header)
    {
        if (claim.StrayPiece is { } piece)
        {
            throw SignatureErrors.NotAPair(piece, header).AsException();
        }

        if (claim is { Credential: "" } or { Signature: "" } or { SignedHeaders: "" } or { Date: "" })
        {
            throw SignatureErrors.MissingParts(
                Absent(("Credential", claim.Credential), ("Signature", claim.Signature), ("SignedHeaders", claim.SignedHeaders)),
                claim.Date is "",
                header).AsException();
        }
    }

    private static void RequireParameters(SignatureClaim claim)
    {
        if (claim is { Algorithm: "" } or { Credential: "" } or { Signature: "" } or { SignedHeaders: "" } or { Date: "" })
        {
            throw SignatureErrors.MissingParameters(Absent(
                (AmzNames.Algorithm, claim.Algorithm), (AmzNames.Credential, claim.Credential), (AmzNames.Signature, claim.Signature),
                (AmzNames.SignedHeaders, claim.SignedHeaders), (AmzNames.Date, claim.Date))).AsException();
        }
    }

    private static IEnumerable<string> Absent(params IEnumerable<(string Name, string Value)> parts) =>
        parts.Where(part => part.Value is "").Select(part => part.Name);

    private void RequireDate(SignatureClaim claim)
    {
        if (!DateTimeOffset.TryParseExact(
            claim.Date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
        {
            throw SignatureErrors.DateFormat(claim.Date).AsException();
        }

        // In whole seconds, as the dates of signatures are: the sentence must not contradict itself.
        var now = wall.GetUtcNow();
        now = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var age = AgeOf(claim);
        if (date < now - age)
        {
            throw SignatureErrors.Expired(claim.Date, Text(now - age), Text(now), Minutes(age)).AsException();
        }

        if (date > now + skew)
        {
            throw SignatureErrors.NotYetCurrent(claim.Date, Text(now + skew), Text(now), Minutes(skew)).AsException();
        }
    }

    // Inferred: a presigned request is good for as long as it says, and never for less than one that is sent at once.
    private TimeSpan AgeOf(SignatureClaim claim) =>
        claim.Expires is not { } expires || expires < skew ? skew
        : expires < LongestExpiry ? expires
        : LongestExpiry;

    private static void RequireScope(CredentialScope scope, SignatureClaim claim, Service service)
    {
        var (isRegion, isService) = (Callers.IsRegion(scope.Region), scope.Service == service.SigningName);
        var (isEnd, isDay) = (scope.Terminator == AmzNames.Terminator, claim.Date.AsSpan(0, DayDigits).SequenceEqual(scope.Date));
        if (!isRegion || !isService || !isEnd || !isDay)
        {
            throw SignatureErrors.WrongScope(
                isRegion ? "" : SignatureErrors.WrongRegion(scope.Region),
                isService ? "" : SignatureErrors.WrongService(service.SigningName),
                isEnd ? "" : SignatureErrors.WrongTerminator(scope.Terminator),
                isDay ? "" : SignatureErrors.WrongDate(scope.Date, claim.Date[..DayDigits], claim.Date)).AsException();
        }
    }

    // A token beside a long-term key was not issued with it.
    private static bool HasToken(SignatureClaim claim, KnownCredentials known) =>
        claim.SessionToken is null ? known.SessionToken is null : known.SessionToken is { } issued && Signature.Equal(claim.SessionToken, issued.Reveal());

    private static string Text(DateTimeOffset time) => time.ToString(DateFormat, CultureInfo.InvariantCulture);

    private static string Minutes(TimeSpan time) => time.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture);
}
