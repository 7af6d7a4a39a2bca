namespace SecretsEmu.WireTests.Tool;

/// <summary><c>exec --buildspec</c>: the environment of a build of CodeBuild.</summary>
[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "the commands are a shell's")]
public sealed class ExecBuildspecTests
{
    private const string Seed = """
        { "secrets": [
            { "name": "prod/db", "arnSuffix": "AbCdEf", "json": { "password": "hunter2", "port": 5432 } },
            { "name": "plain", "string": "text" }, { "name": "binary", "binary": "AAEC" } ],
          "parameters": [ { "name": "/app/mode", "value": "fast" } ] }
        """;

    [Test]
    public async Task The_command_gets_variables_in_clear_and_then_those_of_secrets()
    {
        using var folder = new TemporaryFolder();

        var finished = await Exec(folder, """
            version: 0.2
            env:
              shell: bash
              variables:
                CLEAR: 5
                BOTH: clear
              parameter-store:
                MODE: /app/mode
              secrets-manager:
                PASSWORD: prod/db:password
                PORT: "prod/db:port:AWSCURRENT"
                BY_ARN: arn:aws:secretsmanager:us-east-1:000000000000:secret:prod/db-AbCdEf:password
                WHOLE: plain
                BOTH: plain
            phases:
              build:
                commands: [ "true" ]
            """, "sh", "-c", "echo \"$CLEAR|$PASSWORD|$PORT|$BY_ARN|$WHOLE|$BOTH|$MODE\"");

        finished.ShouldBe(new Finished(0, "5|hunter2|5432|hunter2|text|text|fast\n", ""));
    }

    [Test]
    public async Task Every_reason_is_named_with_its_place_in_the_phase_where_a_build_ends()
    {
        using var folder = new TemporaryFolder();

        var finished = await Exec(folder, """
            version: 0.2
            env:
              secrets-manager:
                A: missing:password
                B: prod/db:nokey
                C: plain:key
                D: binary
                E: a:b:c:d:e
            """, "echo", "ran");

        var file = folder.File("buildspec.yml");
        finished.ShouldBe(new Finished(1, "", $"""
            Phase complete: DOWNLOAD_SOURCE State: FAILED
            Phase context status code: Secrets Manager Error Message: ResourceNotFoundException: Secrets Manager can't find the specified secret.
              {file}, line 4, env.secrets-manager.A: Secrets Manager Error Message: ResourceNotFoundException: Secrets Manager can't find the specified secret.
              {file}, line 5, env.secrets-manager.B: Secrets Manager Error Message: prod/db has no key 'nokey'.
              {file}, line 6, env.secrets-manager.C: Secrets Manager Error Message: plain is not a JSON object, so it has no key 'key'.
              {file}, line 7, env.secrets-manager.D: Secrets Manager Error Message: binary is binary, which no variable can hold.
              {file}, line 8, env.secrets-manager.E: Secrets Manager Error Message: a reference is secret-id:json-key:version-stage:version-id, with four parts at most.

            """));
    }

    [Test]
    public async Task A_parameter_that_is_not_there_has_CodeBuild_s_sentence()
    {
        using var folder = new TemporaryFolder();

        (await Exec(folder, "version: 0.2\nenv:\n  parameter-store:\n    A: /no/such\n", "echo", "ran")).ShouldBe(new Finished(1, "", $"""
            Phase complete: DOWNLOAD_SOURCE State: FAILED
            Phase context status code: Decrypted Variables Error Message: parameter does not exist: /no/such
              {folder.File("buildspec.yml")}, line 4, env.parameter-store.A: Decrypted Variables Error Message: parameter does not exist: /no/such

            """));
    }

    [Test]
    public async Task The_service_role_reads_them()
    {
        using var folder = new TemporaryFolder();
        var principals = folder.Write("principals.json", """
            { "accounts": [ { "id": "000000000000", "roles": [ { "name": "build",
                "trust": { "Statement": { "Effect": "Allow", "Principal": { "Service": "codebuild.amazonaws.com" }, "Action": "sts:AssumeRole" } } } ] } ] }
            """);
        var buildspec = folder.Write("buildspec.yml", "version: 0.2\nenv:\n  secrets-manager:\n    A: plain\n");

        var finished = await ToolProcess.Run(
            "exec", "--seed", folder.Write("seed.json", Seed), "--principals", principals, "--buildspec", buildspec, "--service-role", "build", "--", "echo", "ran");

        finished.Code.ShouldBe(1);
        finished.Error.ShouldContain(
            "Phase context status code: Secrets Manager Error Message: AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/build/secrets-emu "
            + "is not authorized to perform: secretsmanager:GetSecretValue on resource: plain because no identity-based policy allows the secretsmanager:GetSecretValue action\n");
    }

    [Test]
    public async Task Null_is_what_is_not_there()
    {
        using var folder = new TemporaryFolder();

        (await Exec(folder, "version: 0.2\nenv: ~", "echo", "ran")).ShouldBe(new Finished(0, "ran\n", ""));
        (await Exec(folder, """
            version: 0.2
            env:
              parameter-store:
              secrets-manager: null
              variables:
                EMPTY:
                TEXT: "null"
            """, "sh", "-c", "echo \"[$EMPTY]$TEXT\"")).ShouldBe(new Finished(0, "[]null\n", ""));
    }

    [TestCase("- a", "line 1: a buildspec is one mapping, with version, env and phases.")]
    [TestCase("", "line 1: a buildspec is one mapping, with version, env and phases.")]
    [TestCase("env: {}", "line 1: a buildspec needs version: 0.2 (or 0.1).")]
    [TestCase("# of 2016\nversion: x", "line 2: version must be 0.2 or 0.1, not 'x'.")]
    [TestCase("version: 0.3", "line 1: version must be 0.2 or 0.1, not '0.3'.")]
    [TestCase("version: 0.1\nenv: [a]", "line 2: env must be a mapping.")]
    [TestCase("version: 0.2\nenv:\n  secret-manager: {}", "line 3: env has no key 'secret-manager'. Did you mean secrets-manager? It has shell, variables, parameter-store, exported-variables, secrets-manager, git-credential-helper.")]
    [TestCase("version: 0.2\nenv:\n  secrets-manager: [a]", "line 3: env.secrets-manager must be a mapping of names to texts.")]
    [TestCase("version: 0.2\nenv:\n  variables:\n    A: {b: c}", "line 4: env.variables.A must be a text.")]
    [TestCase("version: 0.2\nenv:\n  variables:\n    A: 1\n    A: 2", "line 5: the member 'A' stands here twice.")]
    [TestCase("version: 0.2\nenv:\n  secrets-manager:\n    A=B: plain", "line 4, env.secrets-manager.A=B: 'A=B' cannot be a variable: a name is not empty, and has no = and no NUL.")]
    [TestCase("version: 0.2\nenv:\n  variables:\n    A: \"a\\0b\"", "line 4, env.variables.A: the value holds a NUL, which no variable can.")]
    [TestCase("version: 0.2\nenv: a: b", "line 2: this is not YAML (column 7).")]
    public async Task A_malformed_file_ends_with_1_and_its_line(string text, string sentence)
    {
        using var folder = new TemporaryFolder();

        (await Exec(folder, text, "echo", "ran")).ShouldBe(new Finished(1, "", $"{folder.File("buildspec.yml")}, {sentence}\n"));
    }

    [Test]
    public async Task What_cannot_be_a_role_is_bad_usage() =>
        (await ToolProcess.Run("exec", "--service-role", "bad role!", "--buildspec", "a.yml", "--", "true")).ShouldBe(new Finished(
            2, "", "--service-role takes a role's name or its ARN, such as arn:aws:iam::111122223333:role/NAME, not 'bad role!'.\n"));

    private static Task<Finished> Exec(TemporaryFolder folder, string buildspec, params string[] command) =>
        ToolProcess.Run(["exec", "--seed", folder.Write("seed.json", Seed), "--buildspec", folder.Write("buildspec.yml", buildspec), "--", .. command]);
}
