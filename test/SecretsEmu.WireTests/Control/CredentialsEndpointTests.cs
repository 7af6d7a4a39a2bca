using SecretsEmu.WireTests.Sts;

namespace SecretsEmu.WireTests.Control;

/// <summary><c>/_emulator/credentials</c>: a role's, for the service that assumes it.</summary>
public sealed class CredentialsEndpointTests
{
    private const string Task = "arn:aws:iam::111122223333:role/task";

    private const string Principals = """
        { "accounts": [ { "id": "111122223333", "roles": [
            { "name": "task",
              "trust": { "Statement": { "Effect": "Allow", "Principal": { "Service": "ecs-tasks.amazonaws.com" }, "Action": "sts:AssumeRole" } },
              "policies": [ { "name": "read", "document": { "Statement": { "Effect": "Allow", "Action": "secretsmanager:DescribeSecret", "Resource": "*" } } } ] } ] } ] }
        """;

    [Test]
    public async Task The_service_that_the_role_trusts_gets_credentials_that_act_as_the_role()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Server.SetPrincipalsAsync(Principals);

        var answer = await Ask(emulator, Task, "ecs-tasks.amazonaws.com");

        answer.Status.ShouldBe(200, answer.Body);
        answer.Text("expiration").ShouldBe("2026-01-31T09:00:00.000Z");
        using var role = emulator.Client.As(answer.Text("accessKeyId"));
        (await role.Arn()).ShouldBe("arn:aws:sts::111122223333:assumed-role/task/secrets-emu");
        (await role.Call("ListSecrets", "{}")).ShouldBeError(
            "AccessDeniedException",
            "User: arn:aws:sts::111122223333:assumed-role/task/secrets-emu is not authorized to perform: secretsmanager:ListSecrets because no identity-based policy allows the secretsmanager:ListSecrets action");
    }

    [Test]
    public async Task They_expire_on_the_emulator_s_clock()
    {
        await using var emulator = await Emulator.Start();
        var answer = await Ask(emulator, Task, "ecs-tasks.amazonaws.com");

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromHours(1));

        using var role = emulator.Client.As(answer.Text("accessKeyId"));
        (await role.Call("ListSecrets", "{}")).ShouldBeError("ExpiredTokenException", "The security token included in the request is expired", messageKey: "message");
    }

    [TestCase("ecs-tasks.amazonaws.com", "ECS was unable to assume the role 'arn:aws:iam::444455556666:role/audit' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.")]
    [TestCase("codebuild.amazonaws.com", "CodeBuild is not authorized to perform: sts:AssumeRole on arn:aws:iam::444455556666:role/audit")]
    [TestCase("pods.eks.amazonaws.com", "Unauthorized Exception! EKS does not have permissions to assume the associated role.")]
    [TestCase("lambda.amazonaws.com", "User: lambda.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/audit")]
    public async Task A_role_that_does_not_trust_the_service_is_refused_in_the_service_s_words(string service, string sentence)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Server.SetPrincipalsAsync(DescribedAccounts.File);

        (await Ask(emulator, "arn:aws:iam::444455556666:role/audit", service)).ShouldRefuse(403, sentence);
        (await emulator.Get("/_emulator/refusals/latest")).Text("text").ShouldContain("trust policy of arn:aws:iam::444455556666:role/audit");
    }

    [TestCase("""[ "sts:AssumeRole", "sts:TagSession" ]""", "111122223333", 200)]
    [TestCase("""[ "sts:AssumeRole", "sts:TagSession" ]""", "444455556666", 403)]
    [TestCase("\"sts:AssumeRole\"", "111122223333", 403)]
    public async Task EKS_tags_its_sessions_and_a_service_says_for_whose_account_it_asks(string actions, string account, int status)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Server.SetPrincipalsAsync($$"""
            { "accounts": [ { "id": "111122223333", "roles": [
                { "name": "task", "trust": { "Statement": {
                    "Effect": "Allow", "Principal": { "Service": "pods.eks.amazonaws.com" }, "Action": {{actions}},
                    "Condition": { "StringEquals": { "aws:SourceAccount": "{{account}}" } } } } } ] } ] }
            """);

        (await Ask(emulator, Task, "pods.eks.amazonaws.com")).Status.ShouldBe(status);
    }

    [Test]
    public async Task A_role_that_nobody_described_is_trusted_but_in_strict_mode()
    {
        await using var trusting = await Emulator.Start();
        await using var strict = await Emulator.Start(options: new() { Strict = true });

        (await Ask(trusting, Task, "codebuild.amazonaws.com")).Status.ShouldBe(200);
        (await Ask(strict, Task, "codebuild.amazonaws.com")).ShouldRefuse(403, $"CodeBuild is not authorized to perform: sts:AssumeRole on {Task}");
    }

    [TestCase("{}")]
    [TestCase("""{"roleArn":"task","service":"ecs-tasks.amazonaws.com"}""")]
    [TestCase("""{"roleArn":"arn:aws:iam::111122223333:user/ci","service":"ecs-tasks.amazonaws.com"}""")]
    [TestCase("""{"roleArn":"arn:aws:iam::111122223333:role/task"}""")]
    [TestCase("""{"roleArn":"arn:aws:iam::111122223333:role/task","service":"ecs"}""")]
    public async Task Anything_else_is_no_question(string body) =>
        (await TableEmulator.Running.Ask("POST", "/_emulator/credentials", body)).ShouldRefuse(
            400, "Credentials are of a roleArn (the ARN of a role) for a service (such as ecs-tasks.amazonaws.com); sessionName may come with them.");

    [TestCase("a")]
    [TestCase("a b")]
    public async Task A_session_name_is_one_of_STS(string name) =>
        (await TableEmulator.Running.Ask("POST", "/_emulator/credentials", $$"""{"roleArn":"{{Task}}","service":"ecs-tasks.amazonaws.com","sessionName":"{{name}}"}"""))
            .ShouldRefuse(400, "The sessionName has 2 to 64 letters, digits and _+=,.@-");

    private static Task<WireAnswer> Ask(Emulator emulator, string role, string service) =>
        emulator.Post("/_emulator/credentials", $$"""{"roleArn":"{{role}}","service":"{{service}}"}""");
}
