using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Rotation;

/// <summary>Who may use a function: Secrets Manager by the function's own policy, the caller of RotateSecret by lambda:InvokeFunction.</summary>
public sealed class FunctionPolicyTests
{
    private const string CannotInvoke =
        "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.";

    private const string AccessKey = "AKIAAPP0000000000000";
    private const string Secret = "arn:aws:secretsmanager:us-east-1:000000000000:secret:db-??????";
    private const string Other = "arn:aws:secretsmanager:us-east-1:000000000000:secret:other-??????";

    private static readonly string Function = RotationCalls.Function("rotate");

    [TestCase("nobody's policy", null)]
    [TestCase("the service", """{"Effect":"Allow","Principal":{"Service":"secretsmanager.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"*"}""")]
    [TestCase("this function", """{"Effect":"Allow","Principal":{"Service":"secretsmanager.amazonaws.com"},"Action":"lambda:*","Resource":"arn:aws:lambda:*:*:function:rotate"}""")]
    [TestCase("this account", """{"Effect":"Allow","Principal":{"Service":"secretsmanager.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"000000000000"}}}""")]
    [TestCase("this secret", $$$$"""{"Effect":"Allow","Principal":{"Service":"secretsmanager.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"{{{{Secret}}}}"}}}""")]
    public async Task A_function_that_lets_Secrets_Manager_in_rotates(string policy, string? statement)
    {
        await using var world = await World.Start(statement);

        (await world.Emulator.Rotate("db", "rotate")).Status.ShouldBe(200, policy);
        await world.Emulator.Server.RotationsEndedAsync();

        (await world.Emulator.Events("db")).ShouldBe("RotationStarted RotationSucceeded");
    }

    [TestCase("another service", """{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"*"}""")]
    [TestCase("the account alone", """{"Effect":"Allow","Principal":{"AWS":"000000000000"},"Action":"lambda:InvokeFunction","Resource":"*"}""")]
    [TestCase("another action", """{"Effect":"Allow","Principal":{"Service":"secretsmanager.amazonaws.com"},"Action":"lambda:GetFunction","Resource":"*"}""")]
    [TestCase("another function", """{"Effect":"Allow","Principal":{"Service":"secretsmanager.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:us-east-1:000000000000:function:other"}""")]
    [TestCase("another account", """{"Effect":"Allow","Principal":{"Service":"secretsmanager.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"111111111111"}}}""")]
    [TestCase("another secret", $$$$"""{"Effect":"Allow","Principal":{"Service":"secretsmanager.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"{{{{Other}}}}"}}}""")]
    [TestCase("a denial", """{"Effect":"Allow","Principal":"*","Action":"lambda:*","Resource":"*"},{"Effect":"Deny","Principal":{"Service":"secretsmanager.amazonaws.com"},"Action":"lambda:*","Resource":"*"}""")]
    public async Task A_function_that_does_not_is_refused_and_the_secret_stays_as_it_is(string policy, string statement)
    {
        await using var world = await World.Start(statement);
        var before = (await world.Emulator.Secrets.Describe("db")).Body;

        var refused = await world.Emulator.Rotate("db", "rotate");

        refused.ShouldBeError("AccessDeniedException", CannotInvoke);
        (await world.Emulator.Secrets.Describe("db")).Body.ShouldBe(before, policy);
        (await world.Emulator.Events("db")).ShouldBe("");
    }

    [Test]
    public async Task A_function_that_nobody_declared_is_refused_the_same_way()
    {
        await using var world = await World.Start(null);

        (await world.Emulator.Rotate("db", "nobody")).ShouldBeError("AccessDeniedException", CannotInvoke);
    }

    [Test]
    public async Task A_caller_needs_to_invoke_the_function_beside_rotating_the_secret()
    {
        await using var world = await World.Start(null);
        await world.Describe("""{"Effect":"Allow","Action":"secretsmanager:*","Resource":"*"}""");

        (await world.RotateAsApp()).ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::000000000000:user/app is not authorized to perform: lambda:InvokeFunction on resource: {Function} because no identity-based policy allows the lambda:InvokeFunction action");

        await world.Describe("""{"Effect":"Allow","Action":["secretsmanager:*","lambda:InvokeFunction"],"Resource":"*"}""");
        (await world.RotateAsApp()).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_caller_who_is_denied_the_function_is_told_so()
    {
        await using var world = await World.Start(null);
        await world.Describe(
            """{"Effect":"Allow","Action":"*","Resource":"*"}""",
            $$"""{"Effect":"Deny","Action":"lambda:InvokeFunction","Resource":"{{Function}}"}""");

        (await world.RotateAsApp()).ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::000000000000:user/app is not authorized to perform: lambda:InvokeFunction on resource: {Function} with an explicit deny in an identity-based policy");
    }

    [Test]
    public async Task The_stored_function_needs_the_permission_as_well_as_one_that_is_named()
    {
        await using var world = await World.Start(null);
        await world.Emulator.Rotate("db", "rotate");
        await world.Emulator.Server.RotationsEndedAsync();
        await world.Describe("""{"Effect":"Allow","Action":"secretsmanager:*","Resource":"*"}""");

        (await world.RotateAsApp(function: null)).ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::000000000000:user/app is not authorized to perform: lambda:InvokeFunction on resource: {Function} because no identity-based policy allows the lambda:InvokeFunction action");
    }

    [Test]
    public async Task A_function_s_own_policy_lets_a_caller_of_its_account_in()
    {
        await using var world = await World.Start("""{"Effect":"Allow","Principal":{"Service":"secretsmanager.amazonaws.com","AWS":"arn:aws:iam::000000000000:user/app"},"Action":"lambda:InvokeFunction","Resource":"*"}""");
        await world.Describe("""{"Effect":"Allow","Action":"secretsmanager:*","Resource":"*"}""");

        (await world.RotateAsApp()).Status.ShouldBe(200);
    }

    /// <summary>An emulator with the secret <c>db</c> and the function <c>rotate</c>, whose policy is one statement or more; null for no policy.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder;

        private World(TemporaryFolder folder, Emulator emulator) => (_folder, Emulator) = (folder, emulator);

        public Emulator Emulator { get; }

        public static async Task<World> Start(string? statement)
        {
            var folder = new TemporaryFolder();
            var function = new JsonObject
            {
                ["kind"] = "plugin", ["assembly"] = Path.Combine(RotationCalls.Plugins, "RotationPlugins.dll"), ["class"] = "RotationPlugins.GoodPlugin",
            };
            if (statement is not null)
            {
                function["policy"] = JsonNode.Parse($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""");
            }

            await File.WriteAllTextAsync(folder.File("handlers.json"), new JsonObject { ["functions"] = new JsonObject { ["rotate"] = function } }.ToJsonString());
            var emulator = await Emulator.Start(options: new() { Handlers = folder.File("handlers.json") });
            await emulator.Secrets.Create("db", "one");
            return new(folder, emulator);
        }

        /// <summary>Describes the user <c>app</c>, with exactly these statements.</summary>
        public async Task Describe(params string[] statements) => (await Emulator.Ask("PUT", "/_emulator/principals", $$$"""
            {"accounts":[{"id":"000000000000","users":[{"name":"app","accessKeyId":"{{{AccessKey}}}","secretAccessKey":"secret",
            "policies":[{"name":"app","document":{"Version":"2012-10-17","Statement":[{{{string.Join(',', statements)}}}]}}]}]}]}
            """)).Status.ShouldBe(200);

        public Task<WireAnswer> RotateAsApp(string? function = "rotate") => Emulator.Secrets.As(AccessKey).Call("RotateSecret", new JsonObject
        {
            ["SecretId"] = "db", ["ClientRequestToken"] = Emulator.Secrets.NextToken(), ["RotationLambdaARN"] = function is null ? null : RotationCalls.Function(function),
        });

        public async ValueTask DisposeAsync()
        {
            await Emulator.DisposeAsync();
            _folder.Dispose();
        }
    }
}
