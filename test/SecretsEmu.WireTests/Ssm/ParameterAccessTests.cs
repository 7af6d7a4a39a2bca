using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Ssm;

/// <summary>Who may do what with parameters: identity policies, condition keys, and the sides of KMS and Secrets Manager.</summary>
public sealed class ParameterAccessTests
{
    private const string Account = "111122223333";
    private const string AccessKey = "AKIAAPP0000000000000";
    private const string Arn = $"arn:aws:ssm:us-east-1:{Account}:parameter";

    [Test]
    public async Task A_policy_names_parameters_by_their_ARN()
    {
        await using var emulator = await World(Allow("ssm:GetParameter", $"{Arn}/app/*"));
        await emulator.Ssm.As(Account).Put("/app/db", "one");
        await emulator.Ssm.As(Account).Put("/other/db", "one");
        var app = emulator.Ssm.As(AccessKey);

        (await app.Get("/app/db")).Status.ShouldBe(200);
        (await app.Get("/app/db:1")).Status.ShouldBe(200);
        (await app.Get("/other/db")).ShouldBeError("AccessDeniedException", Denied("ssm:GetParameter", $"{Arn}/other/db"));
        // Nor does a refusal tell what exists.
        (await app.Get("/other/none")).ShouldBeError("AccessDeniedException", Denied("ssm:GetParameter", $"{Arn}/other/none"));
        (await app.Put("/app/db", "two")).ShouldBeError("AccessDeniedException", Denied("ssm:PutParameter", $"{Arn}/app/db"));
    }

    [Test]
    public async Task GetParameters_needs_all_of_its_names()
    {
        await using var emulator = await World(Allow("ssm:GetParameters", $"{Arn}/app/*"));
        await emulator.Ssm.As(Account).Put("/app/db", "one");
        var app = emulator.Ssm.As(AccessKey);

        (await app.Call("GetParameters", """{"Names":["/app/db","/app/none"]}""")).Status.ShouldBe(200);
        (await app.Call("GetParameters", """{"Names":["/app/db","/other/db"]}""")).ShouldBeError("AccessDeniedException", Denied("ssm:GetParameters", $"{Arn}/other/db"));
    }

    [Test]
    public async Task GetParametersByPath_is_decided_on_the_path_alone()
    {
        // Verified: AWS's own page, "How Parameter Store authorizes parameter retrieval".
        await using var emulator = await World(
            Allow("ssm:GetParametersByPath", $"{Arn}/app"), """{"Effect":"Deny","Action":"ssm:GetParameter*","Resource":"arn:aws:ssm:*:*:parameter/app/secret"}""");
        await emulator.Ssm.As(Account).Put("/app/secret", "one");
        var app = emulator.Ssm.As(AccessKey);

        SsmClient.Names(await app.Call("GetParametersByPath", """{"Path":"/app"}""")).ShouldBe(["/app/secret"]);
        (await app.Get("/app/secret")).ShouldBeError("AccessDeniedException", ExplicitlyDenied("ssm:GetParameter", $"{Arn}/app/secret"));
        // Verified: field, terraform-aws-control_tower_account_factory 174: the slash is part of the ARN.
        (await app.Call("GetParametersByPath", """{"Path":"/app/"}""")).ShouldBeError("AccessDeniedException", Denied("ssm:GetParametersByPath", $"{Arn}/app/"));
    }

    [Test]
    public async Task DescribeParameters_is_asked_on_no_single_parameter()
    {
        await using var narrow = await World(Allow("ssm:DescribeParameters", $"{Arn}/*"));
        await using var wide = await World(Allow("ssm:DescribeParameters", "*"));

        (await narrow.Ssm.As(AccessKey).Call("DescribeParameters", "{}")).ShouldBeError(
            "AccessDeniedException", Denied("ssm:DescribeParameters", $"arn:aws:ssm:us-east-1:{Account}:*"));
        (await wide.Ssm.As(AccessKey).Call("DescribeParameters", "{}")).Status.ShouldBe(200);
    }

    [TestCase("""{"StringEquals":{"ssm:Overwrite":"true"}}""", "\"Overwrite\":true", false)]
    [TestCase("""{"StringEquals":{"ssm:Overwrite":"true"}}""", null, true)]
    [TestCase("""{"StringEquals":{"ssm:Policies":"true"}}""", """ "Tier":"Advanced","Policies":"[]" """, false)]
    [TestCase("""{"StringEquals":{"aws:RequestTag/team":"red"}}""", """ "Tags":[{"Key":"team","Value":"red"}] """, false)]
    [TestCase("""{"StringEquals":{"aws:RequestTag/team":"red"}}""", """ "Tags":[{"Key":"team","Value":"blue"}] """, true)]
    public async Task A_condition_asks_for_members_of_PutParameter(string condition, string? more, bool isAllowed)
    {
        await using var emulator = await World(
            Allow("ssm:*", "*"), $$"""{"Effect":"Deny","Action":"ssm:PutParameter","Resource":"*","Condition":{{condition}}}""");

        var answer = await emulator.Ssm.As(AccessKey).Put("db", "one", more: more);

        if (isAllowed)
        {
            answer.Status.ShouldBe(200, answer.Body);
        }
        else
        {
            answer.ShouldBeError("AccessDeniedException", ExplicitlyDenied("ssm:PutParameter", $"{Arn}/db"));
        }
    }

    [Test]
    public async Task A_condition_asks_whether_a_path_is_read_to_its_end()
    {
        await using var emulator = await World(
            Allow("ssm:*", "*"), """{"Effect":"Deny","Action":"ssm:GetParametersByPath","Resource":"*","Condition":{"StringEquals":{"ssm:Recursive":"true"}}}""");
        var app = emulator.Ssm.As(AccessKey);

        (await app.Call("GetParametersByPath", """{"Path":"/app"}""")).Status.ShouldBe(200);
        (await app.Call("GetParametersByPath", """{"Path":"/app","Recursive":true}""")).ShouldBeError(
            "AccessDeniedException", ExplicitlyDenied("ssm:GetParametersByPath", $"{Arn}/app"));
    }

    [TestCase("aws:ResourceTag/team")]
    [TestCase("ssm:resourceTag/team")]
    public async Task A_condition_asks_for_tags_of_the_parameter(string key)
    {
        await using var emulator = await World(Allow("ssm:GetParameter", "*", $$$"""{"StringEquals":{"{{{key}}}":"blue"}}"""));
        await emulator.Ssm.As(Account).Put("blue", "one", more: """ "Tags":[{"Key":"team","Value":"blue"}] """);
        await emulator.Ssm.As(Account).Put("red", "one", more: """ "Tags":[{"Key":"team","Value":"red"}] """);
        var app = emulator.Ssm.As(AccessKey);

        (await app.Get("blue")).Status.ShouldBe(200);
        (await app.Get("red")).ShouldBeError("AccessDeniedException", Denied("ssm:GetParameter", $"{Arn}/red"));
    }

    [Test]
    public async Task Tags_of_a_new_parameter_need_a_permission_of_their_own()
    {
        await using var emulator = await World(Allow("ssm:PutParameter", "*"));
        var app = emulator.Ssm.As(AccessKey);

        (await app.Put("db", "one", more: """ "Tags":[{"Key":"team","Value":"blue"}] """)).ShouldBeError("AccessDeniedException", Denied("ssm:AddTagsToResource", $"{Arn}/db"));
        (await app.Put("db", "one")).Status.ShouldBe(200);
    }

    [Test]
    public async Task The_default_key_asks_no_more_than_the_parameter_and_a_key_of_ones_own_does()
    {
        await using var emulator = await World(Allow("ssm:*", "*"));
        var key = await emulator.Kms.As(Account).CreateKey();
        var app = emulator.Ssm.As(AccessKey);
        await app.Put("default", "one", "SecureString");
        await emulator.Ssm.As(Account).Put("own", "one", "SecureString", $"\"KeyId\":\"{key}\"");

        (await app.Value("default")).ShouldBe("one");
        var refused = await app.Get("own", withDecryption: true);
        refused.ShouldBeError("AccessDeniedException", DeniedByKms("kms:Decrypt", key, refused));
        // The ciphertext is no secret.
        (await app.Get("own")).Status.ShouldBe(200);
    }

    [Test]
    public async Task KMS_is_called_through_the_service()
    {
        await using var emulator = await World(
            Allow("ssm:*", "*"),
            Allow("kms:*", "*", $$$"""{"StringEquals":{"kms:ViaService":"ssm.us-east-1.amazonaws.com","kms:EncryptionContext:PARAMETER_ARN":"{{{Arn}}}/app/db"}}"""));
        var key = await emulator.Kms.As(Account).CreateKey();
        var app = emulator.Ssm.As(AccessKey);

        (await app.Put("/app/db", "one", "SecureString", $"\"KeyId\":\"{key}\"")).Status.ShouldBe(200);
        (await app.Value("/app/db")).ShouldBe("one");
        var refused = await app.Put("/other/db", "one", "SecureString", $"\"KeyId\":\"{key}\"");
        refused.ShouldBeError("AccessDeniedException", DeniedByKms("kms:Encrypt", key, refused));
    }

    [Test]
    public async Task A_referenced_secret_is_decided_on_both_sides()
    {
        await using var parameterOnly = await World(Allow("ssm:GetParameter", "*"));
        await using var both = await World(Allow("ssm:GetParameter", $"{Arn}/aws/reference/secretsmanager/db"), Allow("secretsmanager:GetSecretValue", "*"));
        foreach (var emulator in new[] { parameterOnly, both })
        {
            await emulator.Secrets.As(Account).Create("db", "one");
        }

        const string Name = "/aws/reference/secretsmanager/db";
        (await both.Ssm.As(AccessKey).Value($"{Name}:AWSCURRENT")).ShouldBe("one");
        (await parameterOnly.Ssm.As(AccessKey).Get(Name, withDecryption: true)).ShouldBeError(
            "AccessDeniedException",
            $"An error occurred (AccessDeniedException) when referencing Secrets Manager: {Denied("secretsmanager:GetSecretValue", "db")}");
    }

    [Test]
    public async Task A_refusal_is_explained_and_answered_beforehand()
    {
        await using var emulator = await World(Allow("ssm:GetParameter", $"{Arn}/app/*"));
        await emulator.Ssm.As(Account).Put("/app/db", "one", "SecureString", $"\"KeyId\":\"{await emulator.Kms.As(Account).CreateKey()}\"");

        var can = await Can(emulator, "ssm:GetParameter", "/app/db");
        var may = await Can(emulator, "ssm:GetParameter", "/app/none");
        var refused = await emulator.Ssm.As(AccessKey).Put("/app/db", "two", null, "\"Overwrite\":true");
        var explained = await emulator.Get($"/_emulator/refusals/{refused.Headers.GetValues("x-amzn-RequestId").Single()}");

        can.Body.ShouldContain("kms:Decrypt");
        can.Json.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        may.Json.GetProperty("allowed").GetBoolean().ShouldBeTrue();
        explained.Body.ShouldContain("ssm:PutParameter");
    }

    [TestCase("secretsmanager:VersionStage", "AWSPREVIOUS")]
    [TestCase("secretsmanager:VersionId", "v1-00000000000000000000000000000")]
    public async Task A_referenced_secret_is_answered_beforehand_for_the_version_of_its_selector(string key, string selector)
    {
        const string Name = "/aws/reference/secretsmanager/db";
        await using var emulator = await World(
            Allow("ssm:GetParameter*", "*"), Allow("secretsmanager:GetSecretValue", "*", $$$"""{"StringEquals":{"{{{key}}}":"{{{selector}}}"}}"""));
        await emulator.Secrets.As(Account).Create("db", "one", SecretsClient.Version(1));
        await emulator.Secrets.As(Account).PutValue("db", "two", token: SecretsClient.Version(2));

        foreach (var action in new[] { "ssm:GetParameter", "ssm:GetParameters" })
        {
            var can = await Can(emulator, action, $"{Name}:{selector}");

            can.Json.GetProperty("allowed").GetBoolean().ShouldBeTrue(can.Body);
            Actions(can).ShouldBe([action, "secretsmanager:GetSecretValue", "kms:Decrypt"]);
        }

        (await Can(emulator, "ssm:GetParameter", Name)).Json.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        (await Can(emulator, "ssm:GetParameter", $"{Name}:AWSCURRENT")).Json.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        (await emulator.Ssm.As(AccessKey).Value($"{Name}:{selector}")).ShouldBe("one");
        (await emulator.Ssm.As(AccessKey).Get(Name, withDecryption: true)).ShouldBeError(
            "AccessDeniedException",
            $"An error occurred (AccessDeniedException) when referencing Secrets Manager: {Denied("secretsmanager:GetSecretValue", "db")}");
    }

    [TestCase("{}", "ssm:PutParameter")]
    [TestCase("""{"aws:TagKeys":["team"]}""", "ssm:PutParameter ssm:AddTagsToResource")]
    public async Task Tags_that_are_put_are_answered_beforehand(string context, string actions)
    {
        await using var emulator = await World(Allow("ssm:PutParameter", "*"));

        var can = await Can(emulator, "ssm:PutParameter", "db", context);

        string.Join(' ', Actions(can)).ShouldBe(actions);
        can.Json.GetProperty("allowed").GetBoolean().ShouldBe(context == "{}");
    }

    [TestCase("String", "Standard", "ssm:PutParameter")]
    [TestCase("SecureString", "Standard", "ssm:PutParameter kms:Encrypt")]
    [TestCase("SecureString", "Advanced", "ssm:PutParameter kms:GenerateDataKey")]
    public async Task A_new_version_is_answered_beforehand_with_the_use_of_the_default_key(string type, string tier, string actions)
    {
        await using var emulator = await World(Allow("ssm:PutParameter", "*"));
        var key = type == "SecureString" ? $",\"KeyId\":\"{await emulator.Kms.As(Account).CreateKey()}\"" : "";
        await emulator.Ssm.As(Account).Put("db", "one", type, $"\"Tier\":\"{tier}\"{key}");

        var can = await Can(emulator, "ssm:PutParameter", "db");

        // The key of the version before would not allow it.
        string.Join(' ', Actions(can)).ShouldBe(actions);
        can.Json.GetProperty("allowed").GetBoolean().ShouldBeTrue(can.Body);
        (await emulator.Ssm.As(AccessKey).Put("db", "two", null, "\"Overwrite\":true")).Status.ShouldBe(200);
    }

    private static async Task<Emulator> World(params string[] statements)
    {
        var emulator = await Emulator.Start();
        (await emulator.Ask("PUT", "/_emulator/principals", $$"""
            {"accounts":[{"id":"{{Account}}","users":[{"name":"app","accessKeyId":"{{AccessKey}}","secretAccessKey":"secret",
            "policies":[{"name":"app","document":{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]} }]}]}]}
            """)).Status.ShouldBe(200);
        return emulator;
    }

    private static Task<WireAnswer> Can(Emulator emulator, string action, string name, string context = "{}") => emulator.Post(
        "/_emulator/can", $$"""{"as":"arn:aws:iam::{{Account}}:user/app","do":"{{action}}","on":"{{name}}","context":{{context}}}""");

    private static IEnumerable<string?> Actions(WireAnswer can) =>
        can.Json.GetProperty("permissions").EnumerateArray().Select(permission => permission.GetProperty("action").GetString());

    private static string Allow(string action, string resource, string? condition = null) =>
        $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"{{(condition is null ? "" : $",\"Condition\":{condition}")}} }""";

    private static string Denied(string action, string resource) =>
        $"User: arn:aws:iam::{Account}:user/app is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action";

    private static string ExplicitlyDenied(string action, string resource) =>
        $"User: arn:aws:iam::{Account}:user/app is not authorized to perform: {action} on resource: {resource} with an explicit deny in an identity-based policy";

    private static string DeniedByKms(string action, string key, WireAnswer answer) =>
        $"{Denied(action, $"arn:aws:kms:us-east-1:{Account}:key/{key}")} (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: {answer.Headers.GetValues("x-amzn-RequestId").Single()}; Proxy: null)";
}
