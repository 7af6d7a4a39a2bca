using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SecretsEmu.Bench.Load;

/// <summary>
/// The bytes of one HTTP request to Secrets Manager; every <c>########</c> in its body becomes the number of the request, in eight digits,
/// and every <c>@@@@@@@@</c> that number modulo the number of secrets.
/// </summary>
/// <remarks>
/// Written once and patched in place, so that a request costs the client next to nothing. Not for two threads at a time.
/// The signature is a constant: it has the shape of a real one, and no server verifies it but one in strict mode.
/// </remarks>
internal sealed class RequestTemplate : IRequests
{
    private const string Slot = "########";
    private const string SecretSlot = "@@@@@@@@";
    private readonly byte[] _bytes;
    private readonly List<int> _slots;
    private readonly List<int> _secretSlots;
    private readonly int _secrets;

    private RequestTemplate(string operation, string body, int secrets = 1, string region = "us-east-1")
    {
        _secrets = secrets;
        _bytes = ServiceOperation.SecretsManager(operation).Request(
            "20260101T000000Z",
            $"AWS4-HMAC-SHA256 Credential=test/20260101/{region}/secretsmanager/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature={new string('0', 64)}",
            body);
        var text = Encoding.UTF8.GetString(_bytes);
        (_slots, _secretSlots) = (PlacesOf(text, Slot), PlacesOf(text, SecretSlot));
    }

    public static RequestTemplate CreateSecret() => new("CreateSecret",
        """{"Name":"bench/secret-########","SecretString":"{\"username\":\"app\",\"password\":\"EXAMPLE-PASSWORD\"}","ClientRequestToken":"bench-token-of-a-created-secret-########"}""");

    /// <summary>The same with a replica in each region.</summary>
    public static RequestTemplate CreateReplicatedSecret(IEnumerable<string> regions) => new("CreateSecret",
        $$"""{"Name":"bench/secret-########","SecretString":"{\"username\":\"app\",\"password\":\"EXAMPLE-PASSWORD\"}","ClientRequestToken":"bench-token-of-a-created-secret-########","AddReplicaRegions":[{{string.Join(',', regions.Select(region => $"{{\"Region\":\"{region}\"}}"))}}]}""");

    /// <summary>The version of secret 0 that <see cref="PutSecretValue"/> writes in run 0: a 200 once it is in the region.</summary>
    public static RequestTemplate GetVersion(string region) => new("GetSecretValue",
        $$"""{"SecretId":"bench/secret-@@@@@@@@","VersionId":"bench-token-{{0:D16}}-########"}""", secrets: 1, region);

    public static RequestTemplate GetSecretValue() => new("GetSecretValue", """{"SecretId":"bench/secret-########"}""");

    /// <summary>A new version of each secret in turn; <paramref name="run"/> keeps the tokens of two runs apart.</summary>
    /// <remarks>A secret takes about a hundred versions a day and then refuses, so writing needs many secrets.</remarks>
    public static RequestTemplate PutSecretValue(int secrets, int run) => new("PutSecretValue", string.Create(CultureInfo.InvariantCulture,
        $$"""{"SecretId":"bench/secret-@@@@@@@@","SecretString":"{\"username\":\"app\",\"password\":\"EXAMPLE-PASSWORD\"}","ClientRequestToken":"bench-token-{{run:D16}}-########"}"""), secrets);

    /// <summary>The function of <see cref="PluginFolder"/> for each secret in turn, at once.</summary>
    public static RequestTemplate RotateSecret(int secrets) => new("RotateSecret",
        $$"""{"SecretId":"bench/secret-@@@@@@@@","ClientRequestToken":"bench-token-of-a-rotation-########","RotationLambdaARN":"{{PluginFolder.FunctionArn}}"}""", secrets);

    /// <summary>The same every thirty days, tested now and rotated at the first window.</summary>
    public static RequestTemplate ScheduleRotation() => new("RotateSecret",
        $$"""{"SecretId":"bench/secret-########","ClientRequestToken":"bench-token-of-a-schedule-########","RotationLambdaARN":"{{PluginFolder.FunctionArn}}","RotationRules":{"AutomaticallyAfterDays":30},"RotateImmediately":false}""");

    public static RequestTemplate ListSecrets(int maxResults, string? nextToken = null) => new("ListSecrets", string.Create(CultureInfo.InvariantCulture,
        $$"""{"MaxResults":{{maxResults}}{{(nextToken is null ? "" : $",\"NextToken\":\"{JsonEncodedText.Encode(nextToken)}\"")}}}"""));

    public ReadOnlySpan<byte> Numbered(long number)
    {
        Fill(_slots, number);
        Fill(_secretSlots, number % _secrets);
        return _bytes;
    }

    private void Fill(List<int> slots, long number)
    {
        foreach (var slot in slots)
        {
            number.TryFormat(_bytes.AsSpan(slot, Slot.Length), out _, "D8", CultureInfo.InvariantCulture);
        }
    }

    private static List<int> PlacesOf(string text, string slot)
    {
        var places = new List<int>();
        for (var at = text.IndexOf(slot, StringComparison.Ordinal); at >= 0; at = text.IndexOf(slot, at + slot.Length, StringComparison.Ordinal))
        {
            places.Add(at);
        }

        return places;
    }
}
