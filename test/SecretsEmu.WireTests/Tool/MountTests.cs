namespace SecretsEmu.WireTests.Tool;

/// <summary><c>mount</c>: the files of a pod, and how they follow what changes.</summary>
[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "signals and modes of files")]
public sealed class MountTests
{
    private const string Seed = """
        { "secrets": [
            { "name": "prod/db", "arnSuffix": "AbCdEf", "json": { "user": { "name": "app" }, "password": "one" } },
            { "name": "binary", "binary": "AAEC" },
            { "name": "prod/db", "region": "eu-west-1", "string": "of Ireland" } ] }
        """;

    private const string Objects = """
        - objectName: prod/db
          objectType: secretsmanager
          jmesPath:
            - path: user.name
              objectAlias: user
            - path: password
              objectAlias: password
        - objectName: binary
          objectType: secretsmanager
          filePermission: "0400"
        """;

    [Test]
    public async Task Each_object_and_each_path_in_it_is_a_file()
    {
        await using var mount = await Mount.Start(Objects);

        (await mount.Run()).ShouldBe(new Finished(0, "mounted prod_db\nmounted user\nmounted password\nmounted binary\n", ""));

        mount.Files.ShouldBe(["binary", "password", "prod_db", "user"]);
        (mount.Text("user"), mount.Text("password")).ShouldBe(("app", "one"));
        mount.Text("prod_db").ShouldBe("""{"user":{"name":"app"},"password":"one"}""");
        (await File.ReadAllBytesAsync(mount.File("binary"))).ShouldBe([0, 1, 2]);
        new FileInfo(mount.File("binary")).UnixFileMode.ShouldBe(UnixFileMode.UserRead);
        new FileInfo(mount.File("user")).UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    [Test]
    public async Task A_watched_folder_follows_a_new_version_and_says_so_without_values()
    {
        await using var mount = await Mount.Start(Objects);
        await using var tool = mount.Watch();
        await tool.ReadTo("mounted binary");

        await mount.Server.Call("PutSecretValue", """{"SecretId":"prod/db","SecretString":"{\"user\":{\"name\":\"app\"},\"password\":\"two\"}","ClientRequestToken":"00000000-0000-0000-0000-000000000002"}""");
        tool.Signal("HUP");

        (await tool.ReadLine()).ShouldBe("changed prod_db");
        (await tool.ReadLine()).ShouldBe("changed password");
        (mount.Text("password"), mount.Text("user")).ShouldBe(("two", "app"));
        tool.Signal("TERM");
        (await tool.End()).Code.ShouldBe(0);
    }

    [Test]
    public async Task It_looks_by_itself_too()
    {
        await using var mount = await Mount.Start(Objects);
        await using var tool = mount.Watch("50ms");
        await tool.ReadTo("mounted binary");

        await mount.Server.Call("PutSecretValue", """{"SecretId":"binary","SecretBinary":"AwQ=","ClientRequestToken":"00000000-0000-0000-0000-000000000002"}""");

        (await tool.ReadLine()).ShouldBe("changed binary");
        (await File.ReadAllBytesAsync(mount.File("binary"))).ShouldBe([3, 4]);
    }

    [Test]
    public async Task A_value_is_fetched_again_only_when_its_label_has_moved_and_a_pinned_one_never()
    {
        await using var mount = await Mount.Start("""
            - {objectName: prod/db, objectType: secretsmanager}
            - {objectName: binary, objectType: secretsmanager, objectVersion: 00000000-0000-0000-0000-000000000001, objectAlias: pinned}
            - {objectName: signal, objectType: secretsmanager}
            """, Seed.Replace("\"name\": \"binary\"", "\"name\": \"binary\", \"versionId\": \"00000000-0000-0000-0000-000000000001\"", StringComparison.Ordinal));
        await mount.Server.Create("signal", "one");
        await using var tool = mount.Watch();
        await tool.ReadTo("mounted signal");

        await mount.Server.Call("PutSecretValue", """{"SecretId":"signal","SecretString":"two","ClientRequestToken":"00000000-0000-0000-0000-000000000002"}""");
        tool.Signal("HUP");
        await tool.ReadTo("changed signal");
        tool.Signal("TERM");
        await tool.End();

        var lines = (await mount.Server.Stop()).Output.Split('\n');
        // First all three; then two that are looked at, and the one that moved.
        lines.Count(line => line.Contains("GetSecretValue", StringComparison.Ordinal)).ShouldBe(4);
        lines.Count(line => line.Contains("DescribeSecret", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Test]
    public async Task A_label_may_be_another_than_the_current_one()
    {
        await using var mount = await Mount.Start("- {objectName: prod/db, objectType: secretsmanager, objectVersionLabel: AWSPREVIOUS, objectAlias: before}");
        await mount.Server.Call("PutSecretValue", """{"SecretId":"prod/db","SecretString":"two","ClientRequestToken":"00000000-0000-0000-0000-000000000002"}""");

        (await mount.Run()).Code.ShouldBe(0);

        mount.Text("before").ShouldBe("""{"user":{"name":"app"},"password":"one"}""");
    }

    [Test]
    public async Task A_refusal_leaves_the_folder_as_it_was()
    {
        await using var mount = await Mount.Start(Objects + "\n- {objectName: missing, objectType: secretsmanager}");

        var (code, output, error) = await mount.Run();

        (code, output).ShouldBe((1, ""));
        error.ShouldStartWith(
            $"{mount.Class}, line 16, objects[2]: us-east-1: Failed fetching secret missing: ResourceNotFoundException: Secrets Manager can't find the specified secret. status code: 400, request id: ");
        Directory.Exists(mount.Folder).ShouldBeFalse();
    }

    [Test]
    public async Task A_path_without_a_text_is_refused_in_the_provider_s_words()
    {
        await using var mount = await Mount.Start("- {objectName: prod/db, objectType: secretsmanager, jmesPath: [{path: user, objectAlias: u}]}");

        (await mount.Run()).ShouldBe(new Finished(1, "", $"""
            {mount.Class}, line 6, objects[0]: Failed to fetch secret from all regions. Verify secret exists and required permissions are granted for: prod/db
              {mount.Class}, line 6, objects[0]: Invalid JMES search result type for path:user. Only string is allowed.

            """));
    }

    [Test]
    public async Task What_a_round_lacks_is_said_once_and_the_files_stay()
    {
        await using var mount = await Mount.Start(Objects);
        await using var tool = mount.Watch();
        await tool.ReadTo("mounted binary");

        await mount.Server.Call("DeleteSecret", """{"SecretId":"binary","ForceDeleteWithoutRecovery":true}""");
        tool.Signal("HUP");
        await mount.Server.Refused("ResourceNotFoundException", times: 1);
        tool.Signal("HUP");
        await mount.Server.Refused("ResourceNotFoundException", times: 2);
        mount.Files.ShouldBe(["binary", "password", "prod_db", "user"]);
        await mount.Server.Call("CreateSecret", """{"Name":"binary","SecretBinary":"AwQ=","ClientRequestToken":"00000000-0000-0000-0000-000000000003"}""");
        await mount.Server.Call("PutSecretValue", """{"SecretId":"prod/db","SecretString":"{\"user\":{\"name\":\"app\"},\"password\":\"two\"}","ClientRequestToken":"00000000-0000-0000-0000-000000000004"}""");
        tool.Signal("HUP");

        await tool.ReadTo("changed binary");
        mount.Text("password").ShouldBe("two");
        tool.Signal("TERM");
        (await tool.End()).Error.Split('\n').Count(line => line.Contains(
            "us-east-1: Failed to describe secret binary: ResourceNotFoundException: Secrets Manager can't find the specified secret.", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Test]
    public async Task Parameters_come_ten_at_a_time_and_follow_too()
    {
        var names = Enumerable.Range(1, 11).Select(number => $"p{number}").ToList();
        await using var mount = await Mount.Start(
            string.Join('\n', names.Select(name => $"- {{objectName: /app/{name}, objectType: ssmparameter, objectAlias: {name}}}").Append("- {objectName: /app/p1, objectType: ssmparameter, objectVersion: 1, objectAlias: first}")),
            $$"""{ "parameters": [ {{string.Join(',', names.Select(name => $$"""{ "name": "/app/{{name}}", "type": "SecureString", "value": "{{name}}" }"""))}} ] }""");
        await using var tool = mount.Watch();
        await tool.ReadTo("mounted first");

        await mount.Server.Ssm("PutParameter", """{"Name":"/app/p1","Value":"two","Overwrite":true}""");
        tool.Signal("HUP");

        (await tool.ReadLine()).ShouldBe("changed p1");
        (mount.Text("p1"), mount.Text("p11"), mount.Text("first")).ShouldBe(("two", "p11", "p1"));
        tool.Signal("TERM");
        await tool.End();
        (await mount.Server.Stop()).Output.Split('\n').Count(line => line.Contains("GetParameters", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Test]
    public async Task A_parameter_that_is_not_there_is_invalid()
    {
        await using var mount = await Mount.Start("- {objectName: /app/p, objectType: ssmparameter}");

        (await mount.Run()).ShouldBe(new Finished(1, "", $"{mount.Class}, line 6, objects[0]: us-east-1: Invalid parameters: /app/p\n"));
    }

    [Test]
    public async Task Both_regions_are_asked_and_a_refusal_of_either_is_one_of_the_mount()
    {
        await using var both = await Mount.Start("- {objectName: prod/db, objectType: secretsmanager}", parameters: "failoverRegion: eu-west-1");
        await using var one = await Mount.Start("- {objectName: prod/db, objectType: secretsmanager}", parameters: "failoverRegion: eu-central-1");

        (await both.Run()).ShouldBe(new Finished(0, "mounted prod_db\n", ""));
        both.Text("prod_db").ShouldBe("""{"user":{"name":"app"},"password":"one"}""");
        (await one.Run()).Error.ShouldStartWith(
            $"{one.Class}, line 7, objects[0]: eu-central-1: Failed to describe secret prod/db: ResourceNotFoundException: Secrets Manager can't find the specified secret. status code: 400, request id: ");
    }

    [TestCase("closed", "RequestError: send request failed caused by: Post ")]
    [TestCase("503", "status code: 503")]
    public async Task A_region_that_is_down_is_replaced_by_the_other_one(string outage, string seen)
    {
        await using var mount = await Mount.Start("- {objectName: prod/db, objectType: secretsmanager}", parameters: "failoverRegion: eu-west-1");
        (await mount.Server.Run("region", "down", "us-east-1", "--as", outage)).Code.ShouldBe(0);

        var (code, output, error) = await mount.Run();

        (code, output).ShouldBe((0, "mounted prod_db\n"));
        mount.Text("prod_db").ShouldBe("of Ireland");
        error.ShouldStartWith($"{mount.Class}, line 7, objects[0]: us-east-1: Failed fetching secret prod/db: ");
        error.ShouldContain(seen);
    }

    [Test]
    public async Task A_region_that_did_not_answer_three_times_is_asked_once_for_what_is_left()
    {
        await using var mount = await Mount.Start(
            "- {objectName: prod/db, objectType: secretsmanager, objectAlias: a}\n- {objectName: prod/db, objectType: secretsmanager, objectAlias: b}", parameters: "failoverRegion: eu-west-1");
        (await mount.Server.Run("region", "down", "us-east-1", "--as", "503")).Code.ShouldBe(0);

        (await mount.Run()).Output.ShouldBe("mounted a\nmounted b\n");

        (await mount.Server.Stop()).Output.Split('\n').Count(line => line.Contains("GetSecretValue => 503", StringComparison.Ordinal)).ShouldBe(3 + 1);
    }

    [Test]
    public async Task A_mount_of_regions_that_are_all_down_fails()
    {
        await using var mount = await Mount.Start("- {objectName: prod/db, objectType: secretsmanager}", parameters: "failoverRegion: eu-west-1");
        (await mount.Server.Run("region", "down", "us-east-1")).Code.ShouldBe(0);
        (await mount.Server.Run("region", "down", "eu-west-1")).Code.ShouldBe(0);

        var (code, _, error) = await mount.Run();

        code.ShouldBe(1);
        error.ShouldStartWith(
            $"{mount.Class}, line 7, objects[0]: Failed to fetch secret from all regions. Verify secret exists and required permissions are granted for: prod/db\n");
        error.ShouldContain("us-east-1: Failed fetching secret prod/db: ");
        error.ShouldContain("eu-west-1: Failed fetching secret prod/db: ");
    }

    [Test]
    public async Task It_is_mounted_as_the_role_of_the_pod()
    {
        using var folder = new TemporaryFolder();
        await using var mount = await Mount.Start(Objects, principals: folder.Write("principals.json", """
            { "accounts": [ { "id": "000000000000", "roles": [
                { "name": "pod",
                  "trust": { "Statement": { "Effect": "Allow", "Principal": { "Service": "pods.eks.amazonaws.com" }, "Action": [ "sts:AssumeRole", "sts:TagSession" ] } },
                  "policies": [ { "name": "read", "document": { "Statement": { "Effect": "Allow", "Action": [ "secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret" ], "Resource": "*" } } } ] },
                { "name": "node", "trust": { "Statement": { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" } } } ] } ] }
            """));

        (await mount.Run("--role", "arn:aws:iam::000000000000:role/node")).ShouldBe(new Finished(1, "", "Unauthorized Exception! EKS does not have permissions to assume the associated role.\n"));
        await using var tool = mount.Watch("1h", "--role", "pod");
        await tool.ReadTo("mounted binary");

        // Its credentials expire, and it gets new ones.
        await mount.Server.Clock("""{"action":"advance","by":"2h"}""");
        await mount.Server.Call("PutSecretValue", """{"SecretId":"binary","SecretBinary":"AwQ=","ClientRequestToken":"00000000-0000-0000-0000-000000000002"}""");
        tool.Signal("HUP");

        await tool.ReadTo("changed binary");
    }

    [Test]
    public async Task A_role_that_cannot_be_assumed_any_more_is_said_once_and_the_watch_goes_on()
    {
        using var folder = new TemporaryFolder();
        await using var mount = await Mount.Start(Objects, principals: folder.Write("principals.json", Pod("pods.eks.amazonaws.com")));
        await using var tool = mount.Watch("1h", "--role", "pod");
        await tool.ReadTo("mounted binary");

        await mount.Server.Clock("""{"action":"advance","by":"2h"}""");
        await mount.Server.Principals(Pod("ec2.amazonaws.com"));
        // With the third one the second has been answered.
        for (var look = 1; look <= 3; look++)
        {
            tool.Signal("HUP");
            await mount.Server.Refused("ExpiredTokenException", times: look);
        }

        await mount.Server.Principals(Pod("pods.eks.amazonaws.com"));
        await mount.Server.Call("PutSecretValue", """{"SecretId":"binary","SecretBinary":"AwQ=","ClientRequestToken":"00000000-0000-0000-0000-000000000002"}""");
        tool.Signal("HUP");

        await tool.ReadTo("changed binary");
        tool.Signal("TERM");
        (await tool.End()).Error.ShouldBe("Unauthorized Exception! EKS does not have permissions to assume the associated role.\n");

        static string Pod(string service) => $$"""
            { "accounts": [ { "id": "000000000000", "roles": [
                { "name": "pod",
                  "trust": { "Statement": { "Effect": "Allow", "Principal": { "Service": "{{service}}" }, "Action": [ "sts:AssumeRole", "sts:TagSession" ] } },
                  "policies": [ { "name": "read", "document": { "Statement": { "Effect": "Allow", "Action": "secretsmanager:*", "Resource": "*" } } } ] } ] } ] }
            """;
    }

    [Test]
    public async Task A_region_that_stays_down_is_said_once()
    {
        await using var mount = await Mount.Start("- {objectName: prod/db, objectType: secretsmanager}", parameters: "failoverRegion: eu-west-1");
        (await mount.Server.Run("region", "down", "eu-west-1", "--as", "503")).Code.ShouldBe(0);
        await using var tool = mount.Watch();
        await tool.ReadTo("mounted prod_db");

        foreach (var value in (string[])["two", "three"])
        {
            await mount.Server.Call("PutSecretValue", $$"""{"SecretId":"prod/db","SecretString":"{{value}}","ClientRequestToken":"00000000-0000-0000-0000-{{value.PadRight(12, '0')}}"}""");
            tool.Signal("HUP");
            await tool.ReadTo("changed prod_db");
        }

        tool.Signal("TERM");
        (await tool.End()).Error.Split('\n').Count(line => line.Contains("status code: 503", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Test]
    public async Task A_class_without_region_is_mounted_from_the_one_that_is_asked_for()
    {
        await using var mount = await Mount.Start("- {objectName: prod/db, objectType: secretsmanager}");

        (await mount.Run("--region", "eu-west-1")).Code.ShouldBe(0);

        mount.Text("prod_db").ShouldBe("of Ireland");
    }

    [Test]
    public async Task A_time_to_look_again_goes_with_watching()
    {
        await using var mount = await Mount.Start(Objects);

        (await mount.Run("--poll", "5s")).ShouldBe(new Finished(2, "", "--poll goes with --watch.\n"));
    }

    [TestCase("", "Something is missing: --secret-provider-class FILE. See secrets-emu mount --help.")]
    [TestCase("--secret-provider-class a.yaml", "Something is missing: --out DIR. See secrets-emu mount --help.")]
    [TestCase("--role bad! --secret-provider-class a.yaml --out b", "--role takes a role's name or its ARN, such as arn:aws:iam::111122223333:role/NAME, not 'bad!'.")]
    [TestCase("--poll 0s --secret-provider-class a.yaml --out b", "--poll takes a time such as 2s, 500ms or 1m, not '0s'.")]
    public async Task Bad_usage_ends_with_2(string line, string sentence)
    {
        await using var server = await ToolServer.InMemory();

        (await ToolProcess.Run(["mount", "--watch", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--url", server.Url])).ShouldBe(new Finished(2, "", sentence + "\n"));
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        await using var mount = await Mount.Start(Objects);
        await File.WriteAllTextAsync(mount.Folder, "a file");

        var (code, output, error) = await mount.Run();

        (code, output).ShouldBe((1, ""));
        error.ShouldStartWith($"The folder {mount.Folder} cannot be written: ");
    }

    [Test]
    [Platform(Include = "Linux")]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        await using var mount = await Mount.Start(Objects);

        (await mount.Server.Run("mount", "--secret-provider-class", mount.Class, "--out", "/proc/mnt")).ShouldBe(
            new Finished(1, "", "The folder /proc/mnt cannot be written: nothing can be made there.\n"));
    }

    [Test]
    public async Task A_file_that_cannot_be_replaced_leaves_no_other_with_its_value()
    {
        await using var mount = await Mount.Start(Objects);
        Directory.CreateDirectory(mount.File("prod_db"));

        (await mount.Run()).Error.ShouldStartWith($"The folder {mount.Folder} cannot be written: ");

        mount.Files.ShouldBe(["prod_db"]);
    }

    /// <summary>A server, a class and the folder that it is mounted in.</summary>
    private sealed class Mount : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder = new();

        private Mount()
        {
        }

        public ToolServer Server { get; private set; } = null!;

        public string Class => _folder.File("spc.yaml");

        public string Folder => _folder.File("mnt");

        public IEnumerable<string> Files => Directory.EnumerateFileSystemEntries(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

        public static async Task<Mount> Start(string objects, string seed = Seed, string? parameters = null, string? principals = null)
        {
            var mount = new Mount();
            // The objects begin on line 6, or one later below further parameters.
            mount._folder.Write("spc.yaml", $"kind: SecretProviderClass\nspec:\n  provider: aws\n  parameters:{(parameters is null ? "" : $"\n    {parameters}")}\n    objects: |\n      {objects.Replace("\n", "\n      ", StringComparison.Ordinal)}\n");
            mount.Server = await ToolServer.InMemory(["--seed", mount._folder.Write("seed.json", seed), .. principals is null ? Array.Empty<string>() : ["--principals", principals]]);
            return mount;
        }

        public string File(string name) => Path.Combine(Folder, name);

        public string Text(string name) => System.IO.File.ReadAllText(File(name));

        public Task<Finished> Run(params string[] options) =>
            Server.Run(["mount", "--secret-provider-class", Class, "--out", Folder, .. options]);

        public ToolProcess Watch(string poll = "1h", params string[] options) =>
            ToolProcess.Start(["mount", "--secret-provider-class", Class, "--out", Folder, "--watch", "--poll", poll, .. options, "--url", Server.Url]);

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            _folder.Dispose();
        }
    }
}
