using System.Text.Json.Nodes;
using SecretsEmu.Plugins;
using SecretsEmu.Rotation.Handlers.Plugins;

namespace SecretsEmu.Tests.Rotation.Handlers.Plugins;

/// <summary>Each member of a plugin's context is one call of Secrets Manager, and nothing happens beyond it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PluginContextTests
{
    private const string Arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-a1b2c3";

    private readonly OneSecret _secret = new();

    [Test]
    public void A_context_says_what_the_event_says()
    {
        var context = Context("testSecret");

        (context.Step, context.SecretArn, context.ClientRequestToken, context.Settings["port"]).ShouldBe(("testSecret", Arn, "token-1", "5432"));
    }

    [Test]
    public async Task AWSPENDING_is_read_by_token_and_label_and_is_null_while_it_has_no_value()
    {
        (await Context().ReadAsync("AWSPENDING")).ShouldBeNull();

        _secret.Asked.ShouldBe([$$"""GetSecretValue {"SecretId":"{{Arn}}","VersionId":"token-1","VersionStage":"AWSPENDING"}"""]);
    }

    [Test]
    public async Task Another_label_is_read_by_itself()
    {
        (await Context().ReadAsync("AWSCURRENT"))!.Text.ShouldBe("one");
        (await Context().ReadAsync("AWSPREVIOUS")).ShouldBeNull();

        _secret.Asked.ShouldBe(
        [
            $$"""GetSecretValue {"SecretId":"{{Arn}}","VersionStage":"AWSCURRENT"}""",
            $$"""GetSecretValue {"SecretId":"{{Arn}}","VersionStage":"AWSPREVIOUS"}""",
        ]);
    }

    [Test]
    public async Task Another_secret_is_read_by_its_own_id()
    {
        await Context().ReadSecretAsync("master");

        _secret.Asked.ShouldBe(["""GetSecretValue {"SecretId":"master","VersionStage":"AWSCURRENT"}"""]);
    }

    [Test]
    public async Task A_refused_call_throws_with_AWSs_code_and_sentence()
    {
        var refused = await Should.ThrowAsync<SecretsManagerException>(() => Context().ReadSecretAsync("closed"));

        (refused.ErrorCode, refused.Message).ShouldBe(("AccessDeniedException", "Not yours."));
    }

    [Test]
    public async Task A_text_is_stored_under_the_token_with_AWSPENDING_alone()
    {
        await Context().StorePendingAsync(SecretValue.Of("two"));

        _secret.Asked.ShouldBe(
            [$$"""PutSecretValue {"SecretId":"{{Arn}}","ClientRequestToken":"token-1","VersionStages":["AWSPENDING"],"RotationToken":"rotation-token-1","SecretString":"two"}"""]);
        (await Context().ReadAsync("AWSPENDING"))!.Text.ShouldBe("two");
    }

    [Test]
    public async Task Bytes_come_back_as_they_were_stored()
    {
        await Context().StorePendingAsync(SecretValue.Of([0, 1, 255]));

        var read = await Context().ReadAsync("AWSPENDING");
        read!.Binary.ShouldBe([0, 1, 255]);
        read.Text.ShouldBeNull();
        Should.Throw<FormatException>(() => read.ToJson()).Message.ShouldBe("The secret's value is binary.");
    }

    [Test]
    public async Task An_object_comes_back_as_it_was_stored()
    {
        await Context().StorePendingAsync(SecretValue.Of(new JsonObject { ["username"] = "app", ["port"] = 5432 }));

        var login = (await Context().ReadAsync("AWSPENDING"))!.ToJson();
        ((string?)login["username"], (int?)login["port"]).ShouldBe(("app", 5432));
    }

    [TestCase("not json")]
    [TestCase("[1]")]
    [TestCase("null")]
    public void A_text_that_is_no_object_says_so_without_quoting_itself(string text)
    {
        var failure = Should.Throw<FormatException>(() => SecretValue.Of(text).ToJson());

        failure.Message.ShouldBe("The secret's value is no JSON object.");
        failure.InnerException.ShouldBeNull();
    }

    [Test]
    public void A_value_does_not_print_itself() => $"{SecretValue.Of("two")} {SecretValue.Of([1])}".ShouldBe("*** ***");

    [Test]
    public async Task AWSCURRENT_is_moved_from_whichever_version_has_it()
    {
        await Context().MakeCurrentAsync();

        _secret.Asked.ShouldBe(
        [
            $$"""DescribeSecret {"SecretId":"{{Arn}}"}""",
            $$"""UpdateSecretVersionStage {"SecretId":"{{Arn}}","VersionStage":"AWSCURRENT","MoveToVersionId":"token-1","RemoveFromVersionId":"version-0"}""",
        ]);
    }

    [Test]
    public async Task AWSCURRENT_that_is_there_already_is_left_alone()
    {
        _secret.Labels["AWSCURRENT"] = "token-1";

        await Context().MakeCurrentAsync();

        _secret.Asked.ShouldBe([$$"""DescribeSecret {"SecretId":"{{Arn}}"}"""]);
    }

    [Test]
    public async Task AWSCURRENT_that_no_version_has_is_put_on_the_pending_one()
    {
        _secret.Labels.Remove("AWSCURRENT");

        await Context().MakeCurrentAsync();

        _secret.Asked[1].ShouldBe($$"""UpdateSecretVersionStage {"SecretId":"{{Arn}}","VersionStage":"AWSCURRENT","MoveToVersionId":"token-1"}""");
    }

    [Test]
    public async Task Versions_are_described_with_their_labels()
    {
        _secret.Labels["AWSPREVIOUS"] = "version-0";

        var versions = await Context().DescribeVersionsAsync();

        versions.Keys.ShouldBe(["version-0", "token-1"], ignoreOrder: true);
        versions["version-0"].ShouldBe(["AWSCURRENT", "AWSPREVIOUS"]);
    }

    [Test]
    public async Task A_password_is_asked_for_with_every_choice()
    {
        (await Context().GeneratePasswordAsync()).ShouldBe("a-password");
        await Context().GeneratePasswordAsync(new PasswordOptions
        {
            Length = 20, ExcludeCharacters = "/@", ExcludeNumbers = true, ExcludePunctuation = true, ExcludeUppercase = true, ExcludeLowercase = true,
            IncludeSpace = true, RequireEachIncludedType = false,
        });

        _secret.Asked.ShouldBe(
        [
            """GetRandomPassword {"PasswordLength":32,"ExcludeNumbers":false,"ExcludePunctuation":false,"ExcludeUppercase":false,"ExcludeLowercase":false,"IncludeSpace":false,"RequireEachIncludedType":true}""",
            """GetRandomPassword {"PasswordLength":20,"ExcludeNumbers":true,"ExcludePunctuation":true,"ExcludeUppercase":true,"ExcludeLowercase":true,"IncludeSpace":true,"RequireEachIncludedType":false,"ExcludeCharacters":"/@"}""",
        ]);
    }

    [Test]
    public async Task Nothing_is_called_once_the_time_is_over()
    {
        using var time = new CancellationTokenSource();
        await time.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Context(cancellation: time.Token).StorePendingAsync(SecretValue.Of("two")));

        _secret.Asked.ShouldBeEmpty();
    }

    private PluginContext Context(string step = "createSecret", CancellationToken cancellation = default) =>
        new(new Step(step, secrets: _secret).Invocation, new Dictionary<string, string> { ["port"] = "5432" }, cancellation);
}
