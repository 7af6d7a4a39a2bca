using System.Reflection;
using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Tests.SecretsManager;

public class SecretsManagerErrorsTests
{
    [TestCaseSource(nameof(Errors))]
    public void An_error_has_the_status_and_the_spelling_of_its_code(object value)
    {
        var error = (AwsError)value;

        error.Status.ShouldBe(error.Type == "InternalServiceError" ? 500 : 400);
        error.MessageKey.ShouldBe(error.Type is "ValidationException" or "ThrottlingException" ? "message" : "Message");
        error.Message.ShouldNotBeNullOrWhiteSpace();
    }

    [Test]
    public void No_sentence_stands_twice_under_one_code()
    {
        var errors = Errors().Select(test => (AwsError)test.Arguments[0]!).ToList();

        errors.Select(error => (error.Type, error.Message)).ShouldBeUnique();
    }

    [Test]
    public void The_sentences_with_parts_name_them()
    {
        SecretsManagerErrors.TokenInUse("token", "arn").Message
            .ShouldBe("You can't use ClientRequestToken token because that value is already in use for a version of secret arn.");
        SecretsManagerErrors.SecretAlreadyExists("db").Message
            .ShouldBe("The operation failed because the secret db already exists.");
        SecretsManagerErrors.ValueNotFoundForStage("AWSPREVIOUS").Message
            .ShouldBe("Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS");
        SecretsManagerErrors.ValueNotFoundForVersion("v1").Message
            .ShouldBe("Secrets Manager can't find the specified secret value for VersionId: v1");
        SecretsManagerErrors.RemoveFromVersionRequired("AWSCURRENT", "v1").Message
            .ShouldBe("The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version v1, so you must explicitly reference that version in RemoveFromVersionId.");
        SecretsManagerErrors.FiltersRequiredBy("MaxResults").Message
            .ShouldBe("'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.");
        SecretsManagerErrors.SystemTag("aws:cloudformation:stack-name").Message
            .ShouldBe("You can't modify system tags. Tag key: 'aws:cloudformation:stack-name'.");
    }

    private static IEnumerable<TestCaseData> Errors()
    {
        var type = typeof(SecretsManagerErrors);
        var fixedSentences = type.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => (property.Name, property.GetValue(null)));
        var factories = type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => !method.IsSpecialName && method.ReturnType == typeof(AwsError))
            .Select(method => (method.Name, method.Invoke(null, method.GetParameters().Select(parameter => (object)$"<{parameter.Name}>").ToArray())));
        return fixedSentences.Concat(factories).Select(error => new TestCaseData(error.Item2).SetName($"{{m}}({error.Name})"));
    }
}
