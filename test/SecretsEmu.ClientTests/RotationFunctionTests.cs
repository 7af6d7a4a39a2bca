using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SecretsEmu.ClientTests;

/// <summary>Unmodified Python and Node.js functions, see <c>functions/handlers.json</c>, rotate secrets of the installed tool.</summary>
public sealed class RotationFunctionTests
{
    private static readonly string Functions = Path.Combine(Programs.Here, "functions");

    [TestCase("python", TestName = "Functions: Python with boto3 rotates a secret")]
    [TestCase("python-in-a-folder", TestName = "Functions: Python in a folder below rotates a secret")]
    [TestCase("node", TestName = "Functions: Node.js with the JavaScript SDK rotates a secret")]
    public async Task A_function_written_for_AWS_rotates_a_secret(string function)
    {
        await using var world = await World.Start();

        var rotation = await world.Rotate(function);

        rotation.GetProperty("verdict").GetString().ShouldBe("The function kept to the contract.");
        rotation.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("step").GetString())
            .ShouldBe(["createSecret", "setSecret", "testSecret", "finishSecret"]);
        var (_, value) = await world.Client.Call("GetSecretValue", new { SecretId = function });
        value.GetProperty("VersionId").GetString().ShouldBe(rotation.GetProperty("versionId").GetString());
        value.GetProperty("SecretString").GetString()!.Length.ShouldBe(32);
    }

    [Test]
    public async Task A_strict_server_knows_the_credentials_that_a_function_is_given()
    {
        await using var world = await World.Start("--strict");

        (await Programs.Run("aws", ["secretsmanager", "create-secret", "--name", "python", "--secret-string", "one"], world.Server.Variables)).ShouldSucceed();
        (await Programs.Run(
            "aws", ["secretsmanager", "rotate-secret", "--secret-id", "python", "--rotation-lambda-arn", World.ArnOf("python")], world.Server.Variables)).ShouldSucceed();
        var rotation = await world.EndOf("python");

        rotation.GetProperty("verdict").GetString().ShouldBe("The function kept to the contract.");
    }

    [Test]
    public async Task What_Python_logs_and_is_told_is_what_Lambda_shows_and_tells()
    {
        await using var world = await World.Start();

        var log = LogOf(await world.Rotate("python-tells"), step: 0);

        log.Where(line => !line.Contains("other output", StringComparison.Ordinal) && !line.Contains("[WARNING]", StringComparison.Ordinal)).ShouldBe(
        [
            "loaded",
            "['ClientRequestToken', 'RotationToken', 'SecretId', 'Step']",
            "python-tells arn:aws:lambda:us-east-1:000000000000:function:python-tells $LATEST /aws/lambda/python-tells",
            "36 True many",
            "an unfinished line",
        ]);
        log.ShouldContain("zażółć on the other output");
        log.ShouldContain(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^\[WARNING\]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t[0-9a-f-]{36}\ta warning$"));
    }

    [Test]
    public async Task What_Node_logs_and_is_told_is_what_Lambda_shows_and_tells()
    {
        await using var world = await World.Start();

        var log = LogOf(await world.Rotate("node-tells"), step: 0);

        log.Where(line => !line.Contains("other output", StringComparison.Ordinal)).ShouldBe(
        [
            "loaded",
            "ClientRequestToken RotationToken SecretId Step",
            "node-tells arn:aws:lambda:us-east-1:000000000000:function:node-tells $LATEST /aws/lambda/node-tells",
            "36 true many",
            "an unfinished line",
        ]);
        log.ShouldContain("zażółć on the other output");
    }

    [TestCase("node-commonjs", "called back|and waited for")]
    [TestCase("node-answers-at-rest", "at rest")]
    [TestCase("node-nested", "createSecret")]
    public async Task Node_functions_of_every_style_end_when_Lambda_would_end_them(string function, string log)
    {
        await using var world = await World.Start();

        var rotation = await world.Rotate(function);

        string.Join('|', LogOf(rotation, step: 0)).ShouldBe(log);
        rotation.GetProperty("steps").GetArrayLength().ShouldBe(4);
    }

    [TestCase("python-fails", "ValueError", "wrong step", "  File \"FOLDER/python/cases.py\", line 21, in fail|    raise ValueError(\"wrong step\")")]
    [TestCase("node-fails", "TypeError", "wrong step", "    at fail (file://FOLDER/node/cases.mjs:16:9)")]
    [TestCase("node-callback-fails", "RangeError", "wrong step", "    at exports.fail (FOLDER/node/callbacks.cjs:16:12)")]
    [TestCase("node-throws-later", "Runtime.UncaughtException", "Error: too late", "    at Timeout._onTimeout (file://FOLDER/node/cases.mjs:21:11)")]
    public async Task A_function_that_throws_fails_its_step_with_its_own_lines(string function, string type, string message, string trace)
    {
        await using var world = await World.Start();

        var step = (await world.Rotate(function)).GetProperty("steps")[0];

        step.GetProperty("errorType").GetString().ShouldBe(type);
        step.GetProperty("error").GetString().ShouldBe(message);
        string.Join('|', step.GetProperty("log").EnumerateArray().Select(line => line.GetString()).Where(line => line != "loaded"))
            .ShouldBe(trace.Replace("FOLDER", Functions, StringComparison.Ordinal));
    }

    [TestCase("python-exits")]
    [TestCase("node-exits")]
    public async Task A_function_that_ends_its_process_fails_its_step_in_AWSs_words(string function)
    {
        await using var world = await World.Start();

        var rotation = await world.Rotate(function);

        var step = rotation.GetProperty("steps")[0];
        step.GetProperty("errorType").GetString().ShouldBe("Runtime.ExitError");
        step.GetProperty("error").GetString()!.ShouldEndWith(" Error: Runtime exited with error: exit status 7");
        LogOf(rotation, step: 0).ShouldBe(["loaded", "leaving"]);
    }

    [TestCase("python-hangs")]
    [TestCase("node-hangs")]
    public async Task A_function_that_hangs_runs_out_of_time(string function)
    {
        await using var world = await World.Start();

        var rotation = await world.Rotate(function);

        var step = rotation.GetProperty("steps")[0];
        step.GetProperty("errorType").GetString().ShouldBe("Sandbox.Timedout");
        step.GetProperty("error").GetString().ShouldBe("Task timed out after 1.00 seconds");
        LogOf(rotation, step: 0).ShouldBe(["loaded", "hanging"]);
    }

    [TestCase("python-without-file", "Unable to import module 'nowhere': No module named 'nowhere'")]
    [TestCase("python-without-function", "Handler 'nothing' missing on module 'cases'")]
    [TestCase("python-without-package", "Unable to import module 'needs_package': No module named 'no_such_package'")]
    [TestCase("python-broken", "Syntax error in module 'broken': expected ':' (broken.py, line 1)")]
    [TestCase("node-without-file", "Error: Cannot find module 'FOLDER/node/nowhere'")]
    [TestCase("node-without-function", "cases.nothing is undefined or not exported")]
    [TestCase("node-without-package", "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'no-such-package' imported from FOLDER/node/needsPackage.mjs")]
    [TestCase("node-broken", "SyntaxError: Unexpected end of input (FOLDER/node/broken.mjs)")]
    [TestCase("without-program", "The function without-program cannot start: no-such-program is not installed, or not on the PATH.")]
    public async Task A_function_that_cannot_be_loaded_says_what_is_missing(string function, string reason)
    {
        await using var world = await World.Start();

        var rotation = await world.Rotate(function);

        rotation.GetProperty("reason").GetString().ShouldBe(reason.Replace("FOLDER", Functions, StringComparison.Ordinal));
    }

    [TestCase("python")]
    [TestCase("node")]
    public async Task A_function_ends_with_a_server_that_is_killed(string runtime)
    {
        using var connections = new TcpListener(IPAddress.Loopback, 0);
        connections.Start();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("handlers.json"), JsonSerializer.Serialize(new
        {
            functions = new
            {
                holds = new
                {
                    kind = "process", runtime, folder = Path.Combine(Functions, runtime), handler = "cases.hold",
                    environment = new { PORT = ((IPEndPoint)connections.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture) },
                },
            },
        }));
        await using var world = await World.Start("--handlers", folder.File("handlers.json"));
        await world.Begin("holds");
        using var held = await connections.AcceptTcpClientAsync().WaitAsync(Programs.Patience);

        await world.Server.Kill();

        (await held.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Programs.Patience)).ShouldBe(0);
    }

    private static List<string> LogOf(JsonElement rotation, int step) =>
        [.. rotation.GetProperty("steps")[step].GetProperty("log").EnumerateArray().Select(line => line.GetString()!)];

    /// <summary>A server with the functions.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

        private World(Server server) => (Server, Client) = (server, new RawClient(server.Url));

        public Server Server { get; }

        public RawClient Client { get; }

        public static async Task<World> Start(params string[] args) =>
            new(await Server.Start(args.Contains("--handlers") ? args : [.. args, "--handlers", Path.Combine(Functions, "handlers.json")]));

        public static string ArnOf(string function) => $"arn:aws:lambda:us-east-1:000000000000:function:{function}";

        /// <summary>Makes a secret of the function's name and begins its rotation.</summary>
        public async Task Begin(string function)
        {
            (await Client.Call("CreateSecret", new { Name = function, ClientRequestToken = Guid("1"), SecretString = "one" })).Status.ShouldBe(200);
            var rotated = await Client.Call("RotateSecret", new
            {
                SecretId = function, ClientRequestToken = Guid("2"), RotationLambdaARN = ArnOf(function),
            });
            rotated.Status.ShouldBe(200, rotated.Body.ToString());
        }

        /// <summary>Rotates a new secret of the function's name to the end.</summary>
        public async Task<JsonElement> Rotate(string function)
        {
            await Begin(function);
            return await EndOf(function);
        }

        /// <summary>Asks until the rotation has ended.</summary>
        public async Task<JsonElement> EndOf(string secret)
        {
            using var patience = new CancellationTokenSource(Programs.Patience);
            while (true)
            {
                using var document = JsonDocument.Parse(await _http.GetStringAsync($"{Server.Url}/_emulator/rotations?secret={secret}", patience.Token));
                var rotation = document.RootElement.GetProperty("rotations")[0];
                if (rotation.TryGetProperty("verdict", out _))
                {
                    return rotation.Clone();
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            _http.Dispose();
            await Server.DisposeAsync();
        }

        private static string Guid(string digit) => $"00000000-0000-4000-8000-00000000000{digit}";
    }
}
