using SecretsEmu.Files;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Tests.Conventions;

namespace SecretsEmu.Tests.Rotation.Handlers;

/// <summary>What a handlers.json may say, and what is said about one that is wrong.</summary>
public sealed class HandlersFileTests
{
    private static readonly string Folder = Path.GetFullPath("/project");

    [Test]
    public void The_file_of_the_README_is_one()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Emulator, "Rotation", "README.md"));

        Parse(readme.Split("```jsonc")[1].Split("```")[0]).Select(one => $"{one.Name} = {one.Description}").ShouldBe(
        [
            $"rotate-db = plugin RotateDb.Rotation in {Folder}/bin/Debug/net10.0/RotateDb.dll",
            $"rotate-net = .NET function RotateNet::RotateNet.Function::FunctionHandler in {Folder}/bin/Debug/net8.0/publish",
            $"rotate-py = lambda_function.lambda_handler in {Folder}/rotate_py",
            "rotate-sam = RotateFunction at http://127.0.0.1:3001/",
        ]);
    }

    [TestCase("{}")]
    [TestCase("""{ "$schema": "x" }""")]
    [TestCase("""{ "functions": {} }""")]
    public void A_file_may_declare_nothing(string text) => Parse(text).ShouldBeEmpty();

    [Test]
    public void A_plugin_has_a_library_and_may_have_a_class_and_settings()
    {
        var plugin = Function("""{ "kind": "plugin", "assembly": "../lib/Rotate.dll", "class": "Rotate.Db", "settings": { "table": "users", "port": 5432, "list": [1, "a"] } }""")
            .ShouldBeOfType<PluginSettings>();

        plugin.Assembly.ShouldBe(Path.GetFullPath("/lib/Rotate.dll"));
        plugin.Class.ShouldBe("Rotate.Db");
        plugin.Settings.ShouldBe([KeyValuePair.Create("list", """[1,"a"]"""), KeyValuePair.Create("port", "5432"), KeyValuePair.Create("table", "users")]);
        plugin.IsIsolated.ShouldBeFalse();
        Function("""{ "kind": "plugin", "assembly": "/lib/Rotate.dll" }""").ShouldBeOfType<PluginSettings>().Class.ShouldBeNull();
    }

    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "isolation": "process" }""", false)]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll" }""", true)]
    [TestCase("""{ "kind": "dotnet", "folder": "net", "handler": "A::B::C", "isolation": "process" }""", false)]
    [TestCase("""{ "kind": "dotnet", "folder": "net", "handler": "A::B::C" }""", true)]
    public void A_plugin_or_NET_function_is_isolated_by_its_member_or_by_the_option(string function, bool option)
    {
        var isolated = HandlersFile.Parse($"{Folder}/handlers.json", Functions(function), option).Single();

        (isolated switch { PluginSettings plugin => plugin.IsIsolated, DotNetSettings net => net.IsIsolated, _ => false }).ShouldBeTrue();
    }

    [Test]
    public void A_function_over_http_is_called_as_here_unless_the_host_calls_it_otherwise()
    {
        var same = Function("""{ "kind": "http", "endpoint": "http://127.0.0.1:3001" }""").ShouldBeOfType<HttpSettings>();
        var other = Function("""{ "kind": "http", "endpoint": "https://example.com", "function": "RotateFunction" }""").ShouldBeOfType<HttpSettings>();

        (same.Endpoint, same.Function).ShouldBe((new Uri("http://127.0.0.1:3001"), "f"));
        (other.Endpoint, other.Function).ShouldBe((new Uri("https://example.com"), "RotateFunction"));
    }

    [Test]
    public void A_function_in_a_process_has_a_runtime_or_a_command()
    {
        var python = Function("""{ "kind": "process", "runtime": "python", "folder": "py", "handler": "a.b" }""").ShouldBeOfType<ProcessSettings>();
        var node = Function("""{ "kind": "process", "runtime": "node", "folder": "js", "handler": "a.b" }""").ShouldBeOfType<ProcessSettings>();
        var command = Function("""{ "kind": "process", "command": ["./bootstrap", "-v"], "folder": ".", "handler": "a.b" }""").ShouldBeOfType<ProcessSettings>();

        (python.Folder, python.Handler, python.Command[0]).ShouldBe(($"{Folder}/py", "a.b", "python3"));
        (node.Folder, node.Handler, node.Command[0]).ShouldBe(($"{Folder}/js", "a.b", "node"));
        (command.Folder, command.Handler).ShouldBe((Folder, "a.b"));
        command.Command.ShouldBe(["./bootstrap", "-v"]);
    }

    [Test]
    public void A_function_that_says_nothing_more_has_thirty_seconds_and_no_role_policy_or_environment()
    {
        var plain = Function("""{ "kind": "plugin", "assembly": "a.dll" }""");

        plain.Timeout.ShouldBe(TimeSpan.FromSeconds(30));
        plain.Environment.ShouldBeEmpty();
        plain.Role.ShouldBeNull();
        plain.Policy.ShouldBeNull();
    }

    [Test]
    public void A_function_over_http_takes_a_time_and_a_policy()
    {
        var function = Function("""
            {
              "kind": "http", "endpoint": "http://127.0.0.1:3001", "timeout": 900,
              "policy": { "Statement": { "Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunction", "Resource": "*" } }
            }
            """);

        function.Timeout.ShouldBe(TimeSpan.FromSeconds(900));
        function.Policy.ShouldBe("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunction","Resource":"*"}}""");
    }

    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "isolation": "process", MORE }""")]
    [TestCase("""{ "kind": "dotnet", "folder": "net", "handler": "A::B::C", MORE }""")]
    [TestCase("""{ "kind": "process", "runtime": "node", "folder": "js", "handler": "a.b", MORE }""")]
    public void Every_other_kind_takes_a_time_an_environment_a_role_and_a_policy(string function)
    {
        const string More = """
            "timeout": 900, "environment": { "TABLE": "users", "SIZE": 3 }, "role": "role/rotation",
            "policy": { "Statement": { "Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunction", "Resource": "*" } }
            """;

        var full = Function(function.Replace("MORE", More, StringComparison.Ordinal));

        full.Timeout.ShouldBe(TimeSpan.FromSeconds(900));
        full.Environment.ShouldBe([KeyValuePair.Create("SIZE", "3"), KeyValuePair.Create("TABLE", "users")]);
        full.Role.ShouldBe("role/rotation");
        full.Policy.ShouldBe("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunction","Resource":"*"}}""");
    }

    [Test]
    public void A_role_may_be_an_ARN_and_a_policy_a_text()
    {
        var function = Function(
            """{ "kind": "plugin", "assembly": "a.dll", "role": "arn:aws:iam::111122223333:role/r", "policy": "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}" }""");

        function.Role.ShouldBe("arn:aws:iam::111122223333:role/r");
        function.Policy.ShouldBe("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""");
    }

    [TestCase("7", "a function must be an object.")]
    [TestCase("{}", "a function needs a kind: plugin, dotnet, http or process.")]
    [TestCase("""{ "kind": 7 }""", "kind must be a text.")]
    [TestCase("""{ "kind": "java" }""", "the kind of a function is plugin, dotnet, http or process, not 'java'.")]
    [TestCase("""{ "kind": "plugin" }""", "a plugin needs an assembly.")]
    [TestCase("""{ "kind": "plugin", "assembly": 7 }""", "assembly must be a text.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "class": 7 }""", "class must be a text.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "settings": [] }""", "settings must be an object.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "settings": { "a": 1, "a": 2 } }""", "the member 'a' stands here twice.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "isolation": "thread" }""", "isolation is process, or left out.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "isolation": true }""", "isolation must be a text.")]
    [TestCase(
        """{ "kind": "plugin", "assembly": "a.dll", "handler": "x" }""",
        "a plugin has no member 'handler'; it has kind, timeout, policy, environment, role, assembly, class, settings, isolation.")]
    [TestCase("""{ "kind": "dotnet", "handler": "A::B::C" }""", "a .NET function needs a folder.")]
    [TestCase("""{ "kind": "dotnet", "folder": "net" }""", "a .NET function needs a handler.")]
    [TestCase(
        """{ "kind": "dotnet", "folder": "net", "handler": "A::B::C", "runtime": "x" }""",
        "a .NET function has no member 'runtime'; it has kind, timeout, policy, environment, role, folder, handler, isolation.")]
    [TestCase("""{ "kind": "http" }""", "a function over http needs an endpoint.")]
    [TestCase("""{ "kind": "http", "endpoint": "127.0.0.1:3001" }""", "'127.0.0.1:3001' is not an address such as http://127.0.0.1:3001.")]
    [TestCase("""{ "kind": "http", "endpoint": "ftp://host" }""", "'ftp://host' is not an address such as http://127.0.0.1:3001.")]
    [TestCase("""{ "kind": "http", "endpoint": "http://host", "function": 7 }""", "function must be a text.")]
    [TestCase(
        """{ "kind": "http", "endpoint": "http://host", "isolation": "process" }""",
        "a function over http has no member 'isolation'; it has kind, timeout, policy, endpoint, function.")]
    [TestCase("""{ "kind": "process", "handler": "a.b", "runtime": "node" }""", "a function in a process needs a folder.")]
    [TestCase("""{ "kind": "process", "folder": "js", "runtime": "node" }""", "a function in a process needs a handler.")]
    [TestCase("""{ "kind": "process", "folder": "js", "handler": "a.b" }""", "a function in a process needs a runtime (python or node) or a command.")]
    [TestCase(
        """{ "kind": "process", "folder": "js", "handler": "a.b", "runtime": "ruby" }""",
        "the runtime of a function is python or node, not 'ruby'; any other program goes under command.")]
    [TestCase("""{ "kind": "process", "folder": "js", "handler": "a.b", "runtime": "node", "command": ["x"] }""", "a function in a process has either a runtime or a command.")]
    [TestCase("""{ "kind": "process", "folder": "js", "handler": "a.b", "command": "x" }""", "command must be a list.")]
    [TestCase("""{ "kind": "process", "folder": "js", "handler": "a.b", "command": [7] }""", "a word of a command must be a text.")]
    [TestCase("""{ "kind": "process", "folder": "js", "handler": "a.b", "command": [] }""", "a command begins with a program.")]
    [TestCase("""{ "kind": "process", "folder": "js", "handler": "a.b", "command": ["", "x"] }""", "a command begins with a program.")]
    [TestCase(
        """{ "kind": "process", "folder": "js", "handler": "a.b", "isolation": "process" }""",
        "a function in a process has no member 'isolation'; it has kind, timeout, policy, environment, role, folder, handler, runtime, command.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "timeout": 0 }""", "a timeout is 1 to 900 seconds.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "timeout": 901 }""", "a timeout is 1 to 900 seconds.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "timeout": 1.5 }""", "timeout must be a whole number.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "timeout": "30" }""", "timeout must be a whole number.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "isolation": "process", "environment": "A=b" }""", "environment must be an object.")]
    [TestCase(
        """{ "kind": "plugin", "assembly": "a.dll", "environment": { "A": "b" } }""",
        "a plugin shares the environment of this process: give it settings, or \"isolation\": \"process\".")]
    [TestCase(
        """{ "kind": "http", "endpoint": "http://host", "environment": { "A": "b" } }""",
        "a function over http has no member 'environment'; it has kind, timeout, policy, endpoint, function.")]
    [TestCase(
        """{ "kind": "http", "endpoint": "http://host", "role": "role/r" }""",
        "a function over http has no member 'role'; it has kind, timeout, policy, endpoint, function.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "role": "rotation" }""", "a role is role/NAME or an ARN, not 'rotation'.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "role": 7 }""", "role must be a text.")]
    [TestCase("""{ "kind": "plugin", "assembly": "a.dll", "policy": { } }""", "the policy cannot be read: A policy must have a Statement.")]
    public void A_wrong_function_is_named_with_its_line_and_reason(string function, string reason)
    {
        var refusal = Should.Throw<FileException>(() => Parse($$"""
            {
              "functions": {
                "f":
                  {{function}}
              }
            }
            """));

        refusal.Message.ShouldBe($"{Folder}/handlers.json, line 4: {reason}");
    }

    [TestCase("[]", "a handlers file must be an object.")]
    [TestCase("""{ "function": {} }""", "a handlers file has no member 'function'; it has $schema, functions.")]
    [TestCase("""{ "functions": [] }""", "functions must be an object.")]
    [TestCase("""{ "functions": { "a b": {} } }""", "'a b' is no name of a function: 1 to 64 letters, digits, hyphens and underscores.")]
    [TestCase("""{ "functions": { "": {} } }""", "'' is no name of a function: 1 to 64 letters, digits, hyphens and underscores.")]
    [TestCase("""{ "functions": { "f": { "kind": "http", "endpoint": "http://a" }, "f": {} } }""", "the member 'f' stands here twice.")]
    [TestCase("", "this is not JSON (column 1).")]
    public void A_wrong_file_is_named_with_its_line_and_reason(string text, string reason) =>
        Should.Throw<FileException>(() => Parse(text)).Message.ShouldBe($"{Folder}/handlers.json, line 1: {reason}");

    [Test]
    public void A_plugin_takes_an_environment_where_every_plugin_gets_a_process_of_its_own() =>
        HandlersFile.Parse($"{Folder}/handlers.json", Functions("""{ "kind": "plugin", "assembly": "a.dll", "environment": { "A": "b" } }"""), isolate: true)
            .Single().Environment.ShouldBe([KeyValuePair.Create("A", "b")]);

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void A_name_has_at_most_64_characters(int length, bool isName) => HandlersFile.IsName(new string('a', length)).ShouldBe(isName);

    [Test]
    public void A_file_that_cannot_be_read_is_named()
    {
        var missing = Path.Combine(Path.GetTempPath(), "secrets-emu-no-such-handlers.json");

        Should.Throw<FileException>(() => HandlersFile.Read(missing, isolate: false)).Message.ShouldBe(
            $"The handlers file {missing} cannot be read: Could not find file '{missing}'.");
    }

    private static HandlerSettings Function(string function) => Parse(Functions(function)).Single();

    private static string Functions(string function) => $$"""{ "functions": { "f": {{function}} } }""";

    private static IReadOnlyList<HandlerSettings> Parse(string text) => HandlersFile.Parse($"{Folder}/handlers.json", text, isolate: false);
}
