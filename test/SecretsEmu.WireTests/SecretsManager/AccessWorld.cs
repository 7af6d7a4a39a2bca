using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>An emulator whose accounts have described users, for tests about who may do what with secrets and their keys.</summary>
internal sealed class AccessWorld : IAsyncDisposable
{
    public const string Owner = "111111111111";
    public const string Other = "222222222222";
    public const string KmsDenied = "Access to KMS is not allowed";

    private const string AccessKey = "AKIAAPP0000000000000";

    private readonly Emulator _emulator;

    private AccessWorld(Emulator emulator) => _emulator = emulator;

    /// <summary>The root of the account that owns secrets and keys; nobody described it, so it is trusted.</summary>
    public SecretsClient Root => _emulator.Secrets.As(Owner);

    /// <summary>The described user <c>app</c>.</summary>
    public SecretsClient App => _emulator.Secrets.As(AccessKey);

    public static async Task<AccessWorld> Start() => new(await Emulator.Start());

    /// <summary>Describes the user <c>app</c> of an account, with exactly these statements.</summary>
    public async Task Describe(string account, params string[] statements) =>
        (await _emulator.Ask("PUT", "/_emulator/principals", $$"""
            {"accounts":[{"id":"{{account}}","users":[{"name":"app","accessKeyId":"{{AccessKey}}","secretAccessKey":"secret",
            "policies":[{"name":"app","document":{{Policy(statements)}}}]}]}]}
            """)).Status.ShouldBe(200);

    /// <summary>A key of the owner; its ARN. Without statements it has the default policy, which leaves it to the account.</summary>
    public async Task<string> Key(params string[] statements) =>
        (await Kms("CreateKey", statements.Length == 0 ? [] : new JsonObject { ["Policy"] = Policy(statements), ["BypassPolicyLockoutSafetyCheck"] = true }))
            .Json.GetProperty("KeyMetadata").GetProperty("Arn").GetString()!;

    /// <summary>A key of the owner in another region, with the default policy; its ARN.</summary>
    public async Task<string> KeyIn(string region) =>
        (await new KmsClient(_emulator.Client.As(Owner, region)).Call("CreateKey")).Json.GetProperty("KeyMetadata").GetProperty("Arn").GetString()!;

    public async Task<WireAnswer> Kms(string operation, JsonObject members)
    {
        var answer = await _emulator.Client.As(Owner).Send("kms", members.ToJsonString(), ("X-Amz-Target", $"TrentService.{operation}"));
        answer.Status.ShouldBe(200, answer.Body);
        return answer;
    }

    /// <summary>Lets a waiting period pass.</summary>
    public Task Pass(TimeSpan time) => _emulator.Server.Clock.AdvanceAsync(time);

    /// <summary>A secret of the owner under a key; its ARN.</summary>
    public async Task<string> Secret(string name, string? keyId = null, string value = "one", string? token = null) =>
        (await Root.Create(name, value, token, new JsonObject { ["KmsKeyId"] = keyId })).Text("ARN");

    public static string Policy(params string[] statements) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    /// <summary>A statement of an identity policy.</summary>
    public static string Allow(string action, string resource = "*", string? condition = null) =>
        $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"{{(condition is null ? "" : $",\"Condition\":{condition}")}}}""";

    /// <summary>A statement of a resource or key policy.</summary>
    public static string For(string principal, string action, string effect = "Allow", string? condition = null) =>
        $$"""{"Effect":"{{effect}}","Principal":{"AWS":"{{principal}}"},"Action":"{{action}}","Resource":"*"{{(condition is null ? "" : $",\"Condition\":{condition}")}}}""";

    /// <summary>The sentence of a refusal of the user <c>app</c>.</summary>
    public static string Denied(string account, string action, string? resource, string reason) =>
        $"User: arn:aws:iam::{account}:user/app is not authorized to perform: {action}{(resource is null ? "" : $" on resource: {resource}")} {reason}";

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
