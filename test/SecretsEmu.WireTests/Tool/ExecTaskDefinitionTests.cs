namespace SecretsEmu.WireTests.Tool;

/// <summary><c>exec --task-definition</c>: the environment of a container of ECS, or the reason why the task would not start.</summary>
[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "the commands are a shell's")]
public sealed class ExecTaskDefinitionTests
{
    private const string Db = "arn:aws:secretsmanager:us-east-1:000000000000:secret:prod/db-AbCdEf";
    private const string Unable = "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ";

    private const string Seed = """
        { "secrets": [
            { "name": "prod/db", "arnSuffix": "AbCdEf", "json": { "password": "it's", "port": 5432, "big": 1000000, "none": null, "nested": { "b": [1], "a": true } } },
            { "name": "plain", "arnSuffix": "AbCdEf", "string": "hunter2" },
            { "name": "binary", "arnSuffix": "AbCdEf", "binary": "AAEC" },
            { "name": "registry", "arnSuffix": "AbCdEf", "json": { "username": "me", "password": "p" } } ] }
        """;

    private const string Principals = """
        { "accounts": [ { "id": "000000000000", "roles": [
            { "name": "reader",
              "trust": { "Statement": { "Effect": "Allow", "Principal": { "Service": "ecs-tasks.amazonaws.com" }, "Action": "sts:AssumeRole" } },
              "policies": [ { "name": "read", "document": { "Statement": { "Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "*" } } } ] },
            { "name": "powerless",
              "trust": { "Statement": { "Effect": "Allow", "Principal": { "Service": "ecs-tasks.amazonaws.com" }, "Action": "sts:AssumeRole" } } },
            { "name": "stranger",
              "trust": { "Statement": { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" } } } ] } ] }
        """;

    [Test]
    public async Task The_command_gets_variables_in_clear_and_then_those_of_secrets()
    {
        using var folder = new TemporaryFolder();
        var task = Task(folder, Secret("P", $"{Db}:password::"), Secret("BIG", $"{Db}:big:AWSCURRENT:"), Secret("NONE", $"{Db}:none::"), Secret("NESTED", $"{Db}:nested::"),
            Secret("WHOLE", $"arn:aws:secretsmanager:us-east-1:000000000000:secret:plain-AbCdEf"), Secret("BINARY", "arn:aws:secretsmanager:us-east-1:000000000000:secret:binary-AbCdEf"));

        var finished = await Exec(folder, task, [], "sh", "-c", "echo \"$A|$P|$BIG|$NONE|$NESTED|$WHOLE|$BINARY|\"");

        finished.ShouldBe(new Finished(0, "clear|it's|1e+06|<nil>|map[a:true b:[1]]|hunter2||\n", ""));
    }

    [Test]
    public async Task Every_reason_is_named_with_its_place_before_the_command_starts()
    {
        using var folder = new TemporaryFolder();
        var task = Task(folder, Secret("A1", $"{Db}:nokey::"), Secret("A2", $"{Db}:password"), Secret("A3", "arn:aws:secretsmanager:us-east-1:000000000000:secret:plain-AbCdEf:key::"));

        var finished = await Exec(folder, task, [], "echo", "ran");

        const string Invalid = $"trying to retrieve secret with value {Db}:password resulted in error: an invalid ARN format for the AWS Secrets Manager secret was specified. Specify a valid ARN and try again.";
        finished.ShouldBe(new Finished(
            1, "",
            $"""
            {Unable}secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key nokey;{Invalid};invalid character 'h' looking for beginning of value
              {task}, line 5, containerDefinitions[0].secrets[0].valueFrom: retrieved secret from Secrets Manager did not contain json key nokey
              {task}, line 6, containerDefinitions[0].secrets[1].valueFrom: {Invalid}
              {task}, line 7, containerDefinitions[0].secrets[2].valueFrom: invalid character 'h' looking for beginning of value

            """));
    }

    [Test]
    public async Task A_secret_that_is_not_there_has_the_agent_s_sentence_and_that_of_the_service()
    {
        using var folder = new TemporaryFolder();
        var task = Task(folder, Secret("X", $"{Db.Replace("AbCdEf", "GhIjKl", StringComparison.Ordinal)}:password::"));

        var (code, output, error) = await Exec(folder, task, [], "echo", "ran");

        (code, output).ShouldBe((1, ""));
        error.Split('\n')[0].ShouldMatch(
            $"^{System.Text.RegularExpressions.Regex.Escape(
                $"{Unable}secret from asm: service call has been retried 1 time(s): ResourceInitializationError: The task can't retrieve the secret with ARN "
                + "'arn:aws:secretsmanager:us-east-1:000000000000:secret:prod/db-GhIjKl' from AWS Secrets Manager. Check that the secret ARN is correct: "
                + "ResourceNotFoundException: Secrets Manager can't find the specified secret. status code: 400, request id: ")}[0-9a-f-]{{36}}$");
    }

    [Test]
    public async Task Log_options_and_credentials_of_the_registry_must_be_there_and_are_no_variables()
    {
        using var folder = new TemporaryFolder();
        string TaskWith(string registry) => folder.Write("td.json", $$"""
            { "containerDefinitions": [ { "name": "web",
                "logConfiguration": { "secretOptions": [ { "name": "token", "valueFrom": "{{Db}}:password::" } ] },
                "repositoryCredentials": { "credentialsParameter": "{{registry}}" } } ] }
            """);

        var good = await Exec(folder, TaskWith("arn:aws:secretsmanager:us-east-1:000000000000:secret:registry-AbCdEf"), [], "sh", "-c", "echo \"[$token$username]\"");
        var noJson = await Exec(folder, TaskWith("plain"), [], "echo", "ran");
        var noName = await Exec(folder, TaskWith("prod/db"), [], "echo", "ran");

        var byName = await Exec(folder, TaskWith("registry"), [], "echo", "ran");

        good.ShouldBe(new Finished(0, "[]\n", ""));
        byName.ShouldBe(new Finished(0, "ran\n", ""));
        noJson.Code.ShouldBe(1);
        noJson.Error.ShouldStartWith($"{Unable}secret from asm: service call has been retried 1 time(s): asm fetching authorization data: unable to unmarshal secret value, invalid schema\n");
        noName.Error.ShouldBe($"""
            {Unable}secret from asm: service call has been retried 1 time(s): asm fetching username: AuthorizationData is malformed, empty field
              {folder.File("td.json")}, line 3, containerDefinitions[0].repositoryCredentials.credentialsParameter: asm fetching username: AuthorizationData is malformed, empty field

            """);
    }

    [Test]
    public async Task A_name_in_both_lists_is_refused_as_RegisterTaskDefinition_refuses_it()
    {
        using var folder = new TemporaryFolder();
        var task = Task(folder, Secret("A", $"{Db}:password::"));

        (await Exec(folder, task, [], "echo", "ran")).ShouldBe(new Finished(
            1, "",
            $"{task}, line 5, containerDefinitions[0].secrets[0].valueFrom: The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'A'.\n"));
    }

    [Test]
    public async Task Parameters_are_named_or_by_ARN_and_may_refer_to_a_secret()
    {
        using var folder = new TemporaryFolder();
        var seed = folder.Write("parameters.json", """
            { "parameters": [ { "name": "/app/a", "value": "first" }, { "name": "b", "type": "SecureString", "value": "second" } ] }
            """);
        var task = Task(folder, Secret("X", "/app/a"), Secret("Y", "arn:aws:ssm:us-east-1:000000000000:parameter/b"), Secret("Z", "/app/a:1"),
            Secret("S", "/aws/reference/secretsmanager/plain"));

        (await Exec(folder, task, ["--seed", seed], "sh", "-c", "echo \"$X|$Y|$Z|$S\"")).ShouldBe(new Finished(0, "first|second|first|hunter2\n", ""));
    }

    [Test]
    public async Task Parameters_are_asked_for_ten_at_a_time()
    {
        using var folder = new TemporaryFolder();
        var names = Enumerable.Range(1, 11).Select(number => $"p{number}").ToList();
        await using var server = await ToolServer.InMemory(
            "--seed", folder.Write("parameters.json", $$"""{ "parameters": [ {{string.Join(',', names.Select(name => $$"""{ "name": "{{name}}", "value": "of {{name}}" }"""))}} ] }"""));
        var task = Task(folder, [.. names.Select(name => Secret(name, name))]);

        var finished = await ToolProcess.Run("exec", "--url", server.Url, "--task-definition", task, "--", "sh", "-c", "echo $p1, $p11");

        finished.ShouldBe(new Finished(0, "of p1, of p11\n", ""));
        (await server.Stop()).Output.Split('\n').Count(line => line.Contains("GetParameters => 200", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Test]
    public async Task One_container_of_several_is_chosen()
    {
        using var folder = new TemporaryFolder();
        var task = folder.Write("td.json", $$"""
            { "containerDefinitions": [ { "name": "web", "environment": [ { "name": "A", "value": "web" } ] },
                                        { "name": "log", "secrets": [ {{Secret("A", $"{Db}:port::")}} ] } ] }
            """);

        (await Exec(folder, task, ["--container", "log"], "sh", "-c", "echo $A")).ShouldBe(new Finished(0, "5432\n", ""));
        (await Exec(folder, task, [], "echo", "ran")).ShouldBe(new Finished(2, "", $"{task} defines the containers web, log: choose one with --container.\n"));
    }

    [Test]
    public async Task A_secret_with_a_NUL_is_none_for_a_variable()
    {
        using var folder = new TemporaryFolder();
        var seed = folder.Write("nul.json", """{ "secrets": [ { "name": "nul", "arnSuffix": "AbCdEf", "string": "a\u0000b" } ] }""");
        var task = Task(folder, Secret("X", "arn:aws:secretsmanager:us-east-1:000000000000:secret:nul-AbCdEf"));

        (await Exec(folder, task, ["--seed", seed], "echo", "ran")).ShouldBe(new Finished(1, "", $"""
            {Unable}secret from asm: service call has been retried 1 time(s): the value holds a NUL, which no variable can.
              {task}, line 5, containerDefinitions[0].secrets[0].valueFrom: the value holds a NUL, which no variable can.

            """));
    }

    [Test]
    public async Task Parameters_that_are_not_there_are_named_together()
    {
        using var folder = new TemporaryFolder();
        var task = Task(folder, Secret("X", "no/x"), Secret("Y", "no-y"), Secret("Z", $"{Db}:nokey::"));

        (await Exec(folder, task, [], "echo", "ran")).ShouldBe(new Finished(
            1, "",
            $"""
            {Unable}secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key nokey
            {Unable}secrets from ssm: service call has been retried 1 time(s): fetching secret data from SSM Parameter Store in us-east-1: invalid parameters: no/x,no-y
              {task}, line 5, containerDefinitions[0].secrets[0].valueFrom: fetching secret data from SSM Parameter Store in us-east-1: invalid parameters: no/x
              {task}, line 6, containerDefinitions[0].secrets[1].valueFrom: fetching secret data from SSM Parameter Store in us-east-1: invalid parameters: no-y
              {task}, line 7, containerDefinitions[0].secrets[2].valueFrom: retrieved secret from Secrets Manager did not contain json key nokey

            """));
    }

    [Test]
    public async Task It_is_read_as_the_execution_role()
    {
        using var folder = new TemporaryFolder();
        var principals = folder.Write("principals.json", Principals);

        var reader = await Exec(folder, TaskAs("reader"), ["--principals", principals, "--strict"], "sh", "-c", "echo $P");
        var byName = await Exec(folder, TaskAs("reader", ""), ["--principals", principals], "sh", "-c", "echo $P");
        var powerless = await Exec(folder, TaskAs("powerless"), ["--principals", principals], "echo", "ran");
        var stranger = await Exec(folder, TaskAs("stranger"), ["--principals", principals], "echo", "ran");

        reader.ShouldBe(new Finished(0, "it's\n", ""));
        byName.ShouldBe(reader);
        (powerless.Code, powerless.Output).ShouldBe((1, ""));
        powerless.Error.ShouldStartWith(
            $"{Unable}secret from asm: service call has been retried 1 time(s): failed to fetch secret {Db} from secrets manager: AccessDeniedException: "
            + $"User: arn:aws:sts::000000000000:assumed-role/powerless/secrets-emu is not authorized to perform: secretsmanager:GetSecretValue on resource: {Db} "
            + "because no identity-based policy allows the secretsmanager:GetSecretValue action status code: 400, request id: ");
        stranger.ShouldBe(new Finished(
            1, "",
            "ECS was unable to assume the role 'arn:aws:iam::000000000000:role/stranger' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.\n"));

        string TaskAs(string role, string prefix = "arn:aws:iam::000000000000:role/") => folder.Write(
            "td.json", $$"""{ "executionRoleArn": "{{prefix}}{{role}}", "containerDefinitions": [ { "secrets": [ {{Secret("P", $"{Db}:password::")}} ] } ] }""");
    }

    [Test]
    public async Task Leniently_the_ARNs_of_production_are_those_of_the_server()
    {
        using var folder = new TemporaryFolder();
        var task = folder.Write("td.json", $$"""
            { "executionRoleArn": "arn:aws:iam::111122223333:role/task",
              "containerDefinitions": [ { "secrets": [ {{Secret("P", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf:password::")}} ] } ] }
            """);

        (await Exec(folder, task, ["--lenient"], "sh", "-c", "echo $P")).ShouldBe(new Finished(0, "it's\n", ""));
        (await Exec(folder, task, [], "echo", "ran")).Error.ShouldStartWith($"{Unable}secret from asm: service call has been retried 1 time(s): ResourceInitializationError: The task can't retrieve the secret");
    }

    [Test]
    public async Task A_running_server_serves_it_too_and_each_secret_is_fetched_once()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.InMemory("--seed", folder.Write("seed.json", Seed));
        var task = Task(folder, Secret("P", $"{Db}:password::"), Secret("Q", $"{Db}:port::"), Secret("R", Db));

        var finished = await ToolProcess.Run("exec", "--url", server.Url, "--task-definition", task, "--", "sh", "-c", "echo $P $Q");

        finished.ShouldBe(new Finished(0, "it's 5432\n", ""));
        (await server.Stop()).Output.Split('\n').Count(line => line.Contains("secretsmanager.GetSecretValue => 200", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Test]
    public async Task Variables_are_printed_instead_in_the_language_of_a_shell()
    {
        using var folder = new TemporaryFolder();
        var task = Task(folder, Secret("P", $"{Db}:password::"));

        (await Print("bash")).ShouldBe(new Finished(0, "export A=clear\nexport P='it'\\''s'\n", ""));
        (await Print("pwsh")).ShouldBe(new Finished(0, "$env:A = 'clear'\n$env:P = 'it''s'\n", ""));
        (await Print("cmd")).ShouldBe(new Finished(0, "set \"A=clear\"\nset \"P=it's\"\n", ""));
        (await Print("dotenv")).ShouldBe(new Finished(0, "A=clear\nP=\"it's\"\n", ""));
        (await Print("json")).ShouldBe(new Finished(0, """{"A":"clear","P":"it\u0027s"}""" + "\n", ""));

        Task<Finished> Print(string shell) => ToolProcess.Run("exec", "--seed", folder.Write("seed.json", Seed), "--task-definition", task, "--print-env", "--shell", shell);
    }

    [Test]
    public async Task What_is_printed_arrives_in_a_shell_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var seed = folder.Write("seed.json", """{ "secrets": [ { "name": "s", "string": "a 'b' \"c\" $d `e` \\ # !\nnext" } ] }""");
        var printed = await ToolProcess.Run("exec", "--seed", seed, "--secret", "V=s", "--print-env", "--shell", "bash");

        var finished = await ToolProcess.Run("exec", "--", "bash", "-c", $"{printed.Output}printf %s \"$V\"");

        finished.ShouldBe(new Finished(0, "a 'b' \"c\" $d `e` \\ # !\nnext", ""));
    }

    [Test]
    public async Task A_call_is_made_three_times_before_its_throttling_or_outage_is_one_of_the_task()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.InMemory("--seed", folder.Write("seed.json", Seed));
        var task = Task(folder, Secret("P", $"{Db}:password::"));

        (await Broken("throttle", 2)).ShouldBe(new Finished(0, "it's\n", ""));
        (await Broken("errors", 2)).ShouldBe(new Finished(0, "it's\n", ""));
        (await Broken("throttle", 3)).Error.ShouldStartWith(
            $"{Unable}secret from asm: service call has been retried 1 time(s): failed to fetch secret {Db} from secrets manager: ThrottlingException: Rate exceeded status code: 400, request id: ");
        // Nothing is left of the three, or this would be refused.
        (await Run()).ShouldBe(new Finished(0, "it's\n", ""));

        async Task<Finished> Broken(string how, int times)
        {
            (await server.Run("break", how, "--times", $"{times}")).Code.ShouldBe(0);
            return await Run();
        }

        Task<Finished> Run() => ToolProcess.Run("exec", "--url", server.Url, "--task-definition", task, "--", "sh", "-c", "echo $P");
    }

    [Test]
    public async Task Malformed_files_end_with_1_and_run_nothing()
    {
        using var folder = new TemporaryFolder();
        var (text, missing) = (folder.Write("td.json", "{ \"containerDefinitions\": \n nonsense }"), folder.File("missing.json"));

        (await ToolProcess.Run("exec", "--task-definition", text, "--", "echo", "ran")).ShouldBe(new Finished(1, "", $"{text}, line 2: this is not JSON (column 3).\n"));
        var absent = await ToolProcess.Run("exec", "--task-definition", missing, "--", "echo", "ran");
        (absent.Code, absent.Output).ShouldBe((1, ""));
        absent.Error.ShouldStartWith($"The task definition {missing} cannot be read: ");
        (await ToolProcess.Run("exec", "--task-definition", folder.Path, "--", "echo", "ran")).ShouldBe(new Finished(1, "", $"The task definition {folder.Path} is a folder: name a file.\n"));
    }

    [TestCase("--task-definition a --buildspec b -- true", "--task-definition and --buildspec exclude each other: choose one.")]
    [TestCase("--container web -- true", "--container and --lenient go with --task-definition.")]
    [TestCase("--lenient -- true", "--container and --lenient go with --task-definition.")]
    [TestCase("--service-role r --task-definition a -- true", "--service-role goes with --buildspec: a task definition names its executionRoleArn.")]
    [TestCase("--print-env", "--print-env prints what --task-definition, --buildspec or --secret give: name one of them.")]
    [TestCase("--shell dotenv --secret A=b -- true", "--shell goes with --print-env.")]
    [TestCase("--print-env --secret A=b -- true", "--print-env runs no command: leave one of them away.")]
    public async Task Options_that_do_not_go_together_are_bad_usage(string line, string sentence) =>
        (await ToolProcess.Run(["exec", .. line.Split(' ')])).ShouldBe(new Finished(2, "", sentence + "\n"));

    private static Task<Finished> Exec(TemporaryFolder folder, string task, string[] options, params string[] command) =>
        ToolProcess.Run(["exec", "--seed", folder.Write("seed.json", Seed), "--task-definition", task, .. options, "--", .. command]);

    // The secrets begin on line 5.
    private static string Task(TemporaryFolder folder, params string[] secrets) => folder.Write("td.json", $$"""
        { "family": "app",
          "containerDefinitions": [ { "name": "web",
            "environment": [ { "name": "A", "value": "clear" } ],
            "secrets": [
              {{string.Join(",\n", secrets)}} ] } ] }
        """);

    private static string Secret(string name, string valueFrom) => $$"""{ "name": "{{name}}", "valueFrom": "{{valueFrom}}" }""";
}
