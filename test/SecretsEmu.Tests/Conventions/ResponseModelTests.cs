using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SecretsEmu.Calls;
using SecretsEmu.Validation;

namespace SecretsEmu.Tests.Conventions;

/// <summary>Each answer has the members of AWS's model, in AWS's order and of its types.</summary>
public sealed class ResponseModelTests
{
    // 2026-11: members that belong to what is not emulated yet. Whoever emulates it takes the line out.
    private static readonly Dictionary<string, string> NotAnswered = new()
    {
        ["AssumeRoleWithWebIdentityResponse.SourceIdentity"] = "claims that set it",
        ["DecryptResponse.CiphertextForRecipient"] = "Nitro enclaves",
        ["DescribeSecretResponse.ExternalSecretRotationMetadata"] = "external secrets",
        ["DescribeSecretResponse.ExternalSecretRotationRoleArn"] = "external secrets",
        ["DescribeSecretResponse.Type"] = "external secrets",
        ["GenerateDataKeyPairResponse.CiphertextForRecipient"] = "Nitro enclaves",
        ["GenerateDataKeyResponse.CiphertextForRecipient"] = "Nitro enclaves",
        ["GenerateRandomResponse.CiphertextForRecipient"] = "Nitro enclaves",
        ["GetKeyRotationStatusResponse.OnDemandRotationStartDate"] = "rotations that take time; here they are done at once",
        ["GetPublicKeyResponse.KeyAgreementAlgorithms"] = "DeriveSharedSecret",
        ["KeyMetadata.CloudHsmClusterId"] = "custom key stores",
        ["KeyMetadata.CustomKeyStoreId"] = "custom key stores",
        ["KeyMetadata.ExpirationModel"] = "imported key material",
        ["KeyMetadata.KeyAgreementAlgorithms"] = "DeriveSharedSecret",
        ["KeyMetadata.ValidTo"] = "imported key material",
        ["KeyMetadata.XksKeyConfiguration"] = "custom key stores",
        ["RotationsListEntry.ExpirationModel"] = "imported key material",
        ["RotationsListEntry.ImportState"] = "imported key material",
        ["RotationsListEntry.KeyMaterialDescription"] = "imported key material",
        ["RotationsListEntry.ValidTo"] = "imported key material",
        ["SecretListEntry.ExternalSecretRotationMetadata"] = "external secrets",
        ["SecretListEntry.ExternalSecretRotationRoleArn"] = "external secrets",
        ["SecretListEntry.Type"] = "external secrets",
    };

    // 2026-11: the model marks the secret key only, and the token is as good as half of it; what a referenced secret answered holds its value.
    private static readonly string[] MoreSecretThanTheModel = ["Credentials.SessionToken", "Parameter.SourceResult"];

    [TestCaseSource(nameof(Operations))]
    public void A_response_has_the_members_of_the_model(string operation)
    {
        var (response, model) = ShapesOf(operation);
        if (response is null || model is null)
        {
            (response is null).ShouldBe(model is null, "Only an operation without an output in the model answers with an empty body.");
            return;
        }

        Compare(response, model).Where(difference => !NotAnswered.ContainsKey(difference[..difference.IndexOf(':', StringComparison.Ordinal)])).ShouldBeEmpty(
            "Correct the response in Operations/, or add a line to NotAnswered that says what it belongs to.");
    }

    [Test]
    public void No_member_is_listed_as_not_answered_that_is_answered()
    {
        var missing = Operations()
            .Select(test => ShapesOf((string)test.Arguments[0]!))
            .Where(shapes => shapes is { Response: not null, Model: not null })
            .SelectMany(shapes => Compare(shapes.Response!, shapes.Model!))
            .ToList();

        NotAnswered.Keys.Where(member => !missing.Contains($"{member}: missing")).ShouldBeEmpty("Remove these lines from NotAnswered.");
    }

    [TestCaseSource(nameof(JsonOperations))]
    public void Members_are_written_in_alphabetical_order(string operation)
    {
        var (response, _) = ShapesOf(operation);

        foreach (var structure in StructuresOf(response))
        {
            var names = structure.Properties.Select(property => property.Name).ToList();
            names.ShouldBe(
                names.Order(StringComparer.Ordinal), ignoreOrder: false,
                $"AWS writes members in ordinal alphabetical order (secretsmanager.md 1.2): declare those of {structure.Type.Name} so.");
        }
    }

    [TestCaseSource(nameof(JsonOperations))]
    public void A_member_without_a_value_is_left_out(string operation)
    {
        var (response, _) = ShapesOf(operation);

        response?.Options.DefaultIgnoreCondition.ShouldBe(
            JsonIgnoreCondition.WhenWritingNull, "No member is ever null on the wire (secretsmanager.md 1.2): make the service's shapes with JsonForm.For.");
    }

    private static IEnumerable<TestCaseData> Operations() => Services.Emulated.Select(name => new TestCaseData(name));

    // XML elements of the query protocol come in the order of recorded answers instead.
    private static IEnumerable<TestCaseData> JsonOperations() =>
        Services.Emulated.Where(name => Services.Find(name).Model != ServiceModel.Sts).Select(name => new TestCaseData(name));

    private static (JsonTypeInfo? Response, ModelShape? Model) ShapesOf(string name)
    {
        var (operation, model) = Services.Find(name);
        return (operation.Response, model.OutputOf(operation.Name));
    }

    private static IEnumerable<string> Compare(JsonTypeInfo response, ModelShape model)
    {
        if (response.Type.Name != model.Name)
        {
            yield return $"{response.Type.Name}: is called {model.Name} by AWS";
        }

        foreach (var name in response.Properties.Select(property => property.Name).Union(model.Members.Select(member => member.Name)))
        {
            var at = $"{model.Name}.{name}";
            var (ours, theirs) = (response.Properties.SingleOrDefault(property => property.Name == name), model.Members.SingleOrDefault(member => member.Name == name));
            if (ours is null || theirs is null)
            {
                yield return ours is null ? $"{at}: missing" : $"{at}: not in the model";
                continue;
            }

            var sensitive = ours.AttributeProvider!.IsDefined(typeof(SensitiveAttribute), inherit: true);
            if (sensitive != theirs.Shape.Sensitive && !MoreSecretThanTheModel.Contains(at))
            {
                yield return $"{at}: {(sensitive ? "[Sensitive] is not in the model" : "must be [Sensitive]")}";
            }

            foreach (var difference in CompareTypes(at, ours.PropertyType, theirs.Shape, response))
            {
                yield return difference;
            }
        }
    }

    private static IEnumerable<string> CompareTypes(string at, Type type, ModelShape model, JsonTypeInfo owner)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var fits = model.Type switch
        {
            "string" => plain == typeof(string),
            "boolean" => plain == typeof(bool),
            "integer" => plain == typeof(int),
            "long" => plain == typeof(long),
            "timestamp" => plain == typeof(DateTimeOffset),
            "blob" => plain == typeof(byte[]),
            "list" => owner.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Enumerable,
            "map" => owner.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Dictionary,
            _ => owner.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object,
        };
        if (!fits)
        {
            return [$"{at}: is a {plain.Name}, and a {model.Type} in the model"];
        }

        return model.Type switch
        {
            "list" => CompareTypes($"{at}[]", owner.Options.GetTypeInfo(type).ElementType!, model.Element, owner),
            "map" => CompareTypes($"{at}[key]", owner.Options.GetTypeInfo(type).KeyType!, model.MapKey, owner)
                .Concat(CompareTypes($"{at}[]", owner.Options.GetTypeInfo(type).ElementType!, model.MapValue, owner)),
            "structure" => Compare(owner.Options.GetTypeInfo(type), model),
            _ => [],
        };
    }

    private static IEnumerable<JsonTypeInfo> StructuresOf(JsonTypeInfo? type) => type?.Kind switch
    {
        JsonTypeInfoKind.Object => type.Properties.SelectMany(property => StructuresOf(type.Options.GetTypeInfo(property.PropertyType))).Prepend(type),
        JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => StructuresOf(type.Options.GetTypeInfo(type.ElementType!)),
        _ => [],
    };
}
